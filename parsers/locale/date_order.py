"""How a mail puts day and month in numbers, by those of its days that can only be read one way."""

import re
from collections.abc import Iterator
from datetime import date

DAY_FIRST, MONTH_FIRST = "dm", "md"
_MONTHS = 12
_SAME = 1  # days; time zones
_APART = 7  # days
_NUMERIC = re.compile(
    r"([0-9](?<![0-9A-Za-z_#.,/:-].)[0-9]?)([/-])([0-9]{1,2})\2(20[0-9]{2})(?![0-9A-Za-z_/])"
)


def own_order(text: str, mailed_on: date) -> str | None:
    """`DAY_FIRST` or `MONTH_FIRST`: the only order in which days of a mail make sense, by a number
    above twelve, or a day that is the mail's own in one order only. None where none or both do.
    """
    if "/20" not in text and "-20" not in text:
        return None
    orders = {order for found in _NUMERIC.finditer(text) for order in _told(found, mailed_on)}
    return orders.pop() if len(orders) == 1 else None


def _told(found: re.Match[str], mailed_on: date) -> Iterator[str]:
    one, other, year = int(found[1]), int(found[3]), int(found[4])
    days = {DAY_FIRST: made(year, other, one), MONTH_FIRST: made(year, one, other)}
    if (one > _MONTHS) != (other > _MONTHS):
        yield from (order for order, day in days.items() if day is not None)
        return
    away = {order: abs((day - mailed_on).days) for order, day in days.items() if day is not None}
    near = [order for order, days_away in away.items() if days_away <= _SAME]
    if len(near) == 1 and max(away.values()) > _APART:
        yield near[0]


def made(year: int, month: int, day: int) -> date | None:
    """A day of numbers; None where there is none, as 31 June."""
    try:
        return date(year, month, day)
    except ValueError:
        return None
