"""The mails that announce a renewal, and what the one of the next renewal says that it costs."""

from parsers.events import EventKind
from parsers.money import Money
from watchdog.timeline.facts import Fact
from watchdog.timeline.subscriptions import Subscription


def notices_of(subscription: Subscription) -> list[Fact]:
    """The mails that announce a renewal, oldest first."""
    return [f for f in subscription.told if f.event.kind is EventKind.RENEWAL_NOTICE]


def cost_of_next(subscription: Subscription) -> Money | None:
    """What the notice of the next renewal names, else the price."""
    told = [f.event for f in notices_of(subscription) if f.event.amount is not None]
    day = subscription.next_renewal_on or subscription.lapses_on
    named = [one.amount for one in told if one.renews_on == day]
    return named[-1] if named else subscription.price
