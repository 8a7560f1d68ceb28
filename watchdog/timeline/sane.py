"""What can be true of a fact: days near enough to it, a rhythm that is one."""

import re
from collections.abc import Iterable
from datetime import date

import msgspec

from parsers.events import BillingEvent, Period
from watchdog.timeline.facts import Fact

# Mail is younger, and no bill lies beyond: sums of days at the calendar's end would fail.
_FIRST, _LAST = date(1990, 1, 1), date(2199, 12, 31)
# Domains are sold for ten years at most; what names a day further away was misread.
_FURTHEST_DAYS = 3660
_FURTHEST_AHEAD = 400
# More than this nobody pays, in no currency.
_MOST = 10**12
_AHEAD = ("renews_on", "trial_ends_on", "access_until", "resumes_on", "effective_on")
_CADENCE = re.compile(r"^P[1-9]\d{0,2}[DWMY]$")
_LONGEST = {"D": 3660, "W": 520, "M": 120, "Y": 10}


def sane(facts: Iterable[Fact]) -> list[Fact]:
    """The facts without those of impossible days, and without impossible values in the others.

    What is left out of a mail is unknown, never guessed.
    """
    return [
        fact if _is_sane(fact.event, fact.on) else _mended(fact)
        for fact in facts
        if _FIRST <= fact.on <= _LAST and _is_known(fact)
    ]


def _is_known(fact: Fact) -> bool:
    """Nobody tells today what happens in years; that day was misread."""
    on = fact.event.on
    return on is None or (on - fact.source.sent_at.date()).days <= _FURTHEST_AHEAD


def _is_sane(event: BillingEvent, on: date) -> bool:
    ahead = (
        event.renews_on,
        event.trial_ends_on,
        event.access_until,
        event.resumes_on,
        event.effective_on,
    )
    if any(ahead) and not all(_is_near(day, on) for day in ahead if day):
        return False
    if event.period is not None and not _is_period(event.period, on):
        return False
    if event.amount is not None and abs(event.amount.amount) > _MOST:
        return False
    return event.cadence is None or _is_cadence(event.cadence)


def _is_near(day: date, on: date) -> bool:
    return _FIRST <= day <= _LAST and abs((day - on).days) <= _FURTHEST_DAYS


def _is_period(period: Period, on: date) -> bool:
    both = _is_near(period.starts_on, on) and _is_near(period.ends_on, on)
    return both and period.starts_on <= period.ends_on


def _is_cadence(cadence: str) -> bool:
    return bool(_CADENCE.match(cadence)) and int(cadence[1:-1]) <= _LONGEST[cadence[-1]]


def _mended(fact: Fact) -> Fact:
    event, on = fact.event, fact.on
    days = {name: getattr(event, name) for name in _AHEAD}
    lost: dict[str, None] = {
        name: None for name, day in days.items() if day and not _is_near(day, on)
    }
    if event.period is not None and not _is_period(event.period, on):
        lost["period"] = None
    if event.amount is not None and abs(event.amount.amount) > _MOST:
        lost["amount"] = None
    if event.cadence is not None and not _is_cadence(event.cadence):
        lost["cadence"] = None
    return Fact(event=msgspec.structs.replace(event, **lost), source=fact.source)
