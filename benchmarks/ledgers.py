"""Invented ledgers of any size: many people's subscriptions with all that happens to them."""

import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

from parsers.events import BillingEvent, EventKind, Period
from parsers.money import Money
from parsers.outcome import Trust, Verdict
from watchdog.catalog import load_catalog
from watchdog.timeline.cadence import days_of, step
from watchdog.timeline.facts import Fact, Source

CATALOG = load_catalog()
TODAY = date(2026, 11, 23)
EVENTS_EACH = 50
_PRICES = ("4.99", "9.99", "12.99", "15.49", "59.00", "119.88")
_CURRENCIES = ("USD", "EUR", "GBP")
_CADENCES = ("P1M",) * 7 + ("P28D", "P14D", "P1W")
_CHANNELS = ("direct",) * 5 + ("apple", "google_play", "paypal")
_TRUST = Trust(verdict=Verdict.UNKNOWN)


def invented(events: int, seed: int = 1) -> list[Fact]:
    """So many facts in the order of time; the same for the same seed."""
    chance = random.Random(seed)  # noqa: S311 - a ledger, not a secret
    found: list[Fact] = []
    number = 0
    while len(found) < events:
        found.extend(_subscription(number, chance))
        number += 1
    del found[events:]
    found.sort(key=lambda fact: (fact.source.sent_at, fact.source.fingerprint))
    return found


def _subscription(number: int, chance: random.Random) -> Iterator[Fact]:
    """One subscription: a trial or a welcome, its charges, and now and then an end or a step."""
    services = sorted(CATALOG.services)
    merchant = chance.choice(services) if chance.random() < 0.2 else f"service_{number}"
    mailbox = f"box{number // 200}"
    channel, cadence = chance.choice(_CHANNELS), chance.choice(_CADENCES)
    first = TODAY - timedelta(days=round(days_of(cadence) * (EVENTS_EACH - chance.random() * 4)))
    price = Money(amount=Decimal(chance.choice(_PRICES)), currency=chance.choice(_CURRENCIES))
    teller = _Teller(number, merchant, channel, mailbox)
    yield teller.tell(EventKind.SUBSCRIPTION_STARTED, first, cadence=cadence, amount=price)
    for count in range(EVENTS_EACH - 2):
        day = step(first, cadence, count)
        if day > TODAY:
            break
        if count and chance.random() < 0.02:
            price = Money(amount=price.amount + 1, currency=price.currency)
        yield teller.tell(
            EventKind.CHARGE,
            day,
            amount=price,
            recurring=True,
            period=Period(starts_on=day, ends_on=step(first, cadence, count + 1)),
            reference=f"R{number}-{count}",
        )
        if channel == "direct" and chance.random() < 0.05:
            yield teller.tell(EventKind.CHARGE, day, amount=price, channel="paypal")
        if chance.random() < 0.02:
            yield teller.tell(EventKind.REFUND, day + timedelta(days=3), amount=price)
        if chance.random() < 0.02:
            yield teller.tell(EventKind.PAYMENT_FAILED, day, amount=price)
        if chance.random() < 0.005:
            yield teller.tell(EventKind.CANCELED, day + timedelta(days=5))


class _Teller:
    """Writes the facts of one subscription, each in a mail of its own."""

    def __init__(self, number: int, merchant: str, channel: str, mailbox: str) -> None:
        self._number, self._merchant, self._mailbox = number, merchant, mailbox
        self._channel, self._mails = channel, 0

    def tell(self, kind: EventKind, on: date, **more: object) -> Fact:
        self._mails += 1
        name = f"{self._number}.{self._mails}"
        channel = str(more.pop("channel", self._channel))
        sender = "paypal.com" if channel == "paypal" else f"{self._merchant}.example"
        event = BillingEvent(
            kind=kind,
            merchant=self._merchant,
            merchant_name=self._merchant.title(),
            channel=channel,
            on=on,
            confidence=0.99,
            **more,  # type: ignore[arg-type]  # the events' own keys
        )
        source = Source(
            fingerprint=name,
            message_id=f"<{name}@example.org>",
            mailbox=self._mailbox,
            subject=kind.value,
            sender=f"billing@{sender}",
            sent_at=datetime.combine(on, time(9, 30), tzinfo=UTC),
            sha256=name,
            trust=_TRUST,
        )
        return Fact(event=event, source=source)
