"""By which way something was paid, in the mail's own words, and by which card."""

import pytest

from tests.mailed import read_plain

PAID = "Your receipt|Hi Pat,\n\nThank you for your payment.\n\nTotal: £12.00\n{row}\n"
GERMAN = (
    "Ihre Quittung|Hallo Pat,\n\nvielen Dank für Ihre Zahlung.\n\nGesamtbetrag: 12,00 €\n{row}\n"
)
FRENCH = "Votre reçu|Bonjour Pat,\n\nMerci pour votre paiement.\n\nTotal : 12,00 €\n{row}\n"
DUTCH = "Je betaling|Hallo Pat,\n\nBedankt voor je betaling.\n\nTotaal betaald: € 12,00\n{row}\n"
POLISH = (
    "Potwierdzenie płatności|Dzień dobry,\n\nDziękujemy za płatność.\n\n"
    "Zapłacono: 12,00 zł\n{row}\n"
)


@pytest.mark.parametrize(
    ("text", "row", "way", "card"),
    [
        (PAID, "Payment method: PayPal", "PayPal", None),
        (PAID, "Payment method\nDirect Debit", "Direct Debit", None),
        (PAID, "Paid with PayPal (pat@example.org)", "PayPal", None),
        (PAID, "Payment method: Visa ending in 4410", "Visa", "4410"),
        (PAID, "Card: Visa ending 4410", None, "4410"),
        (PAID, "Payment method: Mastercard ending 4410", "Mastercard", "4410"),
        (GERMAN, "Zahlungsart: SEPA-Lastschrift", "SEPA-Lastschrift", None),
        (GERMAN, "Karte: Visa Endziffern 4410", None, "4410"),
        (FRENCH, "Mode de paiement : Prélèvement SEPA", "Prélèvement SEPA", None),
        (DUTCH, "Betaalmethode: iDEAL", "iDEAL", None),
        (POLISH, "Sposób płatności: BLIK", "BLIK", None),
        # What says nothing of this payment, or not only one thing.
        (PAID, "Payment methods we take: Visa, PayPal", None, None),
        (PAID, "Payment method: PayPal, Visa or Amex", None, None),
        (PAID, "Payment method\nReceipt #: 1988-2210", None, None),
        (PAID, "Payment method: £12.00", None, None),
        (PAID, "Financial year ending 2026", None, None),
    ],
)
def test_the_way_of_payment(text: str, row: str, way: str | None, card: str | None) -> None:
    subject, _, body = text.format(row=row).partition("|")
    (event,) = read_plain(subject, body).events
    assert (event.paid_with, event.last_four) == (way, card)
