"""Which words pick one subscription out of all that its merchant sells, and which are a sum."""

import re
from collections.abc import Iterable
from decimal import Decimal

import msgspec

from parsers.events import EventKind
from parsers.locale.numerals import read_number
from parsers.money import Money
from parsers.values.found_money import parse_amount
from watchdog.timeline.facts import Fact
from watchdog.timeline.places import place_of
from watchdog.timeline.subscriptions import Subscription

_SUM = re.compile(r"[^\w\s]?\s?(\d[\d.,' ]{0,14})")
PAID = (EventKind.CHARGE, EventKind.REFUND)


def place_and_plan(
    one: Subscription, alike: Iterable[Subscription], channel: str | None = None
) -> tuple[str, str | None]:
    """The place of a subscription, and its plan where others of the merchant share the place: ""
    for the one that names none. `channel` is a place that was named instead.
    """
    place = channel or place_of(one.channel)
    shares = sum(place_of(each.channel) == place_of(place) for each in alike) > 1
    return place, (one.account or one.plan or "") if shares else None


class Sum(msgspec.Struct, frozen=True, kw_only=True):
    """A sum that somebody looks for, in one of some currencies; of none: in any."""

    amount: Decimal
    currencies: frozenset[str] = frozenset()

    def is_that(self, money: Money | None) -> bool:
        """Whether it is that much money, paid or given back."""
        if money is None or abs(money.amount) != self.amount:
            return False
        return not self.currencies or money.currency in self.currencies


def sum_of(asked: str) -> Sum | None:
    """The sum that somebody types who has it from a card statement: "52.00", "£52", "52,00 €",
    "1,299.00", "12.99 EUR"; None for other words.
    """
    typed = asked.strip()
    found = parse_amount(typed)
    if found is not None:
        return Sum(amount=abs(found.amount), currencies=frozenset(found.currencies))
    bare = _SUM.fullmatch(typed)
    number = read_number(bare[1]) if bare else None
    return Sum(amount=number) if number is not None else None


def paid(facts: Iterable[Fact], amount: Sum) -> tuple[Fact, ...]:
    """The payments of that sum, and money that came back."""
    money = (fact for fact in facts if fact.event.kind in PAID)
    return tuple(fact for fact in money if amount.is_that(fact.event.amount))


def named(facts: Iterable[Fact], amount: Sum) -> tuple[Fact, ...]:
    """What else names that sum: bills, failed payments, renewals and prices, also former ones."""
    told = (fact for fact in facts if fact.event.kind not in PAID)
    return tuple(
        fact
        for fact in told
        if amount.is_that(fact.event.amount) or amount.is_that(fact.event.old_amount)
    )
