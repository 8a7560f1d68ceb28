"""The months ahead as calendar sheets, with what is due on each day."""

import calendar
from collections import defaultdict
from collections.abc import Iterable
from datetime import date

import msgspec

from watchdog.upcoming import Upcoming


class Day(msgspec.Struct, frozen=True, kw_only=True):
    """A day of a sheet; `entries` are due on it, `cancel` have their last safe day on it."""

    on: date
    in_month: bool
    entries: tuple[Upcoming, ...] = ()
    cancel: tuple[Upcoming, ...] = ()


class Month(msgspec.Struct, frozen=True, kw_only=True):
    """A sheet: whole weeks from Monday to Sunday."""

    first: date
    weeks: tuple[tuple[Day, ...], ...]


def months_ahead(ahead: Iterable[Upcoming], *, today: date, count: int = 3) -> tuple[Month, ...]:
    """This month and those after it."""
    due: dict[date, list[Upcoming]] = defaultdict(list)
    safe: dict[date, list[Upcoming]] = defaultdict(list)
    for one in ahead:
        due[one.on].append(one)
        if one.cancel_by is not None and one.cancel_by >= today:
            safe[one.cancel_by].append(one)
    first = today.year * 12 + today.month - 1
    return tuple(_month(m // 12, m % 12 + 1, due, safe) for m in range(first, first + count))


def _month(
    year: int, month: int, due: dict[date, list[Upcoming]], safe: dict[date, list[Upcoming]]
) -> Month:
    weeks = calendar.Calendar().monthdatescalendar(year, month)
    return Month(
        first=date(year, month, 1),
        weeks=tuple(tuple(_day(on, month, due, safe) for on in week) for week in weeks),
    )


def _day(
    on: date, month: int, due: dict[date, list[Upcoming]], safe: dict[date, list[Upcoming]]
) -> Day:
    if on.month != month:
        return Day(on=on, in_month=False)
    return Day(on=on, in_month=True, entries=tuple(due.get(on, ())), cancel=tuple(safe.get(on, ())))
