"""What ends on a day unless its reader renews it: nothing is taken, nothing has to be stopped."""

from datetime import date

from parsers.events import EventKind
from watchdog.timeline.history import History, is_whole

_BEGUN = (EventKind.SUBSCRIPTION_STARTED, EventKind.RESUMED, EventKind.PLAN_CHANGED)


def lapses_on(history: History) -> date | None:
    """The day on which it ends, or has ended, unless its reader renews it, as the newest notice
    says; None where a payment, a start or an end has come since the first notice of that day.
    """
    named = [
        fact
        for fact in history.told
        if fact.event.kind is EventKind.RENEWAL_NOTICE and fact.event.renews_on is not None
    ]
    if not named or named[-1].event.collected is not False:
        return None
    day = named[-1].event.renews_on
    since = min(fact.on for fact in named if fact.event.renews_on == day)
    is_paid = any(charge.on >= since and is_whole(charge) for charge in history.charges)
    is_begun = any(fact.event.kind in _BEGUN and fact.on >= since for fact in history.told)
    return None if is_paid or is_begun or history.ended is not None else day
