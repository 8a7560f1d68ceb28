"""Days, months and amounts as pages write them: spelled out, where a terminal has 2026-06-03."""

from datetime import date
from decimal import Decimal

from babel.dates import format_date, format_skeleton, get_day_names
from babel.numbers import format_decimal, format_percent, get_currency_precision

from watchdog.language import known_locale, spoken, with_first

# Who chose no region has the days of a page as the English read them.
_USUAL = "en"


def long_day(on: date) -> str:
    """ "3 June 2026", "3. Juni 2026"."""
    locale = _locale()
    told = format_date(on, "d MMMM y" if locale == _USUAL else "long", locale=locale)
    return with_first(told, on, locale)


def short_day(on: date) -> str:
    """ "3 Jun 2026", "03.06.2026"."""
    locale = _locale()
    told = format_date(on, "d MMM y" if locale == _USUAL else "medium", locale=locale)
    return with_first(told, on, locale)


def month_and_year(on: date) -> str:
    """ "June 2026", "junio de 2026"."""
    return format_skeleton("yMMMM", on, locale=_locale())


def short_month(on: date, *, with_year: bool) -> str:
    """ "Jun", "Jun 26"."""
    return format_date(on, "LLL yy" if with_year else "LLL", locale=_locale())


def weekdays() -> list[tuple[str, str]]:
    """The days of the week from Monday on: the letter above a column, and the name."""
    letters, names = (
        get_day_names(width, "stand-alone", locale=_locale()) for width in ("narrow", "wide")
    )
    return [(letters[day], names[day]) for day in range(7)]


def plain_amount(amount: Decimal, currency: str) -> str:
    """An amount whose currency stands elsewhere: "1,299.00", "1.299,00", "9,800" of yen."""
    digits = "0" * get_currency_precision(currency)
    return format_decimal(amount, f"#,##0.{digits}".rstrip("."), locale=_locale())


def level(amount: Decimal) -> str:
    """A round number at an axis: "200", "0,5"."""
    return format_decimal(amount, locale=_locale())


def percent(number: int) -> str:
    """ "30 %"."""
    locale = _locale()
    shape = "#,##0 %" if locale == _USUAL else None
    return format_percent(number / 100, shape, locale=locale)


def _locale() -> str:
    locale = spoken().locale
    return _USUAL if locale is None else known_locale(locale)
