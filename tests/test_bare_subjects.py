"""Mail whose subject says nothing: what it tells its reader first counts, talk does not."""

from datetime import UTC, datetime
from email.message import EmailMessage

import pytest

from parsers.events import EventKind
from parsers.outcome import Outcome, OutcomeKind
from watchdog.catalog import load_catalog
from watchdog.pipeline import read_mail
from watchdog.setting import known_to

_KNOWN = known_to(load_catalog(), ())

TOLD = [
    ("Your Larkfield account", "Your membership is paused until 2 July 2026.", EventKind.PAUSED),
    ("Hello Pat", "We could not take your payment of £14.00 on 3 June.", EventKind.PAYMENT_FAILED),
    ("Important information", "We have cancelled your subscription.", EventKind.CANCELED),
    ("Larkfield", "We charged £14.00 to your card on 3 June 2026.", EventKind.CHARGE),
    ("Your Larkfield account", "Your free trial has started.", EventKind.TRIAL_STARTED),
    (
        "Ihr Konto bei Larkfield",
        "Wir haben Ihr Abo zum 1. Juli 2026 gekündigt.",
        EventKind.CANCELED,
    ),
    ("Wichtige Information", "Ihre Zahlung ist fehlgeschlagen.", EventKind.PAYMENT_FAILED),
    ("Votre compte Larkfield", "Votre paiement de 14,00 € a été refusé.", EventKind.PAYMENT_FAILED),
    ("Tu cuenta de Larkfield", "Hemos cancelado tu suscripción.", EventKind.CANCELED),
]
TALKED = [
    ("Your Larkfield account", "You can pause your membership whenever you like."),
    ("Hello Pat", "If a payment fails, we try again three days later."),
    ("Important information", "Our committee cancelled the subscription to the journal."),
    ("Larkfield", "Did you know that most members pay £14.00 a month elsewhere?"),
    ("Your Larkfield account", "Your friend Kim has started following you."),
    ("Ihr Konto bei Larkfield", "Sie können Ihr Abo jederzeit kündigen."),
    ("Votre compte Larkfield", "Vous pouvez annuler votre abonnement à tout moment."),
    ("Tu cuenta de Larkfield", "Puedes cancelar tu suscripción cuando quieras."),
]


@pytest.mark.parametrize(("subject", "text", "kind"), TOLD)
def test_what_a_mail_tells_its_reader_first_counts(
    subject: str, text: str, kind: EventKind
) -> None:
    outcome = _read(subject, text)
    assert outcome.outcome is OutcomeKind.PARSED
    assert [event.kind for event in outcome.events] == [kind]


@pytest.mark.parametrize(("subject", "text"), TALKED)
def test_talk_under_the_same_subject_does_not(subject: str, text: str) -> None:
    assert _read(subject, text).outcome is OutcomeKind.IGNORED


def _read(subject: str, text: str) -> Outcome:
    mail = EmailMessage()
    mail["From"], mail["To"] = (
        "Larkfield <hello@larkfield.example>",
        "Pat Example <pat@mail.example>",
    )
    mail["Subject"], mail["Date"] = subject, "Thu, 04 Jun 2026 10:00:00 +0000"
    mail["Message-ID"] = "<bare@larkfield.example>"
    mail.set_content(f"Hello Pat,\n\n{text}\n\nLarkfield\n")
    received = datetime(2026, 6, 4, tzinfo=UTC)
    return read_mail(mail.as_bytes(), received_at=received, known=_KNOWN).outcome
