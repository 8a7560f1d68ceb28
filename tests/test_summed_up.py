"""Bills by hand that add up and name an account; and receipts of Stripe in other languages."""

from decimal import Decimal

import pytest

from parsers.events import EventKind
from parsers.outcome import OutcomeKind
from tests.mailed import read_letter, read_plain

BILLS = {
    "Saturday's job": "Here's the bill for the gate.\n\nPosts £60\nLabour £140\nTotal £200\n\n"
    "Sort code 20-44-81, account 33019276, in the name of T Ash. No rush.",
    "Gartenarbeit": "Hier die Rechnung für die Hecke.\n\nArbeitszeit 3 Std. 120,00 €\n"
    "Entsorgung 80,00 €\nGesamt 200,00 €\n\nIBAN DE02 1203 0000 0000 2020 51",
    "El seto": "Te paso la factura del seto.\n\nPoda 120,00 €\nRetirada 80,00 €\n"
    "Total 200,00 €\n\nIBAN ES91 2100 0418 4502 0005 1332",
    "La siepe": "Ecco la fattura per la siepe.\n\nPotatura 120,00 €\nSmaltimento 80,00 €\n"
    "Totale 200,00 €\n\nIBAN IT60 X054 2811 1010 0000 0123 456",
}


@pytest.mark.parametrize(("subject", "text"), BILLS.items())
def test_a_bill_with_its_account_is_one_to_pay(subject: str, text: str) -> None:
    (event,) = read_plain(subject, f"Hi Pat,\n\n{text}\n\nTom Ash\n").events
    assert event.kind is EventKind.INVOICE_DUE
    assert event.amount is not None
    assert event.amount.amount == Decimal(200)


def test_a_bill_that_was_paid_is_none_to_pay() -> None:
    text = (
        "Hi Pat,\n\nthanks, I've had your payment for the bill.\n\nTotal £200\n\n"
        "Account for next time: sort code 20-44-81, 33019276\n\nTom Ash\n"
    )
    kinds = {one.kind for one in read_plain("Paid, thanks", text).events}
    assert EventKind.INVOICE_DUE not in kinds


def test_stripe_says_in_any_language_that_it_was_paid() -> None:
    sender = '"Boreal Cartes inc." <invoice+statements+acct_1AbCdEfGhIjKlMnO@stripe.com>'
    text = (
        "Facture de Boreal Cartes inc.\n\n17,24 $ CA\nPayée le 16 juin 2026\n\n"
        "Numéro de reçu | 2011-7743\nMoyen de paiement | Visa •••• 0092\n"
        "Montant payé | 17,24 $ CA\n"
    )
    subject = "Votre reçu de Boreal Cartes inc. (n° 2011-7743)"
    outcome = read_letter(sender, "pat@example.org", subject, text)
    assert outcome.outcome is OutcomeKind.PARSED
    assert [one.kind for one in outcome.events] == [EventKind.CHARGE]
