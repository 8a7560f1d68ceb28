"""What the user writes himself, as it lies in a folder of all mail, bills nobody."""

from datetime import UTC, datetime
from email.message import EmailMessage

import pytest

from parsers.events import EventKind
from parsers.outcome import Outcome, OutcomeKind
from watchdog.catalog import load_catalog
from watchdog.pipeline import read_mail
from watchdog.setting import known_to

_TEXT = (
    "Hello,\n\nmy contract ended on 31 October. Yesterday you charged me £29.90 for the membership"
    " of November. Please give me my money back.\n\nThanks\nPat\n"
)
_RECEIPT = (
    "Hi Pat,\n\nthank you for your payment of £29.90 on 2 November 2026.\n\nReceipt number: 118\n"
)


def _read(sender: str, text: str, subject: str = "Charged again") -> Outcome:
    mail = EmailMessage()
    mail["From"], mail["To"] = sender, "Ondas Gym <members@ondas.example>"
    mail["Subject"], mail["Date"] = subject, "Tue, 03 Nov 2026 09:22:41 +0000"
    mail["Message-ID"] = "<own@example.org>"
    mail.set_content(text)
    known = known_to(load_catalog(), (), own_addresses=frozenset({"pat@example.org"}))
    now = datetime(2026, 11, 4, tzinfo=UTC)
    return read_mail(mail.as_bytes(), received_at=now, known=known).outcome


def test_who_complains_of_a_charge_charges_nobody() -> None:
    outcome = _read("Pat <PAT@example.org>", _TEXT)
    assert (outcome.outcome, outcome.events) == (OutcomeKind.IGNORED, ())


@pytest.mark.parametrize("sender", ["Pat <pat@example.org>", "Ondas Gym <members@ondas.example>"])
def test_a_receipt_that_is_handed_on_counts(sender: str) -> None:
    text = _RECEIPT
    if "example.org" in sender:
        head = "From: Ondas Gym <members@ondas.example>\nDate: Mon, 2 Nov 2026 08:00:00 +0000\n"
        head += "Subject: Your receipt\nTo: Pat <pat@example.org>\n"
        text = f"---------- Forwarded message ---------\n{head}\n{_RECEIPT}"
    outcome = _read(
        sender, text, "Fwd: Your receipt" if "example.org" in sender else "Your receipt"
    )
    assert [one.kind for one in outcome.events] == [EventKind.CHARGE]
