"""A mail about money whose file is a program is a fake; whatever else a bill brings is let be."""

from datetime import UTC, datetime
from email.message import EmailMessage

import pytest

from parsers.outcome import Outcome, OutcomeKind, Verdict
from watchdog.catalog import load_catalog
from watchdog.pipeline import read_mail
from watchdog.setting import known_to

_TEXTS = (
    (
        "Osier Energie <rechnung@osier-energie.example>",
        "Rechnung 3026 offen",
        (
            "Hallo Pat Example,\n\ndie Rechnung 3026 über 264,18 € war am 31.10.2026 fällig. Im"
            " Anhang finden Sie das Dokument.\n\nOsier Energie"
        ),
    ),
    (
        "Osier Gym <accounts@osiergym.example>",
        "Receipt 5521",
        (
            "Hi Pat,\n\nThank you, your payment of $41.00 was received. The receipt is attached."
            "\n\nOsier Gym"
        ),
    ),
)


def _read(text: tuple[str, str, str], file: str) -> Outcome:
    sender, subject, body = text
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = sender, "Pat Example <pat@example.org>", subject
    mail["Date"] = "Fri, 13 Nov 2026 07:45:00 +0000"
    mail.set_content(body)
    mail.add_attachment(b"x", maintype="application", subtype="octet-stream", filename=file)
    now = datetime(2026, 11, 14, tzinfo=UTC)
    return read_mail(mail.as_bytes(), received_at=now, known=known_to(load_catalog())).outcome


@pytest.mark.parametrize("text", _TEXTS, ids=("due", "paid"))
@pytest.mark.parametrize(
    "file", ["Bolletta_3026.pdf.js", "invoice.EXE", "Rechnung.pdf.html", "scan.iso", "Bill.hta "]
)
def test_a_program_is_no_bill(text: tuple[str, str, str], file: str) -> None:
    outcome = _read(text, file)
    assert outcome.trust.verdict is Verdict.SUSPICIOUS
    assert outcome.outcome is OutcomeKind.REVIEW


@pytest.mark.parametrize("text", _TEXTS, ids=("due", "paid"))
@pytest.mark.parametrize("file", ["3026.pdf", "bill.html", "data.js.pdf", "osier.com", "r.xml"])
def test_a_paper_is_let_be(text: tuple[str, str, str], file: str) -> None:
    assert _read(text, file).trust.verdict is Verdict.UNKNOWN
