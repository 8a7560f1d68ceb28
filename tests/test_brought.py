"""Files that are the bill: papers, archives, drawings, cards; and a mail inside a mail."""

from email.message import EmailMessage
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import msgspec
import pytest

from parsers.enclosed import words_of
from parsers.engine import read
from parsers.message import Message, read_message
from parsers.mime.rich_text import words_of_rtf
from parsers.mime.unpacked import MAX_ENCLOSED, unpacked
from parsers.outcome import OutcomeKind, Verdict
from watchdog.catalog import load_catalog
from watchdog.pipeline import read_mail
from watchdog.setting import known_to

_KNOWN = known_to(load_catalog(), own_addresses=frozenset({"pat@example.org"}))
_SAID = "McAfee renewed for $349.99 today. To cancel call +1 (808) 555-0144."
_RTF = (
    rb"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0 Arial;}}{\*\generator Some;}{\info{\title Not}}"
    rb"\f0\uc1 McAfee renewed f\u252?r {\b 349,99 \'80}\par "
    rb"{\field{\*\fldinst{HYPERLINK pay.example/a }}{\fldrslt pay}}\par\{end\}}"
)


def _zipped(**files: str) -> bytes:
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as packed:
        for name, content in files.items():
            packed.writestr(name, content)
    return buffer.getvalue()


def _paper(*lines: str) -> str:
    runs = "".join(f"<w:p><w:r><w:t>{one}</w:t></w:r></w:p>" for one in lines)
    return f"<?xml version='1.0'?><w:document><w:body>{runs}</w:body></w:document>"


def _mail(content: bytes, kind: str, name: str, *, sender: str) -> bytes:
    mail = EmailMessage()
    mail["From"], mail["To"] = sender, "Pat Example <pat@example.org>"
    mail["Subject"], mail["Date"] = "Tomorrow", "Sat, 21 Nov 2026 04:12:00 +0000"
    mail["Message-ID"] = "<brought@mail.example>"
    mail.set_content("Please see below.\n")
    main, sub = kind.split("/")
    mail.add_attachment(content, maintype=main, subtype=sub, filename=name)
    return mail.as_bytes()


_PAGE = f"<html><body><p>{_SAID}</p></body></html>"
_FILES = [
    (rb"{\rtf1\ansi " + _SAID.encode() + rb"\par}", "application/rtf", "a.rtf"),
    (rb"{\rtf1\ansi " + _SAID.encode() + rb"\par}", "application/msword", "a.doc"),
    (_zipped(**{"word/document.xml": _paper(_SAID)}), "application/octet-stream", "a.docx"),
    (
        _zipped(**{"content.xml": f"<text:p>{_SAID}</text:p>"}),
        "application/vnd.oasis.opendocument.text",
        "a.odt",
    ),
    (_zipped(**{"invoice.html": _PAGE}), "application/zip", "a.zip"),
    (_PAGE.encode(), "application/octet-stream", "a.htm"),
    (_PAGE.encode(), "application/xhtml+xml", "a.xhtml"),
    (f"<svg><text>{_SAID}</text></svg>".encode(), "image/svg+xml", "a.svg"),
    (f"BEGIN:VCARD\r\nFN:Desk\r\nNOTE:{_SAID}\r\nEND:VCARD\r\n".encode(), "text/vcard", "a.vcf"),
    (_SAID.encode(), "text/plain", "a.txt"),
]


@pytest.mark.parametrize(
    ("content", "kind", "name"), _FILES, ids=[f"{k} {n}" for _, k, n in _FILES]
)
def test_a_fake_in_a_file_is_called(content: bytes, kind: str, name: str) -> None:
    raw = _mail(content, kind, name, sender="Renewals <hello@quillford.example>")
    outcome = read_mail(raw, received_at=None, known=_KNOWN).outcome
    assert outcome.trust.verdict is Verdict.SUSPICIOUS
    assert outcome.outcome is OutcomeKind.REVIEW
    assert [one.merchant for one in outcome.events] == ["mcafee"]


@pytest.mark.parametrize(
    ("content", "kind", "name"), _FILES, ids=[f"{k} {n}" for _, k, n in _FILES]
)
def test_the_same_file_without_its_bill_is_let_be(content: bytes, kind: str, name: str) -> None:
    said = b"Our meeting is on Friday at nine, bring the plan of the hall and the list of helpers.."
    swapped = content.replace(_SAID.encode(), said[: len(_SAID)])
    if content.startswith(b"PK"):
        swapped = _zipped(**{"word/document.xml": _paper(said.decode())})
    raw = _mail(swapped, kind, name, sender="Hilltop Club <hello@hilltopclub.example>")
    outcome = read_mail(raw, received_at=None, known=_KNOWN).outcome
    assert outcome.trust.verdict is Verdict.UNKNOWN
    assert outcome.events == ()


def test_the_words_of_rich_text_are_those_that_it_shows() -> None:
    shown = words_of_rtf(_RTF.decode("latin-1"))
    assert shown.split("\n") == [
        "McAfee renewed für 349,99 €",
        "HYPERLINK pay.example/a pay",
        "{end}",
    ]
    assert words_of_rtf("\xd0\xcf\x11\xe0 McAfee") == ""


def test_deep_and_broken_rich_text_ends() -> None:
    assert words_of_rtf("{\\rtf1 " + "{" * 5000 + "deep" + "}" * 9000 + " over") == "deep over"
    assert words_of_rtf("{\\rtf1 \\u-10179?\\u99999999?half \\") == "\ue0ffhalf"


def test_of_a_packed_file_only_so_much_is_read() -> None:
    bomb = _zipped(**{"a.txt": "x" * 20_000_000})
    assert [(kind, len(source)) for kind, source in unpacked(bomb)] == [
        ("text/plain", 5),
        ("text/plain", MAX_ENCLOSED),
    ]
    assert list(unpacked(b"PK\x03\x04 and nothing")) == []
    assert list(unpacked(b"x" * 100)) == []


def test_a_paper_is_read_by_its_paragraphs() -> None:
    source = _paper("Invoice &amp; bill", "Total | 5")
    assert words_of((("text/xml", source),)) == "Invoice & bill\nTotal | 5"


def test_names_in_an_archive_are_words() -> None:
    raw = _mail(
        _zipped(**{"Netflix invoice.iso": "x"}), "application/zip", "a.zip", sender="a@b.example"
    )
    message = read_message(raw)
    assert isinstance(message, Message)
    assert words_of(message.enclosed) == "Netflix invoice.iso"


def _inside(author: str, subject: str, text: str, *, sender: str) -> bytes:
    inner = EmailMessage()
    inner["From"], inner["To"], inner["Subject"] = author, "pat@example.org", subject
    inner["Date"] = "Fri, 20 Nov 2026 04:12:00 +0000"
    inner.set_content(text)
    mail = EmailMessage()
    mail["From"], mail["To"] = sender, "Pat Example <pat@example.org>"
    mail["Subject"], mail["Date"] = f"Fwd: {subject}", "Sat, 21 Nov 2026 04:12:00 +0000"
    mail.set_content("")
    mail.add_attachment(inner)
    return mail.as_bytes()


@pytest.mark.parametrize(
    ("author", "subject", "way"),
    [
        (
            "Netflix <info@account.netflix.com>",
            "Your payment failed",
            "https://restore-5.example/a",
        ),
        ("Spotify <no-reply@spotify.com>", "Zahlung fehlgeschlagen", "https://abo-neu.example/a"),
        ("Disney+ <mail@disneyplus.com>", "Paiement refusé", "https://reprise-8.example/a"),
        ("Dropbox <no-reply@dropbox.com>", "Ihr Beleg", "Stornieren: +49 30 555 0142"),
    ],
)
def test_a_brands_mail_that_leads_only_elsewhere_is_called_when_a_stranger_hands_it_on(
    author: str, subject: str, way: str
) -> None:
    raw = _inside(author, subject, f"22,99 € {subject}.\n{way}\n", sender="Ole <ole@fink.example>")
    outcome = read_mail(raw, received_at=None, known=_KNOWN).outcome
    assert outcome.trust.verdict is Verdict.SUSPICIOUS
    assert outcome.outcome is OutcomeKind.REVIEW
    assert outcome.events


@pytest.mark.parametrize(
    ("sender", "way"),
    [
        ("Ole <ole@fink.example>", "https://www.netflix.com/youraccountpayment"),
        ("Pat Example <pat@example.org>", "https://links.mailing-house.example/a"),
        ("Ole <ole@fink.example>", "Your Netflix team"),
    ],
    ids=["it leads home", "the user forwards it", "it leads nowhere"],
)
def test_a_brands_own_mail_that_is_handed_on_is_let_be(sender: str, way: str) -> None:
    author = "Netflix <info@account.netflix.com>"
    raw = _inside(
        author, "Your payment failed", f"We could not take $22.99.\n{way}\n", sender=sender
    )
    outcome = read_mail(raw, received_at=None, known=_KNOWN).outcome
    assert outcome.trust.verdict is Verdict.UNKNOWN


def _forged(text: str, *, html: str = "", attached: str = "", reply: str = "") -> bytes:
    mail = EmailMessage()
    mail["Authentication-Results"] = (
        "mx.example.org; spf=fail smtp.mailfrom=vm.example; dkim=none;"
        " dmarc=fail header.from=account.netflix.com"
    )
    mail["From"], mail["To"] = "Netflix <info@account.netflix.com>", "pat@example.org"
    mail["Subject"], mail["Date"] = "Your invoice", "Sat, 21 Nov 2026 04:12:00 +0000"
    if reply:
        mail["Reply-To"] = reply
    if html:
        mail.set_content(html, subtype="html")
    else:
        mail.set_content(text)
    if attached:
        mail.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename=attached)
    return mail.as_bytes()


_SERVED = known_to(
    load_catalog(), ("mx.example.org",), own_addresses=frozenset({"pat@example.org"})
)


@pytest.mark.parametrize(
    "raw",
    [
        _forged("Please find your invoice attached.\n", attached="invoice.pdf"),
        _forged("", html="<html><body><img src='cid:a' alt='Your payment'></body></html>"),
        _forged("You paid $229.00. Reply to this mail to cancel it.\n"),
        _forged("You paid $229.00 for a year.\n", reply="netflix.desk@gmail.com"),
    ],
    ids=["a file", "a picture", "an answer", "an answer elsewhere"],
)
def test_a_forged_brand_that_leaves_it_to_what_it_brings_is_called(raw: bytes) -> None:
    outcome = read_mail(raw, received_at=None, known=_SERVED).outcome
    assert outcome.trust.verdict is Verdict.FAILED
    assert outcome.outcome is OutcomeKind.REVIEW
    assert [one.merchant for one in outcome.events] == ["netflix"]


def test_a_brands_mail_that_failed_on_its_way_and_leads_home_is_no_bill() -> None:
    raw = _forged("We put new films up.\nhttps://www.netflix.com/browse\n")
    outcome = read_mail(raw, received_at=None, known=_SERVED).outcome
    assert outcome.trust.verdict is Verdict.FAILED
    assert outcome.events == ()


class _Reads(msgspec.Struct, frozen=True):
    """A PDF's reader that says the same of each."""

    lines: tuple[str, ...]

    def __call__(self, content: bytes) -> tuple[str, ...]:
        return self.lines if content else ()


@pytest.mark.parametrize(
    ("lines", "verdict"),
    [
        (("Norton 360", "Renewed: $399.99", "To cancel call +1 (808) 555-0142"), "suspicious"),
        (("Netflix", "13,99 € abgelehnt", "Aktualisieren Sie Ihre Karte: x.example"), "suspicious"),
        (("Adobe Systems", "Creative Cloud 66,45 EUR", "Paid by card"), "unknown"),
        (("Elternbrief", "Netflix-Abend am Freitag, 3,00 EUR"), "unknown"),
    ],
    ids=["a call", "a card", "a brand's own bill", "a school's letter"],
)
def test_what_a_short_letter_leaves_to_a_pdf_is_weighed(
    lines: tuple[str, ...], verdict: str
) -> None:
    sender = "Lynn Carver <lynn@carver-legal.example>"
    message = read_message(_mail(b"%PDF-1.4", "application/pdf", "a.pdf", sender=sender))
    assert isinstance(message, Message)
    outcome = read(message, _KNOWN, _Reads(lines))
    assert outcome.trust.verdict == verdict
    assert outcome.outcome is not OutcomeKind.PARSED
