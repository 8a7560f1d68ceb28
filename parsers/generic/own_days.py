"""The days of an event as its letter names them elsewhere, more exactly than what states it."""

from collections.abc import Iterator
from datetime import date, timedelta

from msgspec.structs import replace

from parsers.dates import DateFound, find_dates, find_periods
from parsers.events import BillingEvent, EventKind
from parsers.generic.rows import Row, about, rows_of
from parsers.language.notions import notions_for
from parsers.language.paragraphs import texts_of_body
from parsers.language.wording import is_aside
from parsers.page import Page, once
from parsers.statement.when import days_to_come, telling
from parsers.values.found_money import find_amounts

_NAMED = 24  # characters before a day in which stands of what it is
_DONE = frozenset(("take", "pay", "get", "return", "done", "fail", "try"))
_LONGEST = 300  # characters of a sentence or a row
_JUST_PAST = range(-31, 1)
_SOON_AFTER = range(1, 4)  # days between the last day and the payment
_FAR = 200  # days; who tells so long before tells of the end of what is paid for
_TAKE = frozenset(("take", "pay"))
# What a text may be about of which the day is none of the payment's.
_NOT_PAID_THEN = frozenset(("goods", "meet", "due", "offer", "quote", "if", "next", "end"))
_NO_PAYMENT = _NOT_PAID_THEN | {"invoice"}
_MOVING = frozenset(("take", "get"))
# What the label of a row says that has the day on which money moved.
_MOVED = {
    EventKind.REFUND: frozenset(("+back", "return")),
    EventKind.CHARGE: frozenset(("+paid", "take", "pay")),
    EventKind.PAYMENT_FAILED: frozenset(("try", "+refused")),
}


def with_own_days(page: Page, event: BillingEvent) -> BillingEvent:
    """The event with the day on which its money moved, and the one on which it will."""
    return _taken_after(page, _moved(page, event))


def _moved(page: Page, event: BillingEvent) -> BillingEvent:
    """The event with the only day just past that a row labels, or that stands with its amount."""
    words = _MOVED.get(event.kind)
    if words is None:
        return event
    labelled = {day for row in _with(page, words) for day in _past_days(row.text, page)}
    if event.kind is EventKind.REFUND or event.on == page.mailed_on:
        day = _only(labelled) or _beside_amount(page, event)
        return event if day is None else replace(event, on=day)
    return event


def _with(page: Page, words: frozenset[str]) -> Iterator[Row]:
    return (row for row in rows_of(page) if words & about(row.label, page))


def _beside_amount(page: Page, event: BillingEvent) -> date | None:
    """The only day just past of the texts about a payment that name the event's amount."""
    if event.kind is not EventKind.CHARGE or event.amount is None:
        return None
    notions, days = notions_for(page.hint.language), set[date]()
    for text in telling(page):
        if len(text) > _LONGEST or event.amount not in _moneys(text, page):
            continue
        about_it = notions.about(text)
        is_of_else = about_it & (_NOT_PAID_THEN if about_it & _MOVING else _NO_PAYMENT)
        if is_of_else or is_aside(text, page.hint.language):
            continue
        days |= _past_days(text, page)
    return _only(days)


def _moneys(text: str, page: Page) -> list[object]:
    return [one.money for one in find_amounts(text, page.hint)]


def _past_days(text: str, page: Page) -> set[date]:
    found = find_dates(text, hint=page.hint, near=page.mailed_on)
    if find_periods(text, hint=page.hint, near=page.mailed_on):
        return set()
    return {
        one.on
        for one in found
        if one.on is not None
        and (one.on - page.mailed_on).days in _JUST_PAST
        and not _is_of_paper(text, one, page)
    }


def _is_of_paper(text: str, found: DateFound, page: Page) -> bool:
    """Whether a day is that of an invoice which a text is about: "your invoice of 3 June"; not one
    on which it was paid.
    """
    before = text[max(0, found.start - _NAMED) : found.start]
    about = notions_for(page.hint.language).about(before)
    return "invoice" in about and not about & _DONE


def _only(days: set[date]) -> date | None:
    return next(iter(days)) if len(days) == 1 else None


def _taken_after(page: Page, event: BillingEvent) -> BillingEvent:
    """The notice with the day on which money is taken, where it has the last one of what is paid
    for until then ("runs until 6 July", "we take $5 on 7 July"), or of what will be.
    """
    day = event.renews_on
    if event.kind is not EventKind.RENEWAL_NOTICE or day is None:
        return event
    taken = _days_of_payment(page)
    if (day - page.mailed_on).days > _FAR:
        nearer = {one for one in taken if one < day}
        return event if len(nearer) != 1 else replace(event, renews_on=nearer.pop())
    after = {day + timedelta(days=one) for one in _SOON_AFTER} & taken
    return replace(event, renews_on=after.pop()) if len(after) == 1 and day not in taken else event


@once
def _days_of_payment(page: Page) -> set[date]:
    """The days to come of the texts about a payment that name one."""
    notions, days = notions_for(page.hint.language), set[date]()
    for text in texts_of_body(page):
        named = days_to_come(text, page) if len(text) <= _LONGEST else set[date]()
        if len(named) == 1 and notions.about(text) & _TAKE:
            days |= named
    return days
