"""What judging costs: `make bench-judge`. Exit status 1 when it misses its bars.

Invented ledgers of 10,000, 100,000 and 1,000,000 events, about fifty for each subscription: the
timeline and all detections, from facts in memory to findings. In seconds, and as a multiple of
reading the same events once with the standard library's json, measured in the same run.
"""

import gc
import json
import resource
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import pairwise

import msgspec

from benchmarks.ledgers import CATALOG, TODAY, invented
from benchmarks.measured import figure
from benchmarks.page import keep
from watchdog.books import Reminders
from watchdog.judging import Knowledge, find_known
from watchdog.timeline.facts import Fact

SIZES = (10_000, 100_000, 1_000_000)
BAR_TIMES, BAR_GROWTH = 3.0, 1.25
BARS_SECONDS = {100_000: 2.0, 1_000_000: 20.0}  # of an idle core as in docs/benchmarks.md
_MEASURED = 100_000


def main(sizes: Sequence[int] = SIZES) -> int:
    """Print a line a size, and the bars."""
    costs = [_measure(size) for size in sizes]
    keep(
        "judge",
        [
            figure(
                "judging from facts in memory",
                one.seconds,
                "s",
                bar=BARS_SECONDS.get(one.events),
                size=one.events,
                of="events",
                beside=f"{one.times:.2f} times json",
            )
            for one in costs
        ],
    )
    growth = max(after.times / before.times for before, after in pairwise(costs))
    print(f"growth of what an event costs from one size to the next: {growth:.2f} times")
    measured = next(one for one in costs if one.events == _MEASURED)
    slow = [one for one in costs if one.seconds > BARS_SECONDS.get(one.events, one.seconds)]
    missed = growth > BAR_GROWTH or measured.times > BAR_TIMES
    print(
        f"bars: {BAR_TIMES} times json for {_MEASURED:,} events,"
        f" growth {BAR_GROWTH}: {'MISSED' if missed else 'met'}"
    )
    for one in costs:
        if bar := BARS_SECONDS.get(one.events):
            within = "OVER" if one in slow else "within"
            print(f"{one.seconds:.2f} s for {one.events:,} events: {within} {bar} s")
    return int(missed or bool(slow))


class Cost(msgspec.Struct, frozen=True, kw_only=True):
    """Seconds of the processor, and how many times the bare pass they are."""

    events: int
    seconds: float
    times: float


def _measure(size: int) -> Cost:
    facts = invented(size)
    rounds = 3 if size <= _MEASURED else 1
    judged: list[tuple[int, int]] = []
    held = _memory()
    seconds = _best(lambda: judged.append(judge(facts, TODAY)), rounds)
    memory = _memory()
    bare = _best(lambda: [json.loads(one) for one in _bodies(facts)], rounds)
    bare -= _best(lambda: [len(one) for one in _bodies(facts)], rounds)
    print(
        f"{size:>9,} events, {judged[0][0]:>6,} subscriptions, {judged[0][1]:>6,} findings: "
        f"{seconds:6.2f} s, {seconds / size * 1e6:4.1f} µs an event, "
        f"{seconds / bare:.2f} times json, {memory:,.0f} MB at most ({held:,.0f} are the facts)",
        flush=True,
    )
    return Cost(events=size, seconds=seconds, times=seconds / bare)


def _bodies(facts: Sequence[Fact]) -> Iterator[bytes]:
    return (msgspec.json.encode(fact.event) for fact in facts)


def _memory() -> float:
    """The most that this process has held so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def judge(facts: Sequence[Fact], today: date) -> tuple[int, int]:
    """How many subscriptions and findings the facts lead to."""
    known = Knowledge(facts=tuple(facts), doubtful=(), statements=())
    books, found = find_known(known, catalog=CATALOG, today=today, reminders=Reminders())
    return len(books.subscriptions), len(found)


def _best(act: Callable[[], object], rounds: int) -> float:
    """The least time of some rounds, in seconds of the processor: others are at work as well."""
    times: list[float] = []
    for _ in range(rounds):
        gc.collect()
        began = time.process_time()
        act()
        times.append(time.process_time() - began)
    return min(times)


if __name__ == "__main__":
    sys.exit(main())
