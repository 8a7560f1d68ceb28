"""Which words pick one subscription out of all that its merchant sells, and which are a sum."""

import re
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation

from parsers.events import EventKind
from watchdog.timeline.facts import Fact
from watchdog.timeline.places import place_of
from watchdog.timeline.subscriptions import Subscription

_SUM = re.compile(r"\D{0,4}(\d{1,9}(?:[.,]\d{1,2})?)\D{0,4}")
PAID = (EventKind.CHARGE, EventKind.REFUND)


def place_and_plan(
    one: Subscription, alike: Iterable[Subscription], channel: str | None = None
) -> tuple[str, str | None]:
    """The place of a subscription, and its plan where others of the merchant share the place.

    `channel` is a place that was named instead.
    """
    place = channel or place_of(one.channel)
    shares = sum(place_of(each.channel) == place_of(place) for each in alike) > 1
    return place, (one.account or one.plan) if shares else None


def sum_of(asked: str) -> Decimal | None:
    """The sum that somebody types who has it from a card statement: "52.00", "£52", "52,00 €"."""
    found = _SUM.fullmatch(asked.strip())
    try:
        return Decimal(found[1].replace(",", ".")) if found else None
    except InvalidOperation:
        return None


def paid(facts: Iterable[Fact], amount: Decimal) -> tuple[Fact, ...]:
    """The payments, and money that came back, of that sum in any currency."""
    money = ((fact, fact.event.amount) for fact in facts if fact.event.kind in PAID)
    return tuple(fact for fact, one in money if one is not None and abs(one.amount) == amount)
