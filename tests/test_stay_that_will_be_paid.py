"""A stay that will be paid later renews nothing, however it says that the card will be charged."""

from parsers import parse
from parsers.message import Message, read_message
from parsers.outcome import OutcomeKind

STAY = """Your room at the Heron is held.

Check-in: Friday, 6 March 2026
Check-out: Friday, 13 March 2026
Nights: 7
Total price: US$526.33

We'll charge your card automatically on 27 February 2026.
"""


def test_it_does_not_count() -> None:
    raw = f"""From: Heron Stays <rooms@heronstays.example>
To: Pat Example <pat@example.org>
Subject: Your booking at the Heron
Date: Wed, 28 Jan 2026 10:00:00 +0000
Content-Type: text/plain; charset=utf-8

{STAY}"""
    message = read_message(raw.encode())
    assert isinstance(message, Message)
    assert parse(message).outcome is not OutcomeKind.PARSED
