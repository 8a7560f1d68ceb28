"""The mails that announce a renewal, and what the one of the next renewal says that it costs."""

from datetime import date

from parsers.events import EventKind
from parsers.money import Money
from watchdog.timeline.facts import Fact
from watchdog.timeline.introductory import introductory
from watchdog.timeline.subscriptions import Subscription


def notices_of(subscription: Subscription) -> list[Fact]:
    """The mails that announce a renewal, oldest first."""
    return [f for f in subscription.told if f.event.kind is EventKind.RENEWAL_NOTICE]


def cost_of_next(subscription: Subscription) -> Money | None:
    """What the notice of the next renewal names; else the price that was announced for that day, or
    that comes after a low one; else the price.
    """
    told = [f.event for f in notices_of(subscription) if f.event.amount is not None]
    day = subscription.next_renewal_on or subscription.lapses_on
    named = [one.amount for one in told if one.renews_on == day]
    return named[-1] if named else _announced(subscription, day) or subscription.price


def _announced(subscription: Subscription, day: date | None) -> Money | None:
    """The new price that holds on the day of the next payment, and was not taken yet."""
    if day is None:
        return None
    offer = introductory(subscription.facts)
    last = subscription.charges[-1].on if subscription.charges else date.min
    changes = [
        fact.event.amount
        for fact in subscription.told
        if fact.event.kind is EventKind.PRICE_CHANGE and last < _from(fact) <= day
    ]
    after = offer.price if offer is not None and offer.ends_on <= day else None
    return changes[-1] if changes else after


def _from(change: Fact) -> date:
    """The day from which a price holds; who names none leaves it open."""
    return change.event.effective_on or date.max
