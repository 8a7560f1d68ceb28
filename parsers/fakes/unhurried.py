"""Whether a bill leaves time to ask what it is about: who is after money seldom does."""

from collections.abc import Iterable

from parsers.events import BillingEvent
from parsers.message import Message

_LONG = 10  # days


def is_far_off(message: Message, events: Iterable[BillingEvent]) -> bool:
    """Whether a day is named by which to pay, and none of them is near."""
    due = [one.due_on for one in events if one.due_on is not None]
    sent = message.sent_at
    return sent is not None and bool(due) and (min(due) - sent.date()).days >= _LONG
