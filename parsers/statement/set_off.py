"""What was left of an old plan taken off the price of a new one: that price, and what was paid."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

import msgspec
from msgspec.structs import replace

from parsers.events import BillingEvent, EventKind
from parsers.language.lexicon import says
from parsers.language.paragraphs import may_say
from parsers.money import Money
from parsers.page import Page
from parsers.statement import fields, totals
from parsers.statement.when import bounds
from parsers.values.found_money import AmountFound, find_amounts

_LONGEST = 100  # characters of a row
_ROW = 120  # characters of one about a payment alone
_ABOUT = (EventKind.CHARGE, EventKind.PLAN_CHANGED, EventKind.RENEWAL_NOTICE)
_DAY = timedelta(days=1)
_SURE = 0.9


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
        return totals.says_paid(found.row)
    return all(one.amount == found.paid for one in events if one.kind is EventKind.CHARGE)


def _sums(page: Page) -> Iterator[_Sum]:
    rows = list(_rows(page, _LONGEST)) if may_say(page, "unused") else []
    for (first, cost), (text, off), (last, paid) in zip(rows, rows[1:], rows[2:], strict=False):
        price, rest = cost.money, paid.money
        is_sum = cost.amount + off.amount == paid.amount and off.amount < 0 < paid.amount
        if not (is_sum and price and rest and says(text, "unused", page.hint.language)):
            continue
        if not bounds(first, page) & bounds(text, page):  # else both are shares
            yield _Sum(price=price, paid=rest, row=last)


def _changed(page: Page, events: list[BillingEvent], found: _Sum) -> BillingEvent:
    own = next((one for one in events if one.kind is EventKind.PLAN_CHANGED), events[0])
    sure = max(one.confidence for one in events)
    changed = _to_a_plan_at(found.price, own, sure)
    return replace(changed, renews_on=_renews_on(page), effective_on=None)


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


def beside_its_plan(events: tuple[BillingEvent, ...], page: Page) -> tuple[BillingEvent, ...]:
    """The events; of a payment that is less than its plan costs by what was not used of the old
    one, also that the plan was changed, with the price of the new one: "Pro (annual) $200.00,
    unused time on Pro -$10.00, total $190.00".
    """
    if len(events) != 1 or events[0].kind is not EventKind.CHARGE or events[0].amount is None:
        return events
    (paid,) = events
    price = _price(paid, events[0].amount, page)
    if price is None:
        return events
    whole = Money(amount=price, currency=events[0].amount.currency)
    return (paid, _to_a_plan_at(whole, paid, min(paid.confidence, _SURE)))


def _price(paid: BillingEvent, amount: Money, page: Page) -> Decimal | None:
    """The amount of the only row from which the rest of the old plan was taken to make the sum."""
    if not may_say(page, "time_left_over"):
        return None
    rows = [(text, one.amount) for text, one in _rows(page, _ROW)]
    off = {abs(one) for text, one in rows if says(text, "time_left_over", page.hint.language)}
    if len(off) != 1:
        return None
    tax = paid.tax.amount if paid.tax else Decimal(0)
    wholes = {amount.amount + min(off), amount.amount + min(off) - tax}
    named = {one for _, one in rows if one in wholes and one > amount.amount}
    return named.pop() if len(named) == 1 else None


def _to_a_plan_at(price: Money, event: BillingEvent, sure: float) -> BillingEvent:
    """The change of plan that an event tells of, at a price."""
    kind = EventKind.PLAN_CHANGED
    return replace(event, kind=kind, amount=price, recurring=None, period=None, confidence=sure)


def _rows(page: Page, longest: int) -> Iterator[tuple[str, AmountFound]]:
    """The lines of one amount."""
    for line in page.lines:
        found = find_amounts(line, page.hint) if len(line) <= longest else ()
        if len(found) == 1:
            yield line, found[0]
