"""What is paid for another plan once the unused days of the old one are taken off: both amounts."""

from collections.abc import Iterator
from datetime import date, timedelta

import msgspec
from msgspec.structs import replace

from parsers.events import BillingEvent, EventKind
from parsers.language.lexicon import says
from parsers.money import Money
from parsers.page import Page
from parsers.statement import fields
from parsers.statement.when import bounds
from parsers.values.found_money import AmountFound, find_amounts

_LONGEST = 100  # characters of a row
_ABOUT = (EventKind.CHARGE, EventKind.PLAN_CHANGED, EventKind.RENEWAL_NOTICE)
_DAY = timedelta(days=1)


class _Sum(msgspec.Struct, frozen=True, kw_only=True):
    """The price of a plan, and what of it was paid."""

    price: Money
    paid: Money
    row: str


def with_set_off(page: Page, events: list[BillingEvent]) -> list[BillingEvent]:
    """The events; of a mail with a price, a credit for unused time below it and their sum that was
    paid: the plan at that price, and the payment.
    """
    told = {one.kind for one in events}
    if not told or not told <= set(_ABOUT):
        return events
    found = next(_sums(page), None)
    if found is None or not _is_paid(events, found):
        return events
    return [_changed(page, events, found), _charged(page, events, found)]


def _is_paid(events: list[BillingEvent], found: _Sum) -> bool:
    """Whether the sum was paid; what only names the next renewal may tell what is to come."""
    if all(one.kind is EventKind.RENEWAL_NOTICE for one in events):
        return fields.says_paid(found.row)
    return all(one.amount == found.paid for one in events if one.kind is EventKind.CHARGE)


def _sums(page: Page) -> Iterator[_Sum]:
    rows = list(_rows(page))
    for (first, cost), (text, off), (last, paid) in zip(rows, rows[1:], rows[2:], strict=False):
        price, rest = cost.money, paid.money
        is_sum = cost.amount + off.amount == paid.amount and off.amount < 0 < paid.amount
        is_whole = not set(bounds(first, page)) & set(bounds(text, page))  # else both are shares
        if is_sum and is_whole and price and rest and says(text, "unused", page.hint.language):
            yield _Sum(price=price, paid=rest, row=last)


def _rows(page: Page) -> Iterator[tuple[str, AmountFound]]:
    for line in page.lines:
        found = find_amounts(line, page.hint) if len(line) <= _LONGEST else ()
        if len(found) == 1:
            yield line, found[0]


def _changed(page: Page, events: list[BillingEvent], found: _Sum) -> BillingEvent:
    own = next((one for one in events if one.kind is EventKind.PLAN_CHANGED), events[0])
    return replace(
        own,
        kind=EventKind.PLAN_CHANGED,
        amount=found.price,
        recurring=None,
        period=None,
        renews_on=_renews_on(page),
        effective_on=None,
        confidence=max(one.confidence for one in events),
    )


def _charged(page: Page, events: list[BillingEvent], found: _Sum) -> BillingEvent:
    own = next((one for one in events if one.kind is EventKind.CHARGE), events[0])
    return replace(
        own,
        kind=EventKind.CHARGE,
        amount=found.paid,
        recurring=True,
        period=fields.period(page),
        renews_on=_renews_on(page),
        effective_on=None,
        old_amount=None,
        confidence=max(one.confidence for one in events),
    )


def _renews_on(page: Page) -> date | None:
    """The day that the mail names for it, else the one after the time that was paid for."""
    named = fields.labelled_day_to_come(page, "renews", lines=page.lines)
    span = fields.period(page)
    return named or (span.ends_on + _DAY if span else None)
