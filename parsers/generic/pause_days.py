"""The days of a pause, out of the other texts of its letter: from when on and until when."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from msgspec.structs import replace

from parsers.dates import find_periods
from parsers.events import BillingEvent, EventKind
from parsers.language.lexicon import says
from parsers.language.notions import notions_for
from parsers.page import Page
from parsers.statement.when import dated_texts, days_to_come, telling

LONGEST = 300  # characters of a sentence or a row
BRIEF = 50  # characters of a sentence or a row that says little else
_FARTHEST = 800  # days; who names a later one speaks of a card that ends, or of a law
_BOTH = 2
_PAID_BEFORE = timedelta(days=31)
_BACK = frozenset(("resume", "start", "then", "until"))
_BEGIN = frozenset(("start", "from"))
# What a text may be about of which the day is none of the bill's.
NOT_OF_THE_BILL = frozenset(("goods", "meet", "offer", "quote", "talk", "earn"))


def begun(page: Page, event: BillingEvent) -> BillingEvent:
    """The event of a pause that begins later, with that day: the one from which it lasts, or that
    a text about a beginning names.
    """
    last = event.resumes_on
    if last is None:
        return event
    if last == event.effective_on:  # the day on which it begins is not also its end
        return replace(event, resumes_on=None)
    if event.kind is not EventKind.PAUSED or event.effective_on is not None:
        return event
    texts = tuple(short(dated_texts(page, event.kind)))
    spans = {span for text in texts for span in _pauses(text, page)}
    if any(start == last for start, _ in spans):  # "from 1 July to 1 September"
        last = max(end for start, end in spans if start == last)
    elif back := next_day(page, texts, last):  # "Last box: 4 July", "Next box: 8 August"
        last = back
    days = {start for start, end in spans if end in (last, last - timedelta(days=1))}
    days = days or _beginnings(page, texts)
    day = days.pop() if len(days) == 1 else None
    if day is None or not page.mailed_on < day < last:
        return replace(event, resumes_on=last)
    return replace(event, effective_on=day, resumes_on=last)


def billed_again(page: Page, event: BillingEvent) -> BillingEvent:
    """The event of a pause with the day of the next payment, where a brief text names one shortly
    before the day on which it goes on: boxes are paid for before they come.
    """
    last, language = event.resumes_on, page.hint.language
    if event.kind is not EventKind.PAUSED or last is None:
        return event
    since = max(event.effective_on or page.mailed_on, last - _PAID_BEFORE)
    brief = [text for text in telling(page) if len(text) <= BRIEF]
    about = notions_for(language).about
    paid = [one for one in brief if "next" in about(one) and says(one, "renews", language)]
    days = {day for text in paid for day in days_to_come(text, page) if since < day < last}
    return replace(event, resumes_on=days.pop()) if len(days) == 1 else event


def next_day(page: Page, texts: Iterable[str], last: date) -> date | None:
    """The only day after another one that brief texts about what is next name."""
    notions = notions_for(page.hint.language)
    brief = [one for one in texts if len(one) <= BRIEF and "next" in notions.about(one)]
    days = {day for text in brief for day in near_days(text, page) if day > last}
    return days.pop() if len(days) == 1 else None


def _pauses(text: str, page: Page) -> Iterator[tuple[date, date]]:
    """The spans of days of a text that is about a pause, or that says nothing else."""
    spans = find_periods(text, hint=page.hint, near=page.mailed_on)
    about = notions_for(page.hint.language).about(text)
    if "pause" in about or (len(text) <= BRIEF and not about & NOT_OF_THE_BILL):
        yield from ((one.starts_on, one.ends_on) for one in spans)
    ahead = days_to_come(text, page)
    if len(ahead) == _BOTH and not spans and about & {"pause"} and about & _BACK:
        yield min(ahead), max(ahead)  # "from 17 July, and we start again on 7 August"


def _beginnings(page: Page, texts: Iterable[str]) -> set[date]:
    """The days of texts that are about the beginning of a pause and name no other day."""
    notions, found = notions_for(page.hint.language), set[date]()
    for text in texts:
        days, about = days_to_come(text, page), notions.about(text)
        if len(days) == 1 and "pause" in about and about & _BEGIN and "resume" not in about:
            found |= days
    return found


def near_days(text: str, page: Page, *, next_too: bool = True) -> set[date]:
    days = days_to_come(text, page, next_too=next_too)
    return {day for day in days if (day - page.mailed_on).days <= _FARTHEST}


def short(texts: Iterable[str]) -> Iterator[str]:
    return (one for one in texts if len(one) <= LONGEST)
