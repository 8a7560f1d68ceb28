"""What a replay of ten years costs, and how much is saved by leaping over days without a change."""

import sys
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from datetime import time as clock
from decimal import Decimal

from benchmarks.measured import figure
from benchmarks.page import keep
from parsers.events import BillingEvent, EventKind
from parsers.money import Money
from parsers.outcome import Trust, Verdict
from watchdog.books import Reminders
from watchdog.catalog import load_catalog
from watchdog.judging import Knowledge
from watchdog.replay import Letters, Replay, replay
from watchdog.replay.days import Ahead, when_it_turns
from watchdog.timeline.cadence import step
from watchdog.timeline.facts import Fact, Source

_FIRST, _LAST = date(2016, 1, 1), date(2025, 12, 31)
_MONTHLY, _YEARLY = 40, 10
# Charges of each fourth monthly subscription, which is then cancelled and charged all the same.
_CANCELED_AFTER = 70
_DAILY_DAYS = 60
_AT_LEAST = 3.0


def main() -> None:
    """Print the figures; exit 1 when leaping is not worth it."""
    facts = tuple(sorted(_facts(), key=lambda fact: fact.source.sent_at))
    known = Knowledge(facts=facts, doubtful=(), statements=())
    since = _LAST - timedelta(days=_DAILY_DAYS)
    ten_years, all_days = _timed(known, _FIRST, when_it_turns)
    leapt, _ = _timed(known, since, when_it_turns)
    daily, _ = _timed(known, since, lambda _: 1)
    ratio = daily / leapt
    print(f"{len(facts)} events, {_MONTHLY + _YEARLY} merchants, ten years: {ten_years:.1f} s")
    print(f"  {all_days.judged} judgements of one merchant each, {len(all_days.told)} things told")
    print(f"the last {_DAILY_DAYS} days: {leapt:.2f} s leaping, {daily:.2f} s day by day")
    print(f"  ratio {ratio:.1f} (bar: at least {_AT_LEAST})")
    what = f"ten years: {len(facts):,} events of {_MONTHLY + _YEARLY} merchants"
    beside = f"{daily / leapt:.1f} times as fast as day by day (bar {_AT_LEAST})"
    keep("replay", [figure(what, ten_years, "s", beside=beside)])
    sys.exit(ratio < _AT_LEAST)


def _timed(known: Knowledge, since: date, ahead: Ahead) -> tuple[float, Replay]:
    start = time.process_time()
    seen = replay(
        known,
        catalog=load_catalog(),
        since=since,
        until=_LAST,
        reminders=Reminders(),
        letters=Letters(),
        ahead=ahead,
    )
    return time.process_time() - start, seen


def _facts() -> Iterator[Fact]:
    for number in range(_MONTHLY):
        yield from _series(f"monthly_{number}", "P1M", number, canceled=number % 4 == 0)
    for number in range(_YEARLY):
        yield from _series(f"yearly_{number}", "P1Y", number, canceled=False)


def _series(merchant: str, cadence: str, offset: int, *, canceled: bool) -> Iterator[Fact]:
    first = _FIRST + timedelta(days=offset)
    count = 0
    while (day := step(first, cadence, count)) <= _LAST:
        if canceled and count == _CANCELED_AFTER:
            yield _fact(merchant, EventKind.CANCELED, day - timedelta(days=3), None)
        if canceled and count > _CANCELED_AFTER + 2:
            return
        yield _fact(merchant, EventKind.CHARGE, day, cadence)
        count += 1


def _fact(merchant: str, kind: EventKind, day: date, cadence: str | None) -> Fact:
    event = BillingEvent(
        kind=kind,
        merchant=merchant,
        merchant_name=merchant.title(),
        amount=Money(amount=Decimal("9.99"), currency="USD") if cadence else None,
        recurring=True if cadence else None,
        cadence=cadence,
        on=day,
        renews_on=step(day, cadence, 1) if cadence else None,
    )
    name = f"{merchant}-{kind}-{day}"
    source = Source(
        fingerprint=name,
        message_id=f"<{name}@example.org>",
        mailbox="home",
        subject=kind,
        sender=f"billing@{merchant}.example",
        sent_at=datetime.combine(day, clock(9), tzinfo=UTC),
        sha256=name,
        trust=Trust(verdict=Verdict.UNKNOWN),
    )
    return Fact(event=event, source=source)


if __name__ == "__main__":
    main()
