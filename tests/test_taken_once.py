"""The rest of a price that is taken on a day is a bill, and no renewal."""

from email.message import EmailMessage

import pytest

from parsers import parse
from parsers.events import BillingEvent, EventKind
from parsers.message import Message, read_message

# What is taken once, and what renews, told alike.
ONCE = [
    (
        "The remaining balance of $480.00 for the Sunset Pontoon will be charged to your card on "
        "file on November 24, 2026."
    ),
    (
        "The balance of $480.00 for your booking LB-2210 will be charged to your card on "
        "November 24, 2026."
    ),
    (
        "Der Restbetrag von 480,00 EUR für Ihre Buchung LB-2210 wird am 24. November 2026 von "
        "Ihrer Karte abgebucht."
    ),
    "Le solde de 480,00 € de votre réservation sera prélevé sur votre carte le 24 novembre 2026.",
    "El saldo pendiente de 480,00 € se cargará en tu tarjeta el 24 de noviembre de 2026.",
    "L'importo residuo di 480,00 € verrà addebitato sulla tua carta il 24 novembre 2026.",
    "Het restbedrag van € 480,00 wordt op 24 november 2026 van je kaart afgeschreven.",
]
AGAIN = [
    "Your plan renews on November 24, 2026 and $480.00 will be charged to your card on file.",
    "Ihr Abo verlängert sich; am 24. November 2026 werden 480,00 EUR von Ihrer Karte abgebucht.",
    (
        "Votre abonnement sera renouvelé le 24 novembre 2026 : 480,00 € seront prélevés sur votre "
        "carte."
    ),
]


def said(sentence: str) -> BillingEvent:
    """What a short mail of that sentence states."""
    mail = EmailMessage()
    mail["From"] = "Lakeside <desk@lakeside.example>"
    mail["To"] = "Pat Example <pat@example.org>"
    mail["Subject"] = "LB-2210"
    mail["Date"] = "Mon, 23 Nov 2026 09:00:00 +0000"
    mail.set_content(f"Pat,\n\n{sentence}\n\nLakeside")
    message = read_message(mail.as_bytes())
    assert isinstance(message, Message)
    (event,) = parse(message).events
    return event


@pytest.mark.parametrize("sentence", ONCE)
def test_the_rest_of_a_price_is_a_bill(sentence: str) -> None:
    event = said(sentence)
    assert (event.kind, event.renews_on, event.collected) == (EventKind.INVOICE_DUE, None, True)
    assert str(event.due_on) == "2026-11-24"


@pytest.mark.parametrize("sentence", AGAIN)
def test_what_goes_on_renews(sentence: str) -> None:
    assert said(sentence).kind is EventKind.RENEWAL_NOTICE
