"""One sum over several currencies: only at rates that the user gave, with their day beside it."""

import csv
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation

import msgspec

_CENT = Decimal("0.01")


class Rates(msgspec.Struct, frozen=True, kw_only=True):
    """What one unit of each currency is worth in `into`, on a day; None: nobody said which."""

    into: str
    worth: Mapping[str, Decimal]
    on: date | None = None


class Converted(msgspec.Struct, frozen=True, kw_only=True):
    """All totals in one currency. `missing` are currencies without a rate: then there is no sum.

    `problem` is why the rates could not be read, in one line.
    """

    currency: str
    on: date | None = None
    per_month: Decimal | None = None
    per_year: Decimal | None = None
    missing: tuple[str, ...] = ()
    problem: str | None = None


def converted(totals: Iterable[tuple[str, Decimal, Decimal]], rates: Rates) -> Converted:
    """The totals (currency, a month, a year) as one, or which currencies no rate is known for."""
    found = tuple(totals)
    worth = {**rates.worth, rates.into: Decimal(1)}
    missing = tuple(currency for currency, *_ in found if currency not in worth)
    if missing:
        return Converted(currency=rates.into, on=rates.on, missing=missing)
    months = (month * worth[currency] for currency, month, _ in found)
    years = (year * worth[currency] for currency, _, year in found)
    return Converted(currency=rates.into, on=rates.on, per_month=_sum(months), per_year=_sum(years))


def _sum(amounts: Iterable[Decimal]) -> Decimal:
    return sum(amounts, Decimal(0)).quantize(_CENT)


def read_rates(text: str, into: str, *, today: date) -> Rates:
    """Rates out of lines such as "2026-11-01,USD,0.92"; the last day up to today counts.

    ValueError with the line that is none.
    """
    days: dict[date, dict[str, Decimal]] = {}
    for number, row in enumerate(csv.reader(text.splitlines()), start=1):
        if not row or row[0].startswith("#") or row[0] == "date":
            continue
        try:
            on, currency, worth = row
            days.setdefault(date.fromisoformat(on.strip()), {})[currency.strip()] = _rate(worth)
        except (ValueError, InvalidOperation):
            raise ValueError(f"line {number}: give a day, a currency and a rate") from None
    known = sorted(day for day in days if day <= today)
    if not known:
        raise ValueError("it holds no rate up to today; add one")
    return Rates(into=into, worth=days[known[-1]], on=known[-1])


def _rate(written: str) -> Decimal:
    rate = Decimal(written.strip())
    if not rate.is_finite() or rate <= 0:
        raise ValueError("a rate is more than nothing")
    return rate
