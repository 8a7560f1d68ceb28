"""What makes a stranger's bill wait by its name or its place alone, and does not where it knows its
reader and nothing else is odd.
"""

from collections.abc import Iterable, Sequence

from parsers.claims import greets_by_name
from parsers.events import BillingEvent
from parsers.message import Message
from parsers.unasked import names_the_reader, signs_weigh
from parsers.whom import (
    asks_for_nothing,
    is_a_mailbox_of_ones_own,
    is_named_in_full,
    leaves_nothing_to_gain,
    numbers_the_reader,
)
from parsers.whose import doubtful_name, doubtful_place

_NOTHING_ODD = -0.5  # what all signs of `parsers.unasked` weigh together


def odd_name(message: Message, body: str, events: Sequence[BillingEvent]) -> str | None:
    """Why its sender's name makes a bill wait; None for others.

    Clubs and studios have their bills sent by houses whose names they do not say, and people write
    for firms that are not called as they are. Who has got into somebody's site writes so, too, but
    he wants something: it is let be where it leaves him nothing to gain.
    """
    doubt = doubtful_name(message, body, events)
    if doubt is None or not (_knows_whom(message, body, events) or _names(message, body)):
        return doubt
    harmless = leaves_nothing_to_gain(message, body)
    harmless = harmless or (is_a_mailbox_of_ones_own(message) and asks_for_nothing(message, body))
    return None if harmless and signs_weigh(message, body, events) < _NOTHING_ODD else doubt


def odd_place(message: Message, body: str, events: Sequence[BillingEvent]) -> str | None:
    """Why its sender's domain makes a bill wait; not one that knows to whom it writes, and leaves
    nothing to click on and no account to pay into.
    """
    doubt = doubtful_place(message, body, events)
    if (
        doubt is None
        or not _knows_whom(message, body, events)
        or not asks_for_nothing(message, body)
    ):
        return doubt
    return None if signs_weigh(message, body, events) < _NOTHING_ODD else doubt


def _knows_whom(message: Message, body: str, events: Iterable[BillingEvent]) -> bool:
    """Whether it greets its reader, or has a number that only who sold something has."""
    text = f"{message.subject}\n{body}"
    return greets_by_name(text) or numbers_the_reader(text) or any(one.last_four for one in events)


def _names(message: Message, body: str) -> bool:
    text = f"{message.subject}\n{body}"
    return names_the_reader(message, text) or is_named_in_full(message, text)
