"""The last day to stop what renews, is tried or gets dearer, where a letter names an early one."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from msgspec.structs import replace

from parsers.dates import DateFound, find_dates
from parsers.events import BillingEvent, EventKind
from parsers.kit import shorten
from parsers.language.lexicon import says
from parsers.language.notions import notions_for
from parsers.page import Page
from parsers.statement.when import objecting, telling
from parsers.text.folding import fold
from parsers.text.worded import Worded
from parsers.values.within import counts_notice, days_of_notice, is_left_out

_WORDED = Worded(__file__)

_KINDS = (
    EventKind.CHARGE,
    EventKind.PRICE_CHANGE,
    EventKind.RENEWAL_NOTICE,
    EventKind.SUBSCRIPTION_STARTED,
    EventKind.TRIAL_ENDING,
    EventKind.TRIAL_STARTED,
)
# Who has just paid may have the money back until some day: only what is counted back, or said of
# renewing, means the end.
_PAID = (EventKind.CHARGE, EventKind.SUBSCRIPTION_STARTED)
# What else may be cancelled by a day, or be given back.
_ELSE = frozenset(("return", "meet", "goods"))
_LONGEST = 300  # characters of a sentence or a row
_MARGIN = timedelta(days=1)  # the day before is the last safe one by itself
# "We will remind you 7 days before it renews", "this notice is sent 14 days before": nobody has to
# have stopped it by then.
_REMINDS = re.compile(_WORDED.pattern("reminds"))
_WITH_YEAR, _LEAP = re.compile(r"\d{4}|\d+\D+\d+\D+\d"), (2, 29)
_BEFORE = 16  # characters before a day in which stands whether it is left out itself


def with_way_out(page: Page, event: BillingEvent) -> BillingEvent:
    """The event with the only such day that texts about stopping name, and their sentence as
    evidence; nothing is added where they name two.
    """
    ends = event.trial_ends_on or event.renews_on or _after_what_is_paid(event)
    if event.kind is EventKind.PRICE_CHANGE:
        ends = event.effective_on or ends
    if event.kind not in _KINDS or ends is None:
        return event
    named = {day: text for text in _texts(page) for day in _last_days(text, event, ends, page)}
    if len(named) != 1:
        return event
    ((day, text),) = named.items()
    return replace(event, cancel_by=day, evidence=_beside(event.evidence, text))


def _after_what_is_paid(event: BillingEvent) -> date | None:
    """The day after the time that a charge pays for."""
    is_paid = event.kind is EventKind.CHARGE and event.period is not None
    return event.period.ends_on + _MARGIN if is_paid and event.period else None


def _beside(evidence: tuple[str, ...], text: str) -> tuple[str, ...]:
    sentence = shorten(text)
    return evidence if sentence in evidence else (*evidence, sentence)


def _texts(page: Page) -> Iterator[str]:
    """The texts about stopping it; not about money that comes back to who stops it by then."""
    notions = notions_for(page.hint.language)
    ways = objecting(page)
    for one in (one for one in telling(page) if len(one) <= _LONGEST):
        is_way = one in ways
        if not is_way and not counts_notice(one, language=page.hint.language):
            continue  # hardly any text names a day by which to stop it
        about = notions.about(one)
        if not about & _ELSE and (is_way or "cancel" in about):
            yield one


def _last_days(text: str, event: BillingEvent, ends: date, page: Page) -> set[date]:
    """The days to come before the day before the end that a text names, or counts back from it; of
    what was paid only one that the text names as that by which not to renew it.
    """
    is_meant = event.kind not in _PAID or "renew" in notions_for(page.hint.language).about(text)
    named = _named(text, ends, page) if is_meant else set()
    days = named or _counted(text, ends, page)
    return {day for day in days if page.mailed_on <= day < ends - _MARGIN}


def _named(text: str, ends: date, page: Page) -> set[date]:
    if not says(text, "way_out", page.hint.language):
        return set()
    found = find_dates(text, hint=page.hint, near=page.mailed_on)
    days = ((one, _to_come(one, page)) for one in found if not one.is_counted)
    return {
        day - _MARGIN if _is_left_out(text, one.start, page) else day
        for one, day in days
        if day is not None and day < ends
    }


def _to_come(found: DateFound, page: Page) -> date | None:
    """The day; one without a year is the next of its kind: nobody is told to have acted by then."""
    day = found.on
    if day is None or day >= page.mailed_on or _WITH_YEAR.search(found.text):
        return day
    is_leap = (day.month, day.day) == _LEAP
    return None if is_leap else day.replace(year=day.year + 1)


def _is_left_out(text: str, start: int, page: Page) -> bool:
    return is_left_out(text[max(0, start - _BEFORE) : start], page.hint.language)


def _counted(text: str, ends: date, page: Page) -> set[date]:
    """What a text counts back from the end; not when the reader will be reminded of it."""
    if _REMINDS.search(fold(text).text.lower()):
        return set()
    return days_of_notice(text, ends, language=page.hint.language)
