"""What reading mail in a process of its own costs, against reading it here; exit 1 over the bar."""

import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from statistics import median

from benchmarks.measured import figure
from benchmarks.page import keep
from watchdog.catalog import load_catalog
from watchdog.demo.story import letters
from watchdog.reading import open_reader, read_here
from watchdog.setting import known_to

_BAR = 1.25
_ROUNDS = 7


def main() -> int:
    """Measure, print, and say by the exit status whether the bar holds."""
    known = known_to(load_catalog())
    mails = letters(datetime(2026, 11, 23, tzinfo=UTC).date())
    with open_reader(known) as read:

        def by_worker() -> None:
            for raw, at in mails:
                read(raw, at)

        def here() -> None:
            for raw, at in mails:
                read_here(raw, at, known)

        begun = time.perf_counter()
        read(*mails[0])
        start = time.perf_counter() - begun
        here()
        pairs = [(_seconds(here), _seconds(by_worker)) for _ in range(_ROUNDS)]
    own, other = (min(column) for column in zip(*pairs, strict=True))
    ratio = median(worker / here for here, worker in pairs)
    print(f"here {1000 * own / len(mails):.2f} ms a mail")
    print(f"by a worker {1000 * other / len(mails):.2f} ms, {ratio:.2f} times (bar {_BAR})")
    print(f"beginning {start:.2f} s, once for all mail of a visit")
    what = "reading a mail in a process of its own, against reading it here"
    keep("reading", [figure(what, ratio, "times", bar=_BAR)])
    return int(ratio > _BAR)


def _seconds(work: Callable[[], None]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


if __name__ == "__main__":
    sys.exit(main())
