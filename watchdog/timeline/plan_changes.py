"""What is paid on the day on which another plan is chosen: its price, less what was left."""

from datetime import timedelta

from parsers.events import EventKind
from watchdog.timeline.facts import Fact
from watchdog.timeline.subscriptions import Charge

_AT_ONCE = timedelta(days=1)


def is_set_off(told: Fact, charge: Charge) -> bool:
    """Whether a charge is less than the price of the plan that was chosen on its day: the rest of
    the old one was taken off it, or only the difference was paid.
    """
    price, paid = told.event.amount, charge.amount
    if told.event.kind is not EventKind.PLAN_CHANGED or price is None or paid is None:
        return False
    near = abs(charge.on - told.on) <= _AT_ONCE
    return near and paid.currency == price.currency and paid.amount < price.amount
