"""The low price, or the free time, of the beginning: when it ends, and what it costs then."""

from collections.abc import Iterable
from datetime import date, timedelta

import msgspec

from parsers.events import EventKind
from parsers.money import Money
from watchdog.timeline.facts import Fact

# What may end an offer before its time, or put another in its place.
_ANEW = (EventKind.CANCELED, EventKind.EXPIRED, EventKind.PLAN_CHANGED, EventKind.PRICE_CHANGE)
_NEAR = timedelta(days=3)


class Introductory(msgspec.Struct, frozen=True, kw_only=True):
    """A price that holds from `ends_on` on, as `told` said first."""

    told: Fact
    price: Money
    ends_on: date


def introductory(facts: Iterable[Fact]) -> Introductory | None:
    """The offer that was told last; `facts` are those of one subscription, oldest first.

    Each receipt repeats it ("3 months at £1.99, then £11.99"): it began with the first of them.
    """
    known = list(facts)
    # Hardly a subscription has one, and each is asked.
    if not [fact for fact in known if fact.event.later_amount is not None]:
        return None
    found: Introductory | None = None
    for fact in known:
        price, day = fact.event.later_amount, fact.event.later_on
        paid = fact.event.amount
        if price is None or day is None:
            is_over = fact.event.kind in _ANEW or (found is not None and paid == found.price)
            found = None if is_over else found
        elif found is None or found.price != price or fact.on > found.ends_on - _NEAR:
            found = Introductory(told=fact, price=price, ends_on=day)
        elif day < found.ends_on:
            found = msgspec.structs.replace(found, ends_on=day)
    return found
