"""A payment that failed for an order runs on nowhere; that of a plan may be tried again."""

import pytest

from parsers import parse
from parsers.message import Message, read_message

FAILED = {
    "order": """Payment declined for order #20418
We could not process your payment of $43.10 for order #20418, so nothing was shipped.

Shipping address: 4 Mill Lane, Salem
Item | Qty | Price
Blue mug | 2 | $43.10
""",
    "Bestellung": """Ihre Zahlung für die Bestellung 20418 ist fehlgeschlagen
die Zahlung über 43,10 € für Ihre Bestellung 20418 ist fehlgeschlagen.

Lieferadresse: Mühlweg 4, Ulm
Versand: Paketdienst
""",
    "once": """We could not charge your card
Your card was declined for your one-time purchase of the font Gill ($29.00).
""",
    "plan": """Payment failed
We couldn't charge your card for your Acme Pro plan ($29.00). We will try again in 3 days.
""",
    "dues": """Your November dues
We ran your dues of $39.00 today and the card was declined.
""",
}


@pytest.mark.parametrize(
    ("what", "recurring"),
    [("order", False), ("Bestellung", False), ("once", False), ("plan", None), ("dues", None)],
)
def test_what_runs_on_is_told_from_an_order(what: str, recurring: bool | None) -> None:
    subject, _, text = FAILED[what].partition("\n")
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
