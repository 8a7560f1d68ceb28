"""What the rows of a letter tell of an event: the row that states it, its money, its days."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

import msgspec
from msgspec.structs import replace

from parsers.events import BillingEvent, EventKind
from parsers.generic.rows import Row, about, rows_of
from parsers.money import Money
from parsers.page import Page
from parsers.statement import beside, totals
from parsers.statement.taken_off import nothing_left
from parsers.statement.ways import paid_by_ways
from parsers.statement.when import days_to_come
from parsers.values.found_money import AmountFound, find_amounts
from parsers.values.reckoned import without_reckoned


class _Role(msgspec.Struct, frozen=True, kw_only=True):
    """What a row that states an event is about, the most telling first, and the event's kind."""

    kind: EventKind
    words: tuple[str, ...]


def _role(kind: EventKind, words: str) -> _Role:
    return _Role(kind=kind, words=tuple(words.split()))


# By sort of event, as `whole` has them.
_ROLES = {
    "charge": (_role(EventKind.CHARGE, "+paid take pay get"),),
    "due": (
        _role(EventKind.INVOICE_DUE, "+topay"),
        _role(EventKind.RENEWAL_NOTICE, "+nextpay renew"),
        _role(EventKind.INVOICE_DUE, "+payby due"),
    ),
    "refund": (_role(EventKind.REFUND, "+back return"),),
    "payment_failed": (_role(EventKind.PAYMENT_FAILED, "+refused fail"),),
    "canceled": (_role(EventKind.CANCELED, "+ended cancel"),),
    "paused": (_role(EventKind.PAUSED, "+held pause"),),
    "resumed": (_role(EventKind.RESUMED, "+again resume"),),
    "price_change": (_role(EventKind.PRICE_CHANGE, "+newprice rise +oldprice"),),
    "plan_changed": (_role(EventKind.PLAN_CHANGED, "+moved change"),),
    "trial_started": (_role(EventKind.TRIAL_STARTED, "+trial free"),),
    "trial_ending": (_role(EventKind.TRIAL_ENDING, "+trial free"),),
}
_PRICED = {
    EventKind.CHARGE: "+paid",
    EventKind.INVOICE_DUE: "+topay",
    EventKind.RENEWAL_NOTICE: "+topay",
    EventKind.REFUND: "+back",
}
# Rows of what an amount is made of, and of what is left of it.
_PARTS = frozenset({"+tax", "+part", "+left", "+item", "+trial", "+newprice", "+oldprice"})
_DATED = {
    EventKind.CHARGE: ("renews_on", "+nextpay"),
    EventKind.RENEWAL_NOTICE: ("renews_on", "+nextpay"),
    EventKind.INVOICE_DUE: ("due_on", "+payby"),
    EventKind.PAYMENT_FAILED: ("due_on", "+refused"),
    EventKind.TRIAL_STARTED: ("trial_ends_on", "+trial"),
    EventKind.TRIAL_ENDING: ("trial_ends_on", "+trial"),
    EventKind.CANCELED: ("access_until", "+ended"),
    EventKind.PAUSED: ("resumes_on", "+again"),
    EventKind.PRICE_CHANGE: ("effective_on", "+newprice"),
    EventKind.PLAN_CHANGED: ("effective_on", "+moved"),
}


def stating(page: Page, sort: str) -> tuple[EventKind, Row] | None:
    """The row that states an event of a sort, and the event's kind."""
    for role in _ROLES.get(sort, ()):
        for word in role.words:
            for row in rows_of(page):
                if word in _about(row, page):
                    return role.kind, row
    return None


def by_rows(page: Page, event: BillingEvent) -> BillingEvent:
    """The event with the amount and the day that a row names, where rows name only one."""
    amount, day = _amount(page, event), _day(page, event)
    if amount is not None:
        event = replace(event, amount=amount)
    return event if day is None else replace(event, **{_DATED[event.kind][0]: day})


def _amount(page: Page, event: BillingEvent) -> Money | None:
    role = _PRICED.get(event.kind)
    if role is None or not rows_of(page) or nothing_left(page) is not None:
        return None
    found = {
        (abs(one.amount), one.currencies)
        for row in _with(page, role)
        if not about(row.label, page) & _PARTS
        for one in _amounts(row, page)
        if one.amount
    }
    if len(found) != 1:
        return None
    amount, currencies = found.pop()
    whole = paid_by_ways(page)  # of which the row names the part that one of them paid
    if len(currencies) != 1 or _is_instalment(amount, event) or (whole and whole.amount > amount):
        return None
    if totals.is_part(amount, page):
        return None
    return Money(amount=amount, currency=currencies[0])


def _is_instalment(amount: Decimal, event: BillingEvent) -> bool:
    """Whether what was paid now is one of the equal parts of what the event says."""
    whole = event.amount.amount if event.amount is not None else amount
    return whole > amount and whole % amount == 0


def _amounts(row: Row, page: Page) -> Sequence[AmountFound]:
    """The amount of a row's last cell: before it stand those that it is made of; in a cell with and
    without its tax the one with it.
    """
    cell = f"| {row.values[-1]} | "
    found = find_amounts(cell, page.hint)
    kept = without_reckoned(cell, found, page)
    return tuple(one for one in kept if not beside.is_before_tax(one, found, cell))[:1]


def _day(page: Page, event: BillingEvent) -> date | None:
    asked = _DATED.get(event.kind)
    if asked is None or getattr(event, asked[0]) is not None:
        return None
    days = {day for row in _with(page, asked[1]) for day in days_to_come(row.text, page)}
    return days.pop() if len(days) == 1 else None


def _with(page: Page, word: str) -> Iterator[Row]:
    """The rows whose label is about something."""
    return (row for row in rows_of(page) if word in about(row.label, page))


def _about(row: Row, page: Page) -> frozenset[str]:
    return frozenset().union(*(about(one, page) for one in (row.label, *row.values)))
