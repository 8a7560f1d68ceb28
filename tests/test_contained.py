"""A subscription that another firm's contract contains begins at that firm."""

import pytest

from parsers.outcome import OutcomeKind
from tests.mailed import read_plain

_CONTAINED = (
    (
        "Kestrel is now part of your Ferncall plan",
        "Your Kestrel Standard with ads has been activated. Billing is on your Ferncall bill.",
    ),
    (
        "Kestrel ist jetzt aktiv",
        "dein Kestrel ist jetzt aktiv. Die Abrechnung läuft über deine Ferncall-Rechnung.",
    ),
    (
        "Kestrel fait partie de votre forfait Ferncall",
        "Votre compte a été activé et la facturation apparaît sur votre facture Ferncall.",
    ),
    (
        "Kestrel está incluido en tu tarifa Ferncall",
        "Tu suscripción ya está activada y aparece en tu factura de Ferncall.",
    ),
    ("Kestrel is nu actief", "Kestrel is nu actief. Je betaalt via je Ferncall factuur."),
)
_OTHERS = (
    ("Get Kestrel with Ferncall", "Kestrel can be on your Ferncall bill. Ask Ferncall how."),
    ("Your plan", "Kestrel AI is now part of your Business plan and has been activated."),
    ("Your plan is active", "It will show as KESTREL on your Visa bill."),
    ("Your plan is active", "You see it on your next monthly bill, on your Kestrel invoice."),
    ("Dein Abo ist aktiv", "Du siehst es auf deiner nächsten Rechnung."),
    ("Your receipt", "Thanks for your payment of €9.99. Your Kestrel plan is now active."),
)


@pytest.mark.parametrize(("subject", "text"), _CONTAINED)
def test_what_a_contract_contains_begins_there(subject: str, text: str) -> None:
    outcome = read_plain(subject, f"Hi Pat,\n\n{text}\n\nKestrel\n")
    assert outcome.outcome is OutcomeKind.PARSED
    told = [(str(one.kind), one.channel, one.amount) for one in outcome.events]
    assert told == [("subscription_started", "carrier", None)]


@pytest.mark.parametrize(("subject", "text"), _OTHERS)
def test_an_offer_and_an_own_plan_are_none(subject: str, text: str) -> None:
    outcome = read_plain(subject, f"Hi Pat,\n\n{text}\n\nKestrel\n")
    assert all(one.channel != "carrier" for one in outcome.events)
