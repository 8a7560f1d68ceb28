"""What follows a trial: it is taken by itself, or has to be chosen; else it is unsaid."""

from email.message import EmailMessage

import pytest

from parsers import parse
from parsers.events import EventKind
from parsers.message import Message, read_message

TO_CHOOSE = {
    "Your free trial ends soon": [
        "Your free trial ends on November 26, 2026. Choose a plan to keep your work: $9 a month.",
        "Your free trial ends on November 26, 2026. After that you fall back to the free plan.",
        "Your trial ends on November 26, 2026. Add your payment details before your trial ends.",
    ],
    "Ihre Testphase endet bald": [
        "Ihre kostenlose Testphase endet am 26. November 2026. Wählen Sie jetzt einen Tarif.",
        (
            "Ihre kostenlose Testphase endet am 26. November 2026. Danach fällt Ihr Konto auf den "
            "kostenlosen Tarif zurück."
        ),
    ],
    "Votre essai gratuit se termine bientôt": [
        "Votre essai gratuit se termine le 26 novembre 2026. Choisissez un forfait pour continuer.",
    ],
    "Tu prueba gratuita termina pronto": [
        "Tu prueba gratuita termina el 26 de noviembre de 2026. Elige un plan para seguir.",
    ],
}
TAKEN_OR_UNSAID = {
    "Your free trial ends soon": [
        "Your free trial ends on November 26, 2026. Your card will then be charged $9 a month.",
        (
            "Your free trial ends on November 26, 2026. Then your plan renews for $9 a month. "
            "Upgrade to keep more projects."
        ),
        "Your free trial ends on November 26, 2026.",
    ],
    "Ihre Testphase endet bald": [
        (
            "Ihre kostenlose Testphase endet am 26. November 2026. Danach werden 9 EUR im Monat "
            "von Ihrer Karte abgebucht. Wählen Sie einen Tarif, der Ihnen passt."
        ),
    ],
}


def collected(subject: str, sentences: str) -> bool | None:
    """Who moves the money of what follows, in a short mail."""
    mail = EmailMessage()
    mail["From"] = "Quilltop <hello@quilltop.example>"
    mail["To"] = "Pat Example <pat@example.org>"
    mail["Subject"] = subject
    mail["Date"] = "Mon, 23 Nov 2026 09:00:00 +0000"
    mail.set_content(f"Pat,\n\n{sentences}\n\nQuilltop")
    message = read_message(mail.as_bytes())
    assert isinstance(message, Message)
    trials = [one for one in parse(message).events if one.kind is EventKind.TRIAL_ENDING]
    assert [str(one.trial_ends_on) for one in trials] == ["2026-11-26"]
    return trials[0].collected


@pytest.mark.parametrize(
    ("subject", "said"), [(s, t) for s, some in TO_CHOOSE.items() for t in some]
)
def test_what_has_to_be_chosen(subject: str, said: str) -> None:
    assert collected(subject, said) is False


@pytest.mark.parametrize(
    ("subject", "said"), [(s, t) for s, some in TAKEN_OR_UNSAID.items() for t in some]
)
def test_what_is_taken_or_unsaid(subject: str, said: str) -> None:
    assert collected(subject, said) is not False
