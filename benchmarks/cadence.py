"""How well past charges tell the rhythm: `make bench-cadence`. Exit status 1 when bars are missed.

The generator of the research on recurrence, rebuilt: three or four charges, whose mail is early or
late, sometimes lost, sometimes days off; beside them habits that are no subscription. Simple rules
run over the same series, so that the figures can be compared with those of others.
"""

import math
import random
import statistics
import sys
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from itertools import pairwise

import msgspec

from benchmarks.measured import figure
from benchmarks.page import keep
from watchdog.timeline.cadence import days_of, fit, step
from watchdog.timeline.rhythm import FIT_IS_TRUSTED

SERIES = 8000
# How common each rhythm is, as far as lists of subscriptions tell.
_COMMON = {
    "P1W": 2, "P14D": 1, "P28D": 3, "P30D": 4, "P1M": 62, "P2M": 1, "P3M": 5, "P6M": 3, "P1Y": 17,
}  # fmt: skip
_LATE_DAYS, _ASTRAY, _LOST, _LOST_AGAIN = 0.9, 0.03, 0.07, 0.3
# A word of a subscription in the mail: so often where there is one, so often where there is none.
_WORD, _WORD_BY_CHANCE = 0.85, 0.03
BARS = (0.96, 0.90, 0.95)
BARS_WITH_WORDS = (0.99, 0.95, 0.95)

Series = Sequence[date]


class Score(msgspec.Struct, frozen=True, kw_only=True):
    """Precision and recall of "this recurs", and how many of those found have their rhythm."""

    precision: float
    recall: float
    right: float

    def meets(self, bars: tuple[float, float, float]) -> bool:
        """Whether all three reach their bars."""
        told = (self.precision, self.recall, self.right)
        return all(one >= bar for one, bar in zip(told, bars, strict=True))


class Sample(msgspec.Struct, frozen=True, kw_only=True):
    """One series, its true rhythm (None: a habit), and whether its mail has a word of one."""

    days: tuple[date, ...]
    cadence: str | None
    word: bool


def main() -> int:
    """Print a line a rule, and the bars."""
    told = samples(SERIES, lengths=(3, 4))
    ours, worded = score(told, trusted), score(told, trusted_with_words)
    rules: list[tuple[str, Score]] = [
        ("gaps that vary by less than a quarter", score(told, _even_gaps)),
        ("gaps within a tenth of the median", score(told, _near_median)),
        ("the same day of the month", score(told, _same_day)),
        ("the calendar fit", ours),
        ("the calendar fit, with a word in the mail", worded),
        (
            "the calendar fit, 5 to 12 charges",
            score(samples(SERIES, lengths=range(5, 13)), trusted),
        ),
    ]
    for name, one in rules:
        print(f"{name:42} {one.precision:.3f}  {one.recall:.3f}  {one.right:.3f}")
    missed = not (ours.meets(BARS) and worded.meets(BARS_WITH_WORDS))
    keep(
        "cadence",
        [
            figure(f"{name}: {part}", getattr(one, part), bar=bar, at_least=True, size=SERIES)
            for name, one, bars in (
                ("the calendar fit", ours, BARS),
                ("with a word in the mail", worded, BARS_WITH_WORDS),
            )
            for part, bar in zip(("precision", "recall", "right"), bars, strict=True)
        ],
    )
    print(f"bars {BARS} and {BARS_WITH_WORDS}: {'MISSED' if missed else 'met'}")
    return int(missed)


def samples(count: int, *, lengths: Sequence[int], seed: int = 7) -> list[Sample]:
    """So many series, half of them habits."""
    chance = random.Random(seed)  # noqa: S311 - charges, not secrets
    return [
        (_subscription if number % 2 else _habit)(chance, chance.choice(lengths))
        for number in range(count)
    ]


def _subscription(chance: random.Random, length: int) -> Sample:
    cadence = chance.choices(list(_COMMON), list(_COMMON.values()))[0]
    first, slot = _some_day(chance), 0
    days: list[date] = []
    while len(days) < length:
        due = step(first, cadence, slot)
        days.append(due + timedelta(days=_late(chance, cadence)))
        slot += 1
        if chance.random() < _LOST:
            slot += 1
            while chance.random() < _LOST_AGAIN:
                slot += 1
    return Sample(days=tuple(sorted(days)), cadence=cadence, word=chance.random() < _WORD)


def _late(chance: random.Random, cadence: str) -> int:
    """Two-sided geometric, and now and then anywhere within a third of the period."""
    if chance.random() < _ASTRAY:
        return round(chance.uniform(-1, 1) * days_of(cadence) / 3)
    days = math.floor(chance.expovariate(1 / _LATE_DAYS))
    return days if chance.random() < 0.5 else -days


def _habit(chance: random.Random, length: int) -> Sample:
    """Purchases by need: at random, or somewhat regular as people are."""
    mean = math.exp(chance.uniform(math.log(3), math.log(90)))
    spread = chance.choice([None, 0.5, 0.35])
    days = [_some_day(chance)]
    while len(days) < length:
        gap = chance.expovariate(1 / mean) if spread is None else chance.gauss(mean, spread * mean)
        days.append(days[-1] + timedelta(days=max(1, round(gap))))
    return Sample(days=tuple(days), cadence=None, word=chance.random() < _WORD_BY_CHANCE)


def _some_day(chance: random.Random) -> date:
    return date(2023, 1, 1) + timedelta(days=chance.randrange(730))


def score(told: Sequence[Sample], rule: Callable[[Sample], str | None]) -> Score:
    """How a rule does that names a rhythm or None."""
    found = [(one.cadence, rule(one)) for one in told]
    true = [(cadence, named) for cadence, named in found if cadence and named]
    return Score(
        precision=len(true) / max(1, sum(named is not None for _, named in found)),
        recall=len(true) / sum(cadence is not None for cadence, _ in found),
        right=sum(cadence == named for cadence, named in true) / max(1, len(true)),
    )


def trusted(one: Sample) -> str | None:
    """The rhythm that the timeline would take over."""
    found = fit(one.days)
    return found.cadence if found and found.confidence >= FIT_IS_TRUSTED else None


def trusted_with_words(one: Sample) -> str | None:
    """The same where it is known whether the mail speaks of a subscription."""
    found = fit(one.days, worded=one.word)
    return found.cadence if found and found.confidence >= FIT_IS_TRUSTED else None


def _gaps(days: Series) -> list[int]:
    return [(after - before).days for before, after in pairwise(days)]


def _nearest(gap: float) -> str:
    return min(_COMMON, key=lambda cadence: abs(days_of(cadence) - gap))


def _even_gaps(one: Sample) -> str | None:
    gaps = _gaps(one.days)
    mean = max(0.1, statistics.fmean(gaps))
    return _nearest(mean) if statistics.pstdev(gaps) / mean < 0.25 else None


def _near_median(one: Sample) -> str | None:
    gaps = _gaps(one.days)
    median = statistics.median(gaps)
    return _nearest(median) if all(abs(gap - median) <= median / 10 for gap in gaps) else None


def _same_day(one: Sample) -> str | None:
    angles = [2 * math.pi * day.day / 31 for day in one.days]
    length = math.hypot(sum(map(math.cos, angles)), sum(map(math.sin, angles))) / len(angles)
    spread = math.sqrt(-2 * math.log(min(1.0, max(length, 1e-9)))) * 31 / (2 * math.pi)
    return "P1M" if spread <= 5 else None


if __name__ == "__main__":
    sys.exit(main())
