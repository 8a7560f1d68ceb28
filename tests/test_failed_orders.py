"""A payment that failed for an order, or once, runs on nowhere; that of a plan may be tried again."""

import pytest

from parsers import parse
from parsers.message import Message, read_message

FAILED = {
    "order": (
        "Payment declined for order #20418",
        "We could not process your payment of $43.10 for order #20418, so nothing was shipped.\n\n"
        "Shipping address: 4 Mill Lane, Salem\nItem | Qty | Price\nBlue mug | 2 | $43.10\n",
    ),
    "Bestellung": (
        "Ihre Zahlung für die Bestellung 20418 ist fehlgeschlagen",
        "die Zahlung über 43,10 € für Ihre Bestellung 20418 ist fehlgeschlagen.\n\n"
        "Lieferadresse: Mühlweg 4, Ulm\nVersand: Paketdienst\n",
    ),
    "once": (
        "We could not charge your card",
        "Your card was declined for your one-time purchase of the font Gill ($29.00).\n",
    ),
    "plan": (
        "Payment failed",
        "We couldn't charge your card for your Acme Pro plan ($29.00). "
        "We will try again in 3 days.\n",
    ),
    "dues": ("Your November dues", "We ran your dues of $39.00 today and the card was declined.\n"),
}


@pytest.mark.parametrize(
    ("what", "recurring"),
    [("order", False), ("Bestellung", False), ("once", False), ("plan", None), ("dues", None)],
)
def test_what_runs_on_is_told_from_an_order(what: str, recurring: bool | None) -> None:
    subject, text = FAILED[what]
    raw = f"""From: Corner House <billing@cornerhouse.example>
To: Pat Example <pat@example.org>
Subject: {subject}
Date: Mon, 23 Nov 2026 10:00:00 +0000
Content-Type: text/plain; charset=utf-8

Hello Pat Example,

{text}"""
    message = read_message(raw.encode())
    assert isinstance(message, Message)
    (event,) = parse(message).events
    assert (event.kind, event.recurring) == ("payment_failed", recurring)
