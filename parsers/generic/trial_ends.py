"""When a free trial ends and what it then costs, as a mail tells it in a row or counts it."""

from collections.abc import Iterator
from datetime import date

from msgspec.structs import replace

from parsers.dates import find_dates
from parsers.events import BillingEvent, EventKind
from parsers.language.notions import notions_for
from parsers.language.wording import cadence_in
from parsers.page import Page, once
from parsers.statement import beside
from parsers.statement.when import TRIALS, telling
from parsers.values.lengths_left import Span, spans_in
from parsers.values.within import days_within

_LONGEST = 300  # characters of a sentence or a row
_BRIEF = 50  # characters of a sentence that says little else
_MARKS = " -–—:|·•.,)>→"
_OPENING = 3  # characters before the day that a row begins with
_HEAD = 60  # characters behind it, in which stands what happens then
_ENDS = frozenset(("free", "end"))
_REMINDS = frozenset(("mail", "we", "talk"))
# What a length is about that is no trial's: until when data are kept or money is given back.
_AWAY = frozenset(("return", "cancel", "secure"))
_ELSE = _AWAY | {"then", "end"}
_MOST_DAYS = 400


def with_trial_end(page: Page, event: BillingEvent) -> BillingEvent:
    """The event of a trial with the day of its end, where it has none: of the row which a day
    opens, "3 July - Trial ends"; else counted from the day of the mail, "3 days left".
    """
    event = with_trial_row(page, event)
    if event.kind not in TRIALS:
        return event
    if event.trial_ends_on is not None and event.trial_ends_on > page.mailed_on:
        return event
    day = counted_end(page, event.kind)
    return event if day is None else replace(event, trial_ends_on=day)


def with_trial_row(page: Page, event: BillingEvent) -> BillingEvent:
    """The event with the day, the price and the rhythm of the row about its end."""
    row = row_of_end(page) if event.kind in TRIALS else None
    if row is None:
        return event
    day, text = row
    priced = beside.amount_in(text, page)
    money = event.amount or (priced.money if priced is not None else None)
    rhythm = event.cadence or cadence_in(text, page.hint.language)
    return replace(event, trial_ends_on=day, amount=money, cadence=rhythm)


@once
def row_of_end(page: Page) -> tuple[date, str] | None:
    """The row that a day to come opens and that goes on with the end of what is free; the last of
    several, since reminders come before it.
    """
    return max(_rows_of_end(page), default=None)


def _rows_of_end(page: Page) -> Iterator[tuple[date, str]]:
    about = notions_for(page.hint.language).about
    for text in _dated_rows(page):
        day, rest = _opening_day(text, page)
        if day is None or day <= page.mailed_on:
            continue
        first = about(rest[:_HEAD].partition(". ")[0])
        if first >= _ENDS and not first & _REMINDS:
            yield day, text


def _dated_rows(page: Page) -> Iterator[str]:
    """The lines, and each that is only a day together with the one below it."""
    lines = page.lines
    for at, line in enumerate(lines):
        if len(line) > _LONGEST:
            continue
        day, rest = _opening_day(line, page)
        below = lines[at + 1] if at + 1 < len(lines) else ""
        yield line if rest or day is None or len(below) > _LONGEST else f"{line} - {below}"


def _opening_day(text: str, page: Page) -> tuple[date | None, str]:
    """The day that a text begins with, and what stands behind it."""
    found = find_dates(text, hint=page.hint, near=page.mailed_on)
    if not found or found[0].start > _OPENING or found[0].is_counted:
        return None, ""
    return found[0].on, text[found[0].end :].strip(_MARKS)


def counted_end(page: Page, kind: EventKind) -> date | None:
    """The one day on which a trial ends that texts count from that of the mail; how long it lasts
    counts from there only where no other day is named on which it might have begun, or is paid.
    """
    lasts = kind is EventKind.TRIAL_STARTED and not _names_a_day(page)
    days = set(_left(page)) or (set(_lasting(page)) if lasts else set())
    day = days.pop() if len(days) == 1 else None
    return day if day is not None and 0 < (day - page.mailed_on).days <= _MOST_DAYS else None


def _names_a_day(page: Page) -> bool:
    near = page.mailed_on
    found = (find_dates(text, hint=page.hint, near=near) for text in _texts(page))
    return any(one.on != near and not one.is_counted for some in found for one in some)


def _left(page: Page) -> Iterator[date]:
    """Of "3 days left in your trial", "your trial expires within 2 days"."""
    language, near = page.hint.language, page.mailed_on
    about = notions_for(language).about
    is_titled = "free" in about(page.subject)
    for text in _texts(page):
        what = about(text)
        if "free" in what or (is_titled and len(text) <= _BRIEF and "offer" not in what):
            spans = spans_in(text, language=language)
            yield from (one.from_day(near) for one in spans if one.is_left)
        if what >= _ENDS and not what & _AWAY:
            yield from days_within(text, language=language, near=near)


def _lasting(page: Page) -> Iterator[date]:
    """Of "your 14-day free trial has begun": what stands beside the length says that it is free."""
    language = page.hint.language
    for text in _texts(page):
        for one in spans_in(text, language=language):
            if _is_of_trial(one, page):
                yield one.from_day(page.mailed_on)


def _is_of_trial(span: Span, page: Page) -> bool:
    about = notions_for(page.hint.language).about
    before, after = about(span.before), about(span.after)
    if before & _AWAY or after & _ELSE:
        return False
    return "free" in after or "free" in before


def _texts(page: Page) -> Iterator[str]:
    return (one for one in (page.subject, *telling(page)) if len(one) <= _LONGEST)
