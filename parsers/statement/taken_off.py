"""What was paid once credit, a gift card or a free month was taken off a bill: nothing."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from parsers.language.lexicon import says
from parsers.page import Page, once
from parsers.statement import totals
from parsers.values.found_money import AmountFound, find_amounts

_ROW = 120  # characters; a longer line is running text
_MOST_ROWS = 8


@once
def nothing_left(page: Page) -> AmountFound | None:
    """The total of nothing below rows that add up to it, of which those that are taken off are
    credit, vouchers or discounts; what was paid before is none of these.
    """
    nothing = [
        one
        for one in totals.totals(page)
        if one.amount.amount == 0 and (not one.is_other or one.is_paid)
    ]
    for total in nothing:
        rows = list(_rows_above(page, total.at))
        if _is_taken_off(page, rows):
            return total.amount
    return None


def _rows_above(page: Page, end: int) -> Iterator[tuple[str, AmountFound]]:
    """The rows of one amount right above a line, the nearest first."""
    for line in page.lines[max(0, end - _MOST_ROWS) : end][::-1]:
        found = find_amounts(line, page.hint) if len(line) <= _ROW else ()
        if len(found) == 1:
            yield line, found[0]


def _is_taken_off(page: Page, rows: Sequence[tuple[str, AmountFound]]) -> bool:
    """Whether what stands in rows of credit is the whole of an amount above them."""
    off = [(line, one) for line, one in rows if _is_credit(line, page)]
    if not off:
        return False
    whole = abs(sum((one.amount for _, one in off), start=Decimal(0)))
    # What was taken off need not have a minus, so it is no amount of its own to be compared with.
    others = [one.amount for line, one in rows if (line, one) not in off]
    return whole > 0 and (whole in others or whole == sum(others))


def _is_credit(line: str, page: Page) -> bool:
    return says(line, "taken_off", page.hint.language)
