"""Cadences: stepping through a series of billing days, and fitting one to past charges."""

import math
import re
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from functools import cache
from itertools import pairwise

import msgspec

from parsers.language.lengths import months_after

_PERIOD = re.compile(r"^P(\d+)([DWMY])$")

# How common each rhythm is among subscriptions; the fit starts from here.
_PRIOR = {
    "P1W": 0.02,
    "P14D": 0.01,
    "P28D": 0.03,
    "P30D": 0.04,
    "P1M": 0.62,
    "P2M": 0.01,
    "P3M": 0.05,
    "P6M": 0.03,
    "P1Y": 0.17,
}
_JITTER_DAYS = 0.9
_OUTLIER = 0.03
_SKIP_FIRST, _SKIP_NEXT = 0.07, 0.3
_NULL_PRIOR = 0.6
# What a word of a subscription in the mail is worth, or that there is none (log likelihood
# ratios): 85 % of subscriptions have one, and 3 % of other purchases.
_WORDS = {None: 0.0, True: math.log(0.85 / 0.03), False: math.log(0.15 / 0.97)}
_SHORTEST_MONTH = 28
_SPANS = {"P1W": (6, 7), "P1M": (27, 31), "P3M": (89, 92), "P6M": (180, 184), "P1Y": (364, 366)}
_SHOWN = {days: name for name, (low, high) in _SPANS.items() for days in range(low, high + 1)}
# So many of a series may be the one that came on its day; the others are late or early.
_ANCHORS = 4
# Monthly charges are habit: a reminder for each would be barking at nothing.
LONG_DAYS = 80
_IMPOSSIBLE, _NEVER = -1000.0, 1e-6
# More of a series says no more about its rhythm, and an old one may have been another.
_LONGEST_SERIES = 24
# Every other receipt may be lost, no more.
_SPARSEST = 2


class Fit(msgspec.Struct, frozen=True, kw_only=True):
    """The likeliest cadence of a series, and the probability that it recurs at all."""

    cadence: str
    confidence: float


def step(anchor: date, cadence: str, count: int) -> date:
    """The billing day `count` periods after `anchor`; the 31st stays the 31st where it exists."""
    days, months = _steps(cadence)
    if days:
        return anchor + timedelta(days=days * count)
    return months_after(anchor, months * count)


@cache
def days_of(cadence: str) -> float:
    """The mean length of a cadence in days."""
    number, unit = _split(cadence)
    return number * {"D": 1.0, "W": 7.0, "M": 30.44, "Y": 365.25}[unit]


def is_long(cadence: str | None) -> bool:
    """Whether a cadence is known, and longer than what is habit."""
    return cadence is not None and days_of(cadence) >= LONG_DAYS


def next_after(anchor: date, cadence: str, day: date) -> date:
    """The first billing day of the series that is not before `day`."""
    count = max(0, math.floor((day - anchor).days / days_of(cadence)) - 1)
    while step(anchor, cadence, count) < day:
        count += 1
    return step(anchor, cadence, count)


def cadence_of_period(starts_on: date, ends_on: date) -> str | None:
    """The cadence that a billing period shows, its last day included or not."""
    days = (ends_on - starts_on).days
    shown = _SHOWN.get(days)
    if shown == "P1M" and days <= _SHORTEST_MONTH:
        # Only around February a month is so short; else it is four weeks, or a part of a month.
        month = (step(starts_on, "P1M", 1) - starts_on).days
        return "P1M" if month - 1 <= days <= month else None
    return shown


def fit(days: Sequence[date], *, worded: bool | None = None) -> Fit | None:
    """The cadence of at least three charges, or None; method and figures: docs/decisions.md.

    `worded`: whether the mail speaks of a subscription; None where that is not known.
    """
    series = sorted(set(days))[-_LONGEST_SERIES:]
    if len(series) < 3:
        return None
    scores = {cadence: _score(series, cadence) + math.log(p) for cadence, p in _PRIOR.items()}
    best = max(scores, key=lambda cadence: scores[cadence])
    if _is_sparse(series, best):
        return None
    null = _null_score(series) - _WORDS[worded]
    recurs = _log_sum(scores.values())
    return Fit(cadence=best, confidence=math.exp(recurs - _log_sum((recurs, null))))


def _is_sparse(series: Sequence[date], cadence: str) -> bool:
    """Whether more days of a rhythm passed without a charge than with one: terms and instalments
    fall on one day of the month, too.
    """
    slots = round((series[-1] - series[0]).days / days_of(cadence))
    return slots > _SPARSEST * (len(series) - 1)


def _log_sum(scores: Iterable[float]) -> float:
    known = list(scores)
    top = max(known)
    return top + math.log(sum(math.exp(score - top) for score in known))


@cache
def _steps(cadence: str) -> tuple[int, int]:
    """One period in days and in months; one of them is 0."""
    number, unit = _split(cadence)
    if unit in "DW":
        return number * (7 if unit == "W" else 1), 0
    return 0, number * (12 if unit == "Y" else 1)


def _split(cadence: str) -> tuple[int, str]:
    found = _PERIOD.match(cadence)
    if found is None:
        raise ValueError(f"{cadence!r} is no ISO 8601 period such as P1M or P30D")
    return int(found[1]), found[2]


def _score(series: Sequence[date], cadence: str) -> float:
    """How well the series fits, whichever of its charges came on its day."""
    anchors = series if len(series) <= _ANCHORS else (series[0], *series[1 - _ANCHORS :])
    return _log_sum(_score_from(anchor, series, cadence) for anchor in anchors) - math.log(
        len(anchors)
    )


def _score_from(anchor: date, series: Sequence[date], cadence: str) -> float:
    length = days_of(cadence)
    slots = [round((day - anchor).days / length) for day in series]
    score = 0.0
    for day, slot in zip(series, slots, strict=True):
        if day != anchor:
            late = abs((day - step(anchor, cadence, slot)).days)
            score += _log_likelihood(late, days_of(cadence))
    for before, after in pairwise(slots):
        if after <= before:
            return _IMPOSSIBLE
        score += _skip_cost(after - before - 1)
    return score


@cache
def _log_likelihood(late: int, period: float) -> float:
    """That a charge is so many days off: a few by late mail, now and then a third of a period."""
    ratio = math.exp(-1 / _JITTER_DAYS)
    near = (1 - ratio) * (ratio**late / 2 if late else 1)
    astray = 3 / (2 * period) if late <= period / 3 else _NEVER
    return math.log((1 - _OUTLIER) * near + _OUTLIER * astray)


def _skip_cost(skipped: int) -> float:
    return math.log(_SKIP_FIRST) + (skipped - 1) * math.log(_SKIP_NEXT) if skipped else 0.0


def _null_score(series: Sequence[date]) -> float:
    mean = max(1.0, (series[-1] - series[0]).days / (len(series) - 1))
    gaps = [(b - a).days for a, b in pairwise(series)]
    return math.log(_NULL_PRIOR) + sum(-math.log(mean) - gap / mean for gap in gaps)
