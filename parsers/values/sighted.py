"""A day as a text writes it, and the order of its numbers."""

import msgspec

from parsers.locale.date_order import DAY_FIRST, MONTH_FIRST
from parsers.locale.locales import EITHER_FIRST, LocaleHint

_MONTH_FIRST = ("US", "PH")


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """A day and a month as a text gives them, and how the numbers were put: "dm", "md" or ""."""

    month: int
    day: int
    order: str = ""


class Sight(msgspec.Struct, frozen=True, kw_only=True):
    """A day in a folded text, `text[start:end]`; `short`: its year had two digits."""

    start: int
    end: int
    year: int | None
    readings: tuple[Reading, ...]
    short: bool = False


def readings(one: int, other: int, mark: str | None, hint: LocaleHint) -> tuple[Reading, ...]:
    """How two numbers may be a day and a month; both orders where nothing settles it."""
    day_first = Reading(month=other, day=one, order=DAY_FIRST)
    month_first = Reading(month=one, day=other, order=MONTH_FIRST)
    if mark in (".", None):
        return (day_first,)
    if one > 12 or other > 12:
        return (day_first,) if one > 12 else (month_first,)
    return _by_custom(day_first, month_first, hint)


def _by_custom(day_first: Reading, month_first: Reading, hint: LocaleHint) -> tuple[Reading, ...]:
    if hint.territory in _MONTH_FIRST:
        return (month_first,)
    if hint.order is not None:
        return (day_first,) if hint.order == DAY_FIRST else (month_first,)
    known = hint.territory is not None and hint.territory not in EITHER_FIRST
    if known or hint.language not in (None, "en"):
        return (day_first,)
    return (day_first, month_first)


def year_of(digits: str | None) -> int | None:
    """The year of four digits, or of the last two of one of this century."""
    if not digits:
        return None
    return int(digits) if len(digits) > 2 else 2000 + int(digits)
