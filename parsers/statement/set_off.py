"""The price of a plan that was chosen for another, where the receipt takes off what was left."""

from collections.abc import Iterator
from decimal import Decimal

from msgspec.structs import replace

from parsers.events import BillingEvent, EventKind
from parsers.language.lexicon import says
from parsers.money import Money
from parsers.page import Page
from parsers.values.found_money import find_amounts

_ROW = 120  # characters; a longer line is running text
_SURE = 0.9


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
    changed = replace(
        paid,
        kind=EventKind.PLAN_CHANGED,
        amount=Money(amount=price, currency=events[0].amount.currency),
        recurring=None,
        period=None,
        confidence=min(paid.confidence, _SURE),
    )
    return (paid, changed)


def _price(paid: BillingEvent, amount: Money, page: Page) -> Decimal | None:
    """The amount of the only row from which the rest of the old plan was taken to make the sum."""
    rows = list(_rows(page))
    off = {abs(one) for text, one in rows if says(text, "time_left_over", page.hint.language)}
    if len(off) != 1:
        return None
    tax = paid.tax.amount if paid.tax else Decimal(0)
    wholes = {amount.amount + min(off), amount.amount + min(off) - tax}
    named = {one for _, one in rows if one in wholes and one > amount.amount}
    return named.pop() if len(named) == 1 else None


def _rows(page: Page) -> Iterator[tuple[str, Decimal]]:
    """The lines of one amount."""
    for line in page.lines:
        found = find_amounts(line, page.hint) if len(line) <= _ROW else ()
        if len(found) == 1:
            yield line, found[0].amount
