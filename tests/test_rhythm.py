"""What the mails say of a subscription's rhythm, and which of them say it."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from msgspec.structs import replace

from parsers.events import BillingEvent, EventKind
from parsers.money import Money
from parsers.outcome import Trust, Verdict
from watchdog.timeline.facts import Fact, Source
from watchdog.timeline.rhythm import cadence_said, read_rhythm


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


def paid_twice(
    *days: date, amounts: tuple[str, str] = ("9.99", "9.99"), **said: object
) -> str | None:
    facts = [
        Fact(
            event=replace(
                fact(EventKind.CHARGE, day, None).event,
                amount=Money(amount=Decimal(amount), currency="USD"),
                **said,
            ),
            source=fact(EventKind.CHARGE, day, None).source,
        )
        for day, amount in zip(days, amounts, strict=True)
    ]
    return read_rhythm(facts, days).cadence


def test_two_payments_of_a_subscription_a_month_apart_are_monthly() -> None:
    october, november = date(2026, 10, 9), date(2026, 11, 9)
    assert paid_twice(october, november, recurring=True) == "P1M"
    assert paid_twice(date(2025, 11, 9), november, recurring=True) == "P1Y"
    assert paid_twice(october, date(2026, 11, 20), recurring=True) is None
    assert paid_twice(october, november, recurring=None) is None
    assert paid_twice(october, november, amounts=("9.99", "12.99"), recurring=True) is None


def test_two_bills_a_month_apart_may_differ_whoever_moves_their_money() -> None:
    days, amounts = (date(2026, 10, 14), date(2026, 11, 14)), ("18.20", "26.45")
    bill = EventKind.INVOICE_DUE
    assert paid_twice(*days, amounts=amounts, kind=bill, collected=True) == "P1M"
    assert paid_twice(*days, amounts=amounts, kind=bill, collected=None) == "P1M"
    apart = date(2026, 10, 14), date(2026, 11, 25)
    assert paid_twice(*apart, amounts=amounts, kind=bill, collected=None) is None
