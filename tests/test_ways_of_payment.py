"""What was paid in several ways at once is what they add up to."""

from decimal import Decimal

import pytest

from parsers.events import EventKind
from tests.mailed import read_plain

MAILS = [
    (
        "17.16",
        "Your Kestrel order 5520193 - receipt",
        (
            "Thank you for your order, Pat.\n\nOrder date: June 16, 2026\n\nDomain | $15.98\n"
            "Fee | $1.18\nTOTAL | $17.16\n\n"
            "Charged to: account balance $2.00, Visa *4417 $15.16\n"
        ),
    ),
    (
        "40.00",
        "Your receipt from Kestrel",
        (
            "Hi Pat,\n\nThank you for your purchase.\n\nTotal: $40.00\n\n"
            "Paid with: gift card $25.00, Mastercard ending 1881 $15.00\n"
        ),
    ),
    (
        "40.00",
        "Your receipt from Kestrel",
        (
            "Hi Pat,\n\nThank you for your purchase.\n\nTotal: $40.00\n\nPaid with:\n"
            "Gift card: $25.00\nMastercard ending 1881: $15.00\n"
        ),
    ),
    (
        "30.00",
        "Ihre Quittung",
        (
            "Hallo Pat,\n\nvielen Dank für Ihre Zahlung.\n\nGesamtbetrag: 30,00 €\n\n"
            "Bezahlt mit: Guthaben 5,00 €, Kreditkarte 25,00 €\n"
        ),
    ),
    (
        "30.00",
        "Votre reçu",
        (
            "Bonjour Pat,\n\nMerci pour votre paiement.\n\nTotal : 30,00 €\n\n"
            "Payé par : avoir 5,00 €, carte bancaire 25,00 €\n"
        ),
    ),
    (
        "30.00",
        "Tu recibo",
        (
            "Hola Pat:\n\nGracias por tu compra.\n\nTotal: 30,00 €\n\n"
            "Pagado con: saldo 5,00 €, tarjeta Visa 25,00 €\n"
        ),
    ),
    (
        "30.00",
        "Je betaalbewijs",
        (
            "Hoi Pat,\n\nBedankt voor je betaling.\n\nTotaal: € 30,00\n\n"
            "Betaald met: tegoed € 5,00, creditcard € 25,00\n"
        ),
    ),
    # What was paid before is none of the ways, and one way has nothing to add up.
    (
        "15.00",
        "Your receipt",
        (
            "Hi Pat,\n\nThank you for your payment.\n\nPrice: $40.00\nDeposit paid in May: $25.00\n"
            "Paid today: $15.00\nPaid with Visa ending in 4417\n"
        ),
    ),
    (
        "40.00",
        "Your receipt",
        (
            "Hi Pat,\n\nThanks for your payment.\n\nSubtotal: $33.00\nTax: $7.00\nTotal: $40.00\n"
            "Payment method: Visa 4417 $40.00\n"
        ),
    ),
]


@pytest.mark.parametrize(("paid", "subject", "text"), MAILS)
def test_the_whole_was_paid(paid: str, subject: str, text: str) -> None:
    events = read_plain(subject, text).events
    assert [one.kind for one in events] == [EventKind.CHARGE]
    amount = events[0].amount
    assert amount is not None
    assert amount.amount == Decimal(paid)
