"""What runs on costs in sums: by currency, in one, and what is in none of them."""

from collections import defaultdict
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal

from watchdog.rates import Converted, Rates, converted
from watchdog.report import LeftOut, ToldSubscription, Total, Untimed
from watchdog.timeline.cadence import days_of
from watchdog.timeline.subscriptions import Status, Subscription

_RUNNING = (Status.ACTIVE, Status.PAST_DUE)
_DAYS_A_YEAR = Decimal("365.25")
_CENT = Decimal("0.01")


def in_one_currency(sums: tuple[Total, ...], rates: Rates | str | None) -> Converted | None:
    """All totals as one sum, where the user gave rates; `rates` may be why there are none."""
    if isinstance(rates, str):
        return Converted(currency="", problem=rates)
    if rates is None or not sums:
        return None
    return converted(((one.currency, one.per_month, one.per_year) for one in sums), rates)


def totals(subscriptions: Iterable[Subscription | ToldSubscription]) -> tuple[Total, ...]:
    """What runs on, per month and year, one line a currency; nothing is converted."""
    yearly: dict[str, list[Decimal]] = defaultdict(list)
    for one in subscriptions:
        if one.status in _RUNNING and one.price is not None and one.cadence is not None:
            days = Decimal(str(days_of(one.cadence)))
            yearly[one.price.currency].append(one.price.amount * _periods(days))
    return tuple(
        Total(
            currency=currency,
            per_month=_rounded(sum(costs, Decimal(0)) / 12),
            per_year=_rounded(sum(costs, Decimal(0))),
            subscriptions=len(costs),
        )
        for currency, costs in sorted(yearly.items())
    )


def left_out(subscriptions: Iterable[ToldSubscription]) -> LeftOut:
    """What runs on and is in no total; bills that somebody pays by hand have no rhythm."""
    running = [one for one in subscriptions if one.status in _RUNNING and not one.paid_by_hand]
    prices = [one.price for one in running if one.cadence is None and one.price is not None]
    sums: dict[str, list[Decimal]] = defaultdict(list)
    for price in prices:
        sums[price.currency].append(price.amount)
    untimed = (
        Untimed(currency=currency, amount=sum(some, Decimal(0)), subscriptions=len(some))
        for currency, some in sorted(sums.items())
    )
    unpriced = sum(one.price is None for one in running)
    return LeftOut(untimed=tuple(untimed), unpriced=unpriced)


def _periods(days: Decimal) -> Decimal:
    """Charges a year; whole months count exactly twelve."""
    months = (days / Decimal("30.44")).quantize(Decimal(1))
    if months and abs(days - months * Decimal("30.44")) < Decimal("0.4"):
        return Decimal(12) / months
    return _DAYS_A_YEAR / days


def _rounded(amount: Decimal) -> Decimal:
    return amount.quantize(_CENT, rounding=ROUND_HALF_UP)
