"""Amounts that stand only in an attached PDF: read in a worker, or said to be unread."""

import zlib
from decimal import Decimal
from email.message import EmailMessage

import pytest
from fpdf import FPDF
from fpdf.enums import AccessPermission

from parsers import parse
from parsers.attached import ReadPdf, UnreadPdf
from parsers.merchants import Known
from parsers.message import Message, read_message
from parsers.outcome import Outcome, OutcomeKind, Verdict
from watchdog.catalog import load_catalog
from watchdog.pdf import read_pdf
from watchdog.setting import known_to


def pdf(*, pages: int = 1, password: str = "", text: bool = True) -> bytes:
    """A receipt laid out as payment services do it: labels left, amounts far right."""
    paper = FPDF()
    if password:
        paper.set_encryption(password, password, permissions=AccessPermission.none())
    for number in range(pages):
        paper.add_page()
        paper.set_font("Helvetica", size=9)
        for row, (label, value) in enumerate(
            (("Invoice number", f"EX-{number}"), ("Subtotal", "$20.00"), ("Amount paid", "$20.00"))
        ):
            if text:
                paper.text(120, 100 + 5 * row, label)
                paper.text(180, 99.8 + 5 * row, value)
        if text:
            with paper.rotation(90, 10, 200):
                paper.text(10, 200, "printed up the margin")
    return bytes(paper.output())


def bomb() -> bytes:
    """One page whose content is 400 MB of text operators, packed."""
    packer = zlib.compressobj(9)
    piece = b"BT /F1 9 Tf 1 0 0 1 9 9 Tm (x) Tj ET\n" * 100_000
    content = b"".join(packer.compress(piece) for _ in range(110)) + packer.flush()
    parts = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<<>>>>",
        b"<</Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (len(content), content),
    )
    body = b"".join(b"%d 0 obj%s endobj\n" % (n, part) for n, part in enumerate(parts, 1))
    return b"%PDF-1.4\n" + body + b"trailer<</Root 1 0 R/Size 5>>\n%%EOF"


def mail(
    *contents: bytes, body: str = "Your payment was received. Your receipt is attached."
) -> Message:
    letter = EmailMessage()
    letter["From"] = "Example Cloud <billing@example.com>"
    letter["To"] = "pat@example.org"
    letter["Subject"] = "Your receipt from Example Cloud"
    letter["Date"] = "Tue, 03 Mar 2026 10:00:00 +0000"
    letter.set_content(body)
    for content in contents:
        letter.add_attachment(content, maintype="application", subtype="pdf", filename="a.pdf")
    message = read_message(letter.as_bytes())
    assert isinstance(message, Message)
    return message


def outcome(content: bytes, reader: ReadPdf | None = read_pdf) -> Outcome:
    return parse(mail(content), Known(), reader)


def test_a_row_keeps_label_and_amount_together() -> None:
    lines = read_pdf(pdf())
    assert not isinstance(lines, UnreadPdf), lines
    assert "Amount paid | $20.00" in lines


def test_an_amount_in_the_pdf_alone_is_read() -> None:
    (event,) = outcome(pdf()).events
    assert event.amount is not None
    assert (event.amount.amount, event.amount.currency) == (Decimal("20.00"), "USD")


def _sheet(*rows: str) -> bytes:
    paper = FPDF()
    paper.add_page()
    paper.set_font("Helvetica", size=11)
    for number, row in enumerate(rows):
        paper.text(20, 30 + 8 * number, row)
    return bytes(paper.output())


_FAKE = ("Norton 360 with LifeLock", "Total: $449.99", "To cancel call +1 (808) 555-0142")


def _sent_by_hand(sender: str, content: bytes, body: str = "Please see attached.") -> Outcome:
    letter = EmailMessage()
    letter["From"], letter["To"], letter["Subject"] = sender, "pat@example.org", "Document 2271"
    letter["Date"] = "Tue, 03 Mar 2026 10:00:00 +0000"
    letter.set_content(body)
    letter.add_attachment(content, maintype="application", subtype="pdf", filename="Doc_2271.pdf")
    message = read_message(letter.as_bytes())
    assert isinstance(message, Message)
    return parse(message, known_to(load_catalog()), read_pdf)


def test_a_private_persons_pdf_is_read_where_the_mail_says_nothing() -> None:
    person = "Aria Blake <aria.blake.7712@yahoo.com>"
    assert _sent_by_hand(person, _sheet(*_FAKE)).trust.verdict is Verdict.SUSPICIOUS
    holiday = _sheet("Packing list", "Tent, stove, two maps", "Meet at nine")
    assert _sent_by_hand(person, holiday).outcome is OutcomeKind.IGNORED


@pytest.mark.parametrize("content", [pdf(text=False), b"%PDF-1.4"], ids=["picture", "broken"])
def test_a_private_persons_pdf_that_cannot_be_read_is_no_work(content: bytes) -> None:
    said = _sent_by_hand("Aria Blake <aria.blake.7712@yahoo.com>", content)
    assert said.outcome is OutcomeKind.IGNORED


def test_a_long_letter_is_read_without_its_pdf() -> None:
    long = "We walked up to the lake and had our bread there. " * 6
    person = "Aria Blake <aria.blake.7712@yahoo.com>"
    assert _sent_by_hand(person, _sheet(*_FAKE), long).trust.verdict is Verdict.UNKNOWN


def test_a_companys_short_letter_leaves_a_fake_to_its_pdf_and_counts_by_none() -> None:
    firm = "Kestrel Tiles <info@kestreltiles.example>"
    assert _sent_by_hand(firm, _sheet(*_FAKE)).trust.verdict is Verdict.SUSPICIOUS
    own = _sheet("Kestrel Tiles", "Total: $449.99", "To cancel call +1 (808) 555-0142")
    said = _sent_by_hand(firm, own)
    assert said.trust.verdict is Verdict.UNKNOWN
    assert said.outcome is OutcomeKind.IGNORED


def test_only_ten_pages_are_read() -> None:
    lines = read_pdf(pdf(pages=12))
    assert not isinstance(lines, UnreadPdf), lines
    assert sum("EX-" in line for line in lines) == 10


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (pdf(password="example"), "it needs a password"),
        (pdf()[:300], "broken"),
        (pdf(text=False), "no text"),
        (bomb(), "it "),
    ],
    ids=["encrypted", "truncated", "picture", "bomb"],
)
def test_what_cannot_be_read_goes_to_a_person(content: bytes, why: str) -> None:
    said = outcome(content)
    assert said.outcome is OutcomeKind.REVIEW
    assert said.reason is not None
    assert said.reason.startswith("the amount stands in a PDF that could not be read: ")
    assert why in said.reason


@pytest.mark.parametrize("other", [pdf(), b"%PDF-terms"], ids=["amount", "terms"])
def test_of_two_the_one_that_can_be_read_may_hold_the_amount(other: bytes) -> None:
    def reader(content: bytes) -> tuple[str, ...] | UnreadPdf:
        if content.startswith(b"%PDF-locked"):
            return UnreadPdf(reason="it needs a password")
        return ("Terms of service",) if content.startswith(b"%PDF-terms") else ("Total | $20.00",)

    said = parse(mail(b"%PDF-locked", other), Known(), reader)
    if other.startswith(b"%PDF-terms"):
        assert said.outcome is OutcomeKind.REVIEW
        assert "it needs a password" in (said.reason or "")
    else:
        (event,) = said.events
        assert event.amount is not None
        assert event.amount.amount == Decimal("20.00")


def test_without_a_reader_the_mend_is_told() -> None:
    said = outcome(pdf(), None)
    assert said.outcome is OutcomeKind.REVIEW
    assert "install billing-watchdog[pdf]" in (said.reason or "")


def test_a_body_with_an_amount_asks_no_reader() -> None:
    asked: list[bytes] = []

    def reader(content: bytes) -> tuple[str, ...]:
        asked.append(content)
        return ("Total | $99.00",)

    body = "Your payment of $7.00 was received. Your receipt is attached."
    (event,) = parse(mail(pdf(), body=body), Known(), reader).events
    assert event.amount is not None
    assert event.amount.amount == Decimal("7.00")
    assert not asked


def test_three_pdfs_of_five_mebibytes_at_most_are_kept() -> None:
    letter = EmailMessage()
    letter.set_content("See the files.")
    for content in (b"%PDF-" + b"0" * 5 * 1024**2, b"no PDF", *[b"%PDF-1.4"] * 4):
        letter.add_attachment(content, maintype="application", subtype="pdf", filename="a.pdf")
    message = read_message(letter.as_bytes())
    assert isinstance(message, Message)
    assert message.pdfs == (b"%PDF-1.4",) * 3
