"""Which payment of a subscription it is: the first, the first after a trial, or a later one."""

from parsers.events import EventKind
from watchdog.catalog import Payment
from watchdog.timeline.subscriptions import Charge, Subscription

_TRIAL = {EventKind.TRIAL_STARTED, EventKind.TRIAL_ENDING}
# The longest free trial that the catalogue knows, and some days for the bill.
_TRIAL_DAYS = 45
# A bill comes on the day of the purchase, or a little later.
_PURCHASE_DAYS = 3


def payment_of(charge: Charge | None, subscription: Subscription | None) -> Payment | None:
    """Which payment it is, by what came before it; None where nobody saw the beginning."""
    if charge is None or subscription is None:
        return None
    if any(one.on < charge.on and not one.partial for one in subscription.charges):
        return Payment.RENEWAL
    facts = [(fact.event.kind, (charge.on - fact.on).days) for fact in subscription.facts]
    if any(kind in _TRIAL and 0 <= days <= _TRIAL_DAYS for kind, days in facts):
        return Payment.AFTER_TRIAL
    bought = EventKind.SUBSCRIPTION_STARTED
    if any(kind is bought and abs(days) <= _PURCHASE_DAYS for kind, days in facts):
        return Payment.FIRST
    return None
