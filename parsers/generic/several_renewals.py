"""Several renewals in one notice: rows that each name a thing, a day to come and a price."""

import re
from collections.abc import Iterator
from datetime import date

import msgspec
from msgspec.structs import replace

from parsers.dates import find_dates
from parsers.events import BillingEvent, EventKind
from parsers.generic.instalments import names_a_part
from parsers.money import Money
from parsers.page import Page, once
from parsers.statement.when import days_to_come
from parsers.values.found_money import find_amounts

_FEWEST, _MOST = 2, 20  # renewals
_LONGEST, _NAME = 160, 60  # characters of a row, and of what it names
_BORDER = re.compile(r" \| | [–—-] |: | \(|\s{2,}")
_NUMBERS = re.compile(r"\d+")


class _Renewal(msgspec.Struct, frozen=True, kw_only=True):
    name: str
    day: date
    price: Money


def each_renewal(page: Page, events: list[BillingEvent]) -> list[BillingEvent]:
    """The events; instead of one notice a notice for each row, where rows that stand together name
    several things that renew. What each row names is the plan.
    """
    if [one.kind for one in events] != [EventKind.RENEWAL_NOTICE]:
        return events
    found = _renewals(page)
    if len(found) < _FEWEST:
        return events
    return [replace(events[0], plan=one.name, renews_on=one.day, amount=one.price) for one in found]


@once
def _renewals(page: Page) -> tuple[_Renewal, ...]:
    """The rows of the longest run of them; none where they are parts of one sum."""
    run: list[_Renewal] = []
    best: list[_Renewal] = []
    for line in page.lines:
        one = next(_in_row(line, page), None)
        run = [*run, one] if one is not None else []
        best = max(best, run, key=len)
    # "Instalment 1", "Instalment 2"
    apart = {_NUMBERS.sub("", one.name.casefold()) for one in best}
    # What renews on one day is paid as one sum.
    is_list = len(apart) == len(best) <= _MOST and len({one.day for one in best}) > 1
    return tuple(best) if is_list else ()


def _in_row(line: str, page: Page) -> Iterator[_Renewal]:
    if len(line) > _LONGEST or names_a_part(line, page):
        return
    days, amounts = days_to_come(line, page), find_amounts(line, page.hint)
    if len(days) != 1 or len(amounts) != 1 or amounts[0].money is None:
        return
    name = _name(line, page)
    if name is not None and amounts[0].amount > 0:
        yield _Renewal(name=name, day=days.pop(), price=amounts[0].money)


def _name(line: str, page: Page) -> str | None:
    """What stands in the first cell, or before the words of the renewal, and is no day."""
    name = _BORDER.split(line, maxsplit=1)[0].strip()
    if not 2 < len(name) <= _NAME or find_dates(name, hint=page.hint, near=page.mailed_on):
        return None
    return None if find_amounts(name, page.hint) else name
