"""What was spent, month by month and service by service, one table a currency."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal

import msgspec

from parsers.money import Money
from watchdog import text
from watchdog.language import say_many
from watchdog.timeline.subscriptions import Charge, Subscription

MONTHS = 24
_SERVICES = 7  # more colours than these cannot be told apart
_NOTHING = Decimal(0)


class Series(msgspec.Struct, frozen=True, kw_only=True):
    """What one service cost in each month of the table; `total` is their sum."""

    name: str
    amounts: tuple[Decimal, ...]
    total: Decimal


class Spending(msgspec.Struct, frozen=True, kw_only=True):
    """The months (their first days, oldest first) and the services, the dearest first.

    What came back is taken off the month in which it was charged.
    """

    currency: str
    months: tuple[date, ...]
    series: tuple[Series, ...]

    @property
    def totals(self) -> tuple[Decimal, ...]:
        """What each month cost."""
        columns = zip(*(one.amounts for one in self.series), strict=True)
        return tuple(sum(column, _NOTHING) for column in columns)

    @property
    def total(self) -> Decimal:
        """What all of it cost."""
        return sum((one.total for one in self.series), _NOTHING)

    def latest(self, count: int) -> "Spending":
        """The same table with its last `count` months only."""
        cut = [_series(one.name, one.amounts[-count:]) for one in self.series]
        kept = tuple(one for one in cut if one.total)
        return Spending(currency=self.currency, months=self.months[-count:], series=kept)


def spending_of(
    subscriptions: Iterable[Subscription], *, today: date, months: int = MONTHS
) -> tuple[Spending, ...]:
    """A table a currency, the one with the most payments first."""
    shown = _months(today, months)
    places = {(month.year, month.month): place for place, month in enumerate(shown)}
    sums: dict[str, dict[str, list[Decimal]]] = defaultdict(dict)
    counts: dict[str, int] = defaultdict(int)
    names: dict[str, str] = {}
    for one in subscriptions:
        names.setdefault(one.merchant, one.name)
        for charge in one.charges:
            place, spent = places.get((charge.on.year, charge.on.month)), _spent(charge)
            if place is None or spent is None:
                continue
            row = sums[spent.currency].setdefault(one.merchant, [_NOTHING] * months)
            row[place] += spent.amount
            counts[spent.currency] += 1
    order = sorted(sums, key=lambda currency: (-counts[currency], currency))
    return tuple(_table(currency, shown, sums[currency], names) for currency in order)


def _spent(charge: Charge) -> Money | None:
    """The amount of a charge less what came back of it."""
    if charge.amount is None:
        return None
    if charge.refund is not None:
        return Money(amount=_NOTHING, currency=charge.amount.currency)
    return charge.at_stake


def _months(today: date, count: int) -> tuple[date, ...]:
    last = today.year * 12 + today.month - 1
    return tuple(date(m // 12, m % 12 + 1, 1) for m in range(last - count + 1, last + 1))


def _table(
    currency: str,
    months: tuple[date, ...],
    rows: Mapping[str, Sequence[Decimal]],
    names: Mapping[str, str],
) -> Spending:
    found = [_series(text.unlinked(names[one], 40), row) for one, row in rows.items()]
    found = sorted((one for one in found if one.total), key=lambda one: (-one.total, one.name))
    if len(found) > _SERVICES + 1:
        others = found[_SERVICES:]
        columns = zip(*(one.amounts for one in others), strict=True)
        rest = _series(
            say_many("{number} other", "{number} others", len(others)),
            [sum(each, _NOTHING) for each in columns],
        )
        found = [*found[:_SERVICES], rest]
    return Spending(currency=currency, months=months, series=tuple(found))


def _series(name: str, amounts: Sequence[Decimal]) -> Series:
    return Series(name=name, amounts=tuple(amounts), total=sum(amounts, _NOTHING))
