"""What several of one price come to, where a letter names that sum as a number alone."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from msgspec.structs import replace

from parsers.events import BillingEvent, EventKind
from parsers.money import Money
from parsers.page import Page
from parsers.values.found_money import AmountFound, find_amounts
from parsers.values.reckoned import numbers_in

_BILLS = (EventKind.INVOICE_DUE, EventKind.CHARGE)
_LONGEST = 300  # characters of a sentence
_FEWEST = 2


def with_tally(page: Page, event: BillingEvent) -> BillingEvent:
    """The bill; of one whose amount is the price of one of several, with what they come to: "six
    lessons at 25 euros each, 150 in all".
    """
    price = event.amount
    if event.kind not in _BILLS or price is None or price.amount <= 0:
        return event
    sums = set(_sums(page, price))
    return event if len(sums) != 1 else replace(event, amount=sums.pop())


def _sums(page: Page, price: Money) -> Iterator[Money]:
    for one, other in pairwise((*page.sentences, "")):
        found = find_amounts(one, page.hint) if len(one) + len(other) <= _LONGEST else ()
        if {each.money for each in found} == {price}:
            yield from _told(f"{one} {other}", found[0], price, page)


def _told(text: str, unit: AmountFound, price: Money, page: Page) -> Iterator[Money]:
    """The numbers behind a price that are so many times as much, as a number before it says."""
    many = {number for number, _ in numbers_in(text[: unit.start], page)}
    for number, _ in numbers_in(text[unit.end :], page):
        times, rest = divmod(number, price.amount)
        if not rest and times >= _FEWEST and times in many:
            yield Money(amount=Decimal(number), currency=price.currency)
