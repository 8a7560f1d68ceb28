"""A pause for want of a payment is a payment that failed; one that was asked for is a pause."""

from email.message import EmailMessage

import pytest

from parsers import parse
from parsers.events import EventKind
from parsers.message import Message, read_message

FAILED = [
    "Your subscription has been paused because of a payment issue. Update your payment method.",
    "Your plan is on hold due to payment problems, and no parcel will be sent.",
    "Votre abonnement a été mis en pause en raison d'un problème de paiement.",
    "Leider konnten wir Ihre Zahlung nicht einziehen. Ihr Abo wurde deshalb pausiert.",
]
ASKED_FOR = [
    "Your subscription has been paused, as you asked. You will not be charged while it is paused.",
    "Your membership is paused until January 10, 2027.",
    "Ihr Abo wurde wie gewünscht pausiert.",
]

SUBJECTS = {
    "Votre": "Votre abonnement est en pause",
    "Leider": "Ihr Abo wurde pausiert",
    "Ihr": "Ihr Abo wurde pausiert",
    "": "Your subscription is paused",
}


def kinds(sentences: str) -> list[EventKind]:
    """What a short mail of these sentences states."""
    mail = EmailMessage()
    mail["From"] = "Glowbox <care@glowbox.example>"
    mail["To"] = "Pat Example <pat@example.org>"
    mail["Subject"] = next(
        words for start, words in SUBJECTS.items() if sentences.startswith(start)
    )
    mail["Date"] = "Mon, 23 Nov 2026 09:00:00 +0000"
    mail.set_content(f"Hi Pat,\n\n{sentences}\n\nGlowbox")
    message = read_message(mail.as_bytes())
    assert isinstance(message, Message)
    return [one.kind for one in parse(message).events]


@pytest.mark.parametrize("sentences", FAILED)
def test_a_pause_for_want_of_a_payment(sentences: str) -> None:
    assert kinds(sentences) == [EventKind.PAYMENT_FAILED]


@pytest.mark.parametrize("sentences", ASKED_FOR)
def test_a_pause_that_was_asked_for(sentences: str) -> None:
    assert kinds(sentences) == [EventKind.PAUSED]
