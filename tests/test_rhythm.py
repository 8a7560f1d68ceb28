"""What the mails say of a subscription's rhythm, and which of them say it."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from parsers.events import BillingEvent, EventKind
from parsers.money import Money
from parsers.outcome import Trust, Verdict
from watchdog.timeline.facts import Fact, Source
from watchdog.timeline.rhythm import cadence_said


def fact(kind: EventKind, day: date, cadence: str | None) -> Fact:
    event = BillingEvent(
        kind=kind,
        merchant="shop",
        merchant_name="Shop",
        amount=Money(amount=Decimal("9.99"), currency="USD"),
        cadence=cadence,
        on=day,
    )
    source = Source(
        fingerprint=f"{kind}-{day}",
        message_id="",
        mailbox="",
        sender="billing@shop.example",
        subject="",
        sent_at=datetime(day.year, day.month, day.day, tzinfo=UTC),
        sha256="",
        trust=Trust(verdict=Verdict.UNKNOWN),
    )
    return Fact(event=event, source=source)


@pytest.mark.parametrize(
    ("said", "cadence"),
    [
        ([(EventKind.CHARGE, "P1M"), (EventKind.PRICE_CHANGE, "P1Y")], "P1M"),
        ([(EventKind.CHARGE, "P1M"), (EventKind.CHARGE, "P1Y")], "P1Y"),
        ([(EventKind.CHARGE, None), (EventKind.PRICE_CHANGE, "P1M")], "P1M"),
        ([(EventKind.CHARGE, "P1M"), (EventKind.CANCELED, "P1Y")], "P1M"),
        ([(EventKind.CHARGE, None)], None),
    ],
)
def test_a_new_price_makes_no_other_rhythm(
    said: list[tuple[EventKind, str | None]], cadence: str | None
) -> None:
    facts = [fact(kind, date(2026, at, 3), named) for at, (kind, named) in enumerate(said, 1)]
    assert cadence_said(facts) == cadence
