"""The bill that waits to be paid: what a mail asks for, and nothing has answered yet."""

from collections.abc import Container
from datetime import date

from parsers.events import EventKind
from watchdog.timeline.facts import Fact, StatementKind
from watchdog.timeline.subscriptions import Status, Subscription

BILLS = (EventKind.INVOICE_DUE,)


def unpaid(one: Subscription, kinds: Container[EventKind] = BILLS) -> Fact | None:
    """The newest mail of these kinds, if no payment came with it or after it, and the user said of
    none.

    Who pays by bank transfer gets no receipt by mail: what waits here may be paid long since.
    """
    told = [fact for fact in one.told if fact.event.kind in kinds]
    if not told or any(charge.on >= told[-1].on for charge in one.charges):
        return None
    return None if is_said_paid(one, told[-1].on) else told[-1]


def is_said_paid(one: Subscription, since: date) -> bool:
    """Whether the user said that it was paid on that day or later."""
    said = (word for word in one.statements if word.kind is StatementKind.PAID)
    return any((word.on or word.said_at.date()) >= since for word in said)


def is_paid_by_hand(one: Subscription) -> bool:
    """Whether mails bring bills of it and nothing else, and none whose money is taken by itself: a
    sweep or a school, no subscription.
    """
    if one.status is not Status.UNKNOWN or (one.charges and one.cadence):
        return False
    return bool(one.told) and all(
        fact.event.kind in BILLS and not fact.event.collected for fact in one.told
    )
