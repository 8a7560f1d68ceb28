"""How the price of a subscription went, step by step: facts, not findings."""

from collections.abc import Iterable, Iterator
from datetime import date

import msgspec

from parsers.money import Money
from watchdog.timeline.history import is_whole
from watchdog.timeline.subscriptions import OVER, Subscription

# A bill that is another one nearly every time has no price, and so no steps.
_BY_USE = 0.5


class PriceStep(msgspec.Struct, frozen=True, kw_only=True):
    """From that day on it cost so much; `percent` more than before, None at the first."""

    on: date
    price: Money
    percent: int | None


class PriceHistory(msgspec.Struct, frozen=True, kw_only=True):
    """The steps of one subscription, oldest first, up to the day `until`; two at least.

    `percent` is what it costs more, or less, than at the first of them.
    """

    subscription: str
    title: str
    steps: tuple[PriceStep, ...]
    until: date
    percent: int


def price_histories(
    subscriptions: Iterable[Subscription], *, today: date
) -> tuple[PriceHistory, ...]:
    """Of each subscription whose price ever changed and that is not over; the steepest first."""
    found = [
        PriceHistory(
            subscription=one.id,
            title=one.title,
            steps=steps,
            until=today,
            percent=_percent(steps[0].price, steps[-1].price),
        )
        for one in subscriptions
        if one.status not in OVER and len(steps := tuple(price_steps(one))) > 1
    ]
    return tuple(sorted(found, key=by_rise))


def by_rise(one: PriceHistory) -> tuple[int, str, str]:
    """What histories are sorted by."""
    return (-one.percent, one.title, one.subscription)


def price_steps(one: Subscription) -> Iterator[PriceStep]:
    """The first price and each one that differs from the one before; none of a bill by use."""
    currency = one.price.currency if one.price else None
    steps: list[PriceStep] = []
    paid = [(charge.on, charge.amount) for charge in one.charges if is_whole(charge)]
    same = [(on, sum_) for on, sum_ in paid if sum_ and sum_.currency == currency and sum_.amount]
    for on, price in same:
        before = steps[-1].price if steps else None
        if before is None or before.amount != price.amount:
            more = _percent(before, price) if before else None
            steps.append(PriceStep(on=on, price=price, percent=more))
    if len(same) < 4 or len(steps) <= len(same) * _BY_USE:
        yield from steps


def _percent(before: Money, after: Money) -> int:
    return round((after.amount / before.amount - 1) * 100)
