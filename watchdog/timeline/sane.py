"""What can be true of a fact: days near enough to it, a rhythm that is one."""

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from functools import cache

import msgspec

from parsers.events import DAYS_AHEAD, BillingEvent, Period
from watchdog.timeline.facts import Fact

# Mail is younger, and no bill lies beyond: sums of days at the calendar's end would fail.
_FIRST, _LAST = date(1990, 1, 1), date(2199, 12, 31)
# Domains are sold for ten years at most; what names a day further away was misread.
_FURTHEST, _FURTHEST_BACK = timedelta(days=3660), timedelta(days=-3660)
_FURTHEST_AHEAD = timedelta(days=400)
# More than this nobody pays, in no currency.
_MOST, _LEAST = Decimal(10**12), Decimal(-(10**12))
_CADENCE = re.compile(r"^P[1-9]\d{0,2}[DWMY]$")
_LONGEST = {"D": 3660, "W": 520, "M": 120, "Y": 10}


def sane(facts: Iterable[Fact], today: date) -> Iterator[Fact]:
    """The facts of mail that had come by a day, without those of impossible days, and without
    impossible values in the others.

    What is left out of a mail is unknown, never guessed.
    """
    for fact in facts:
        sent_on, on = fact.source.sent_at.date(), fact.on
        if sent_on > today or not _FIRST <= on <= _LAST:
            continue
        # Nobody tells today what happens in years; that day was misread.
        if on <= sent_on or on - sent_on <= _FURTHEST_AHEAD:
            yield fact if _is_sane(fact.event, on) else _mended(fact)


def _is_sane(event: BillingEvent, on: date) -> bool:
    ahead = (
        event.renews_on
        or event.due_on
        or event.trial_ends_on
        or event.access_until
        or event.resumes_on
        or event.effective_on
        or event.later_on
    )
    if ahead and not all(_is_near(day, on) for day in _days_ahead(event).values() if day):
        return False
    if event.period is not None and not _is_period(event.period, on):
        return False
    amount = event.amount
    if amount is not None and not _LEAST <= amount.amount <= _MOST:
        return False
    return event.cadence is None or _is_cadence(event.cadence)


def _days_ahead(event: BillingEvent) -> dict[str, date | None]:
    return {name: getattr(event, name) for name in DAYS_AHEAD}


def _is_near(day: date, on: date) -> bool:
    return _FIRST <= day <= _LAST and _FURTHEST_BACK <= day - on <= _FURTHEST


def _is_period(period: Period, on: date) -> bool:
    first, last = period.starts_on, period.ends_on
    # Nearly all begin on their day and end soon after it: comparing years costs a third.
    if on <= first <= last <= _LAST and last.year - on.year < _LONGEST["Y"]:
        return True
    if not _FIRST <= first <= last <= _LAST:
        return False
    return (first >= on or first - on >= _FURTHEST_BACK) and last - on <= _FURTHEST


@cache
def _is_cadence(cadence: str) -> bool:
    return bool(_CADENCE.match(cadence)) and int(cadence[1:-1]) <= _LONGEST[cadence[-1]]


def _mended(fact: Fact) -> Fact:
    event, on = fact.event, fact.on
    lost: dict[str, None] = {
        name: None for name, day in _days_ahead(event).items() if day and not _is_near(day, on)
    }
    if event.period is not None and not _is_period(event.period, on):
        lost["period"] = None
    if event.amount is not None and not _LEAST <= event.amount.amount <= _MOST:
        lost["amount"] = None
    if event.cadence is not None and not _is_cadence(event.cadence):
        lost["cadence"] = None
    return Fact(event=msgspec.structs.replace(event, **lost), source=fact.source)
