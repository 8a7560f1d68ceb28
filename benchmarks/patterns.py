"""What every regular expression costs on hostile text: `make bench-patterns`; 1 over the bar.

Each pattern that the project compiles, lexicons included, is run as the code runs it (search,
match, finditer ...) on texts of 100 kB from `benchmarks/attacks.py`. What only sees the beginning
of a text says so by `parsers/text/bounded.py`. Seconds are those of the processor.
"""

import heapq
import re
import signal
import sys
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from types import FrameType
from typing import Any

from benchmarks.attacks import attacks, repeats
from benchmarks.measured import figure
from benchmarks.page import keep
from benchmarks.uses import Used, patterns

BAR_SECONDS = 0.05
SIZE = 100_000
_FIRST, _CLEARLY_LIGHT = 4_000, 3  # a first look; what takes a third of its share is light
_GIVEN_UP = 1.0
_DEAREST = 6
# The quick look: what takes longer than it may is run on more, and is lost when it grows faster.
_QUICK, _MORE, _SUSPECT = 2_000, 20_000, 0.001


class TooLong(Exception):  # noqa: N818 - a measurement that was given up
    """A search that was ended."""


@contextmanager
def given_up_after(seconds: float) -> Iterator[None]:
    """TooLong in the midst of a search, by the time of the processor."""

    def stop(_: int, __: FrameType | None) -> None:
        raise TooLong

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def seconds(used: Used, attack: Any, most: float) -> float:
    """What one text costs by the dearest of its methods; `most` when it was given up.

    By the thread's clock: while a timer of the process runs, newer kernels (6.18) tell the time of
    the process by ticks of 4 ms.
    """
    took = []
    for method in used.methods:
        began = time.thread_time()
        try:
            with given_up_after(most):
                run(used.pattern, method, attack)
        except TooLong:
            return most
        took.append(time.thread_time() - began)
    return max(took)


def run(pattern: re.Pattern[Any], method: str, text: Any) -> None:
    """A pattern, run through a text by one of its methods."""
    if method in ("sub", "subn"):
        pattern.sub(text[:0], text)
    elif method == "finditer":
        deque(pattern.finditer(text), maxlen=0)
    else:
        getattr(pattern, method)(text)


def slowest(used: Used, size: int, most: float) -> list[tuple[float, int]]:
    """The dearest texts, the dearest first: seconds, and their places among its attacks.

    The first one that is given up ends it.
    """
    took: list[tuple[float, int]] = []
    for place, attack in enumerate(attacks(used.pattern, min(size, used.most))):
        took.append((seconds(used, attack, most), place))
        if took[-1][0] >= most:
            break
    return heapq.nlargest(_DEAREST, took)


def _attack(used: Used, size: int, place: int) -> Any:
    return next(islice(attacks(used.pattern, min(size, used.most)), place, None))


def _measured(used: Used) -> tuple[float, str]:
    """On 100 kB: the texts that were the dearest at a first look, unless that shows it light."""
    looked = slowest(used, _FIRST, _GIVEN_UP)
    if looked[0][0] < BAR_SECONDS * _FIRST / SIZE / _CLEARLY_LIGHT:
        return looked[0][0] * SIZE / _FIRST, ""
    dearest = (0.0, "")
    for _, place in looked:
        attack = _attack(used, SIZE, place)
        took = seconds(used, attack, _GIVEN_UP)
        if BAR_SECONDS < took < _GIVEN_UP:  # others work here too
            took = min(seconds(used, attack, _GIVEN_UP) for _ in range(5))
        dearest = max(dearest, (took, repr(attack[:24])))
        if took >= _GIVEN_UP:
            break
    return dearest


def runs_away(used: Used) -> bool:
    """Whether more text takes it out of all proportion longer: halfway to the square is too much.

    Each figure is the least of several, and short ones count for nothing: others work here too.
    """
    took, place = slowest(used, _QUICK, _GIVEN_UP)[0]
    if took >= _GIVEN_UP or took < _SUSPECT or used.most <= _QUICK:
        return took >= _GIVEN_UP
    before, after = (_least(used, size, place) for size in (_QUICK, _MORE))
    times = min(_MORE, used.most) / _QUICK
    return before >= _SUSPECT and after >= BAR_SECONDS and after > before * times**1.5


def _least(used: Used, size: int, place: int) -> float:
    return min(seconds(used, _attack(used, size, place), _GIVEN_UP) for _ in range(3))


def _quick(used: list[Used]) -> int:
    """Whether one of them runs away: what a test can tell on any computer."""
    lost = [one for one in used if repeats(one.pattern) and runs_away(one)]
    named = "; ".join(f"{one.where} {one.pattern.pattern}" for one in lost)
    print(f"{len(used)} patterns, running away: {named or 'none'}")
    return int(bool(lost))


def main() -> int:
    """Print the slow ones, the slowest first."""
    used = patterns()
    if "--quick" in sys.argv:
        return _quick(used)
    measured = sorted(((_measured(one), one) for one in used), key=lambda m: -m[0][0])
    over = [one for one in measured if one[0][0] > BAR_SECONDS]
    for (took, begins), one in over or measured[:5]:
        shown = str(one.pattern.pattern)[:60].replace("\n", " ")
        print(f"{took * 1000:7.0f} ms  {one.where}  {'/'.join(one.methods)}  {begins}  {shown}")
    print(
        f"{len(used)} patterns on {SIZE // 1000} kB, {len(over)} over {BAR_SECONDS * 1000:.0f} ms"
    )
    dearest = measured[0][0][0] * 1000
    what = f"the dearest regular expression on hostile texts of {SIZE // 1000} kB"
    keep(
        "patterns",
        [figure(what, dearest, "ms", bar=BAR_SECONDS * 1000, size=len(used), of="patterns")],
    )
    return int(bool(over))


if __name__ == "__main__":
    sys.exit(main())
