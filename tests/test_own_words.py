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


_ASKS = {
    "en": "I'd like to stop my weekly veg box from the end of the month, please confirm.",
    "de": "hiermit kündige ich meinen Vertrag Nr. 8812 zum 31.12.2026.",
    "fr": "je vous prie de bien vouloir résilier mon abonnement n° 118 à son échéance.",
    "es": "solicito la baja de mi suscripción a partir del 1 de diciembre.",
    "it": "con la presente comunico la disdetta del mio abbonamento n. 8.",
    "nl": "hierbij zeg ik mijn lidmaatschap op per 1 januari.",
    "pl": "niniejszym wypowiadam umowę nr 118/26 ze skutkiem na koniec miesiąca.",
    "pt": "gostaria de cancelar a minha assinatura no fim do mês.",
    "sv": "jag vill säga upp mitt medlemskap till den 1 januari.",
    "da": "jeg vil gerne opsige mit abonnement pr. 1. januar.",
    "fi": "haluan irtisanoa jäsenyyteni vuoden lopussa.",
    "cs": "chtěla bych zrušit své předplatné ke konci měsíce.",
}
_ASKS_NOT = (
    "how do I cancel my subscription? I cannot find the button.",
    "please cancel my order 5512, I picked the wrong size.",
    "thanks for the receipt. I want to keep my plan, please don't cancel it.",
    "I have to cancel our dinner on Friday, sorry!",
)


@pytest.mark.parametrize("language", _ASKS)
def test_who_asks_for_an_end_is_heard_and_called_by_where_he_wrote_to(language: str) -> None:
    outcome = _read("Pat <pat@example.org>", f"Hello,\n\n{_ASKS[language]}\n\nPat\n", "Hello")
    told = [(one.kind, one.merchant_name, one.by_reader) for one in outcome.events]
    assert told == [(EventKind.CANCELLATION_PENDING, "ondas.example", True)]


@pytest.mark.parametrize("text", _ASKS_NOT)
def test_who_asks_for_something_else_is_not(text: str) -> None:
    outcome = _read("Pat <pat@example.org>", f"Hello,\n\n{text}\n\nPat\n", "Hello")
    assert (outcome.outcome, outcome.events) == (OutcomeKind.IGNORED, ())


@pytest.mark.parametrize(
    ("sender", "counts"),
    [
        ("Proton <no-reply@notify.proton.me>", True),
        ("Proton <proton.billing@proton.me>", False),
        ("Larkspur Studio <no-reply@notify.proton.me>", False),
    ],
)
def test_a_free_mail_service_bills_for_itself_from_below_its_domain(
    sender: str, *, counts: bool
) -> None:
    text = (
        "Hi Pat,\n\nYour subscription has been renewed.\n\nInvoice ID: 2026-9941872\nBilling"
        " cycle: 12 months (Nov 18, 2026 - Nov 18, 2027)\nAmount: 119.88 EUR, paid with credit"
        " card\n"
    )
    outcome = _read(sender, text, "Your subscription has been renewed")
    assert (outcome.outcome is OutcomeKind.PARSED) is counts
