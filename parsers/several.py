"""Several receipts in one mail, each with a number and a total of its own."""

from collections import defaultdict
from itertools import pairwise

from msgspec.structs import replace

from parsers.document import excerpt
from parsers.page import Page
from parsers.statement import fields, totals

_MOST = 20


def receipts(page: Page) -> tuple[Page, ...]:
    """A page for each receipt that a mail adds up by itself; the page itself where it is one.

    What stands over the first receipt belongs to all of them, what follows the last to none.
    """
    starts = _starts(page)
    ends = _ends(page, starts)
    if len(starts) < 2 or None in ends:
        return (page,)
    whole = [end + 1 for end in ends if end is not None]
    # What names a receipt may stand over its number.
    spans = zip([starts[0], *whole[:-1]], whole, strict=True)
    head = range(starts[0])
    return tuple(
        replace(page, document=excerpt(page.document, (head, range(*span)))) for span in spans
    )


def _ends(page: Page, starts: list[int]) -> list[int | None]:
    """The line in which each receipt names its total."""
    named = [one for one in totals.totals(page) if not one.is_other]
    ends: list[int | None] = []
    for start, after in pairwise([*starts, len(page.lines)]):
        inside = [one for one in named if start <= one.at < after]
        ends.append(min(inside, key=lambda one: (one.rank, one.at)).at if inside else None)
    return ends


def _starts(page: Page) -> list[int]:
    """The lines in which one label names different numbers, a line for each."""
    named: dict[str, dict[str, int]] = defaultdict(dict)
    for place, number in fields.references(page):
        named[place.label.casefold()].setdefault(number, place.at)
    most = max(named.values(), key=len, default={})
    return sorted(set(most.values()))[:_MOST]
