"""The price that a mail names for the time after a low one: "£1.99 for 3 months, then £11.99"."""

from datetime import date
from email.message import EmailMessage

import pytest

from parsers import parse
from parsers.events import BillingEvent, EventKind
from parsers.message import Message, read_message
from tests.test_senders import known

STARTED = "Your Tunely Premium subscription has started."
OFFERS: dict[str, tuple[str, str, str, str]] = {
    "a welcome": (
        "Welcome to Tunely Premium",
        f"{STARTED} You'll pay £1.99/month for the first three months, then £11.99/month.",
        "11.99 GBP",
        "2026-12-03",
    ),
    "behind its price": (
        "Welcome to Tunely",
        "Your subscription is active. It is free for 3 months, £11.99 a month thereafter.",
        "11.99 GBP",
        "2026-12-03",
    ),
    "a day": (
        "Welcome to Tunely",
        f"{STARTED} Special price of $4.99 per month until December 3, 2026, then $9.99.",
        "9.99 USD",
        "2026-12-03",
    ),
    "in two sentences": (
        "Order confirmation: your Gazette subscription",
        (
            "You pay $4.00 every 4 weeks for the first 12 weeks. After that, it's $17.00 every 4 "
            "weeks.\n\nTotal charged today: $4.00"
        ),
        "17.00 USD",
        "2026-11-26",
    ),
    "a receipt": (
        "Your Tunely receipt",
        (
            "<p>Thanks for your payment.</p><table><tr><td>Tunely Premium (3 months at £1.99, then "
            "£11.99/month)</td><td>£1.99</td></tr><tr><td>Total</td><td>£1.99</td></tr></table>"
        ),
        "11.99 GBP",
        "2026-12-03",
    ),
    "in two rows": (
        "Your receipt",
        (
            "<p>Thanks for your payment.</p><table><tr><td>First year</td><td>$29.99</td></tr>"
            "<tr><td>Then</td><td>$99.99/year</td></tr></table><p>Amount charged: $29.99</p>"
        ),
        "99.99 USD",
        "2027-09-03",
    ),
    "so much off": (
        "Your receipt",
        "Thanks for your payment. You paid $5.00.\n\n50% off for 2 months, then $10.00/month.",
        "10.00 USD",
        "2026-11-03",
    ),
    "German": (
        "Willkommen bei Tunely Premium",
        (
            "Dein Abo hat begonnen. In den ersten drei Monaten zahlst du 1,99 € pro Monat, danach "
            "11,99 € pro Monat."
        ),
        "11.99 EUR",
        "2026-12-03",
    ),
    "German, from a month on": (
        "Ihre Rechnung von Glasnetz",
        (
            "Wir haben 9,99 € von Ihrem Konto abgebucht.\nIn den ersten 6 Monaten 9,99 €, ab dem "
            "7. Monat 39,99 € im Monat.\nGesamtbetrag: 9,99 €"
        ),
        "39.99 EUR",
        "2027-03-03",
    ),
    "French": (
        "Bienvenue chez Tunely",
        (
            "Votre abonnement Tunely Premium a commencé. Vous payez 0,99 €/mois pendant 3 mois, "
            "puis 11,99 €/mois."
        ),
        "11.99 EUR",
        "2026-12-03",
    ),
    "Spanish": (
        "Confirmación de tu suscripción a Tunely",
        (
            "Tu suscripción a Tunely Premium está activa. Pagarás 0,99 € al mes durante los "
            "primeros 3 meses y después 11,99 € al mes."
        ),
        "11.99 EUR",
        "2026-12-03",
    ),
    "Italian": (
        "Conferma del tuo abbonamento Tunely",
        (
            "Il tuo abbonamento a Tunely Premium è attivo. Paghi 0,99 € al mese per i primi tre "
            "mesi, poi 11,99 € al mese."
        ),
        "11.99 EUR",
        "2026-12-03",
    ),
    "Portuguese": (
        "A sua assinatura Tunely começou",
        (
            "A sua assinatura Tunely Premium começou. Paga 0,99 € por mês nos primeiros 3 meses, "
            "depois 11,99 € por mês."
        ),
        "11.99 EUR",
        "2026-12-03",
    ),
    "Dutch": (
        "Welkom bij Tunely Premium",
        (
            "Je abonnement op Tunely Premium is gestart. Je betaalt de eerste 3 maanden € 0,99 per "
            "maand, daarna € 11,99 per maand."
        ),
        "11.99 EUR",
        "2026-12-03",
    ),
    "Polish": (
        "Witaj w Tunely Premium",
        (
            "Twoja subskrypcja Tunely Premium została aktywowana. Przez pierwsze 3 miesiące "
            "płacisz 0,99 zł, potem 23,99 zł miesięcznie."
        ),
        "23.99 PLN",
        "2026-12-03",
    ),
    "Swedish": (
        "Välkommen till Tunely Premium",
        (
            "Din prenumeration på Tunely Premium har startat. Du betalar 9 kr/mån i 3 månader, "
            "därefter 119 kr/mån."
        ),
        "119 SEK",
        "2026-12-03",
    ),
}
FREE = {
    "in two sentences": (
        "Your Tunely subscription",
        (
            "Thank you for subscribing to Tunely! Today you paid £0.00. Your first 3 months "
            "are free. After that you'll be charged £11.99 every month."
        ),
    ),
    "German": (
        "Ihr Abo bei Tunely",
        ("Vielen Dank für Ihre Bestellung! Ihr Abo: 3 Monate gratis, danach 11,99 € im Monat."),
    ),
}
BY_THE_WAY = {
    "advertised": "Try Tunely Family: 1 month free, then $16.99/month.",
    "another plan's": "Want more? Family is free for 1 month, then $16.99/month.",
    "a friend's": "Refer a friend: they get 3 months for $1.00, then $9.99/month.",
    "cheaper than what is paid": "You pay $9.99 for 3 months, then $7.99/month.",
    "in other money": "You pay 9.99 EUR for 3 months, then 14.99 EUR/month.",
    "a rhythm": "It renews every 3 months. Then you pay $9.99.",
}


def _event(subject: str, body: str) -> BillingEvent:
    mail = EmailMessage()
    mail["From"] = "Tunely <billing@tunely.example>"
    mail["To"] = "Pat Example <pat@example.org>"
    mail["Subject"] = subject
    mail["Date"] = "Thu, 03 Sep 2026 09:30:00 +0000"
    mail["Message-ID"] = "<1@tunely.example>"
    mail.set_content(body, subtype="html" if body.startswith("<") else "plain")
    message = read_message(mail.as_bytes())
    assert isinstance(message, Message)
    events = parse(message, known()).events
    assert events, "no event"
    return events[0]


@pytest.mark.parametrize("name", OFFERS)
def test_an_offer_names_its_later_price(name: str) -> None:
    subject, body, price, day = OFFERS[name]
    event = _event(subject, body)
    assert event.later_amount is not None
    assert f"{event.later_amount.amount} {event.later_amount.currency}" == price
    assert event.later_on == date.fromisoformat(day)


@pytest.mark.parametrize("name", FREE)
def test_free_months_are_no_charge_of_the_price_after_them(name: str) -> None:
    event = _event(*FREE[name])
    assert (event.kind, event.amount) == (EventKind.SUBSCRIPTION_STARTED, None)
    assert event.later_amount is not None
    assert (str(event.later_amount.amount), event.later_on) == ("11.99", date(2026, 12, 3))


def test_a_receipt_beside_what_was_free_is_a_charge() -> None:
    says = "Thanks for your payment of $9.99. The first month is free, then $9.99 a month."
    event = _event("Your receipt", says + "\n\nTotal: $9.99\n")
    assert event.kind is EventKind.CHARGE


@pytest.mark.parametrize("name", BY_THE_WAY)
def test_what_is_only_advertised_is_no_later_price(name: str) -> None:
    paid = "Thanks for your payment. You paid $9.99 for Tunely Premium."
    event = _event("Your receipt", f"{paid}\n\n{BY_THE_WAY[name]}\n")
    assert (event.later_amount, event.later_on) == (None, None)
