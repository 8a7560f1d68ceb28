"""What was paid in several ways at once: "Charged to: account balance $2.00, Visa $15.16"."""

from collections.abc import Iterator

from parsers.page import Page, once
from parsers.statement import beside
from parsers.statement.papers import is_of_paper
from parsers.values.found_money import AmountFound, find_amounts

_LONGEST = 200  # characters; a longer line is running text
_BOTH = 2
_MOST_WAYS = 6


@once
def paid_by_ways(page: Page) -> AmountFound | None:
    """The amount above a list of ways of payment that what went each of them adds up to."""
    above: list[AmountFound] = []
    for at, line in enumerate(page.lines):
        here = find_amounts(line, page.hint)
        if above and len(line) <= _LONGEST and is_of_paper(line, "paid_with", page.hint.language):
            parts = list(_parts(page, at))
            if whole := _whole(above, parts):
                return whole
        if not beside.is_of_other(line, page):  # "Balance before this payment | £61.18"
            above.extend(here)
    return None


def _parts(page: Page, at: int) -> Iterator[AmountFound]:
    """The amounts of a line about ways of payment; of one with fewer than two, those of the rows
    below it that have one each, too.
    """
    here = find_amounts(page.lines[at], page.hint)
    yield from here
    for line in page.lines[at + 1 : at + 1 + _MOST_WAYS] if len(here) < _BOTH else ():
        found = find_amounts(line, page.hint) if len(line) <= _LONGEST else ()
        if len(found) != 1:
            return
        yield found[0]


def _whole(above: list[AmountFound], parts: list[AmountFound]) -> AmountFound | None:
    """The amount that the first two or more parts add up to."""
    for count in range(_BOTH, min(len(parts), _MOST_WAYS) + 1):
        some = parts[:count]
        paid = sum(one.amount for one in some)
        whole = next((one for one in reversed(above) if one.amount == paid), None)
        is_one_currency = whole and len({one.currencies for one in (whole, *some)}) == 1
        if is_one_currency and all(one.amount > 0 for one in some):
            return whole
    return None
