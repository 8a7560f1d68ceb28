"""What makes a stranger's bill wait by its name or its place alone, and does not where it knows its
reader and nothing else is odd.
"""

from collections.abc import Iterable, Sequence

from parsers.events import BillingEvent, EventKind
from parsers.fakes.bent import is_told_whole
from parsers.fakes.claims import greets_by_name
from parsers.fakes.doubtful import doubtful_name, doubtful_place
from parsers.fakes.dwellings import names_what_is_the_readers
from parsers.fakes.led import places
from parsers.fakes.lures import lures
from parsers.fakes.pressed import is_far_off
from parsers.fakes.unasked import signs_weigh
from parsers.fakes.ways import leaves_nothing
from parsers.fakes.whom import (
    asks_for_nothing,
    is_a_mailbox_of_ones_own,
    is_named_in_full,
    names_the_reader,
    numbers_the_reader,
)
from parsers.message import Message

_NOTHING_ODD = -0.5  # what all signs of `parsers.fakes.unasked` weigh together


def odd_name(message: Message, body: str, events: Sequence[BillingEvent]) -> str | None:
    """Why its sender's name makes a bill wait; None for others.

    Clubs and studios have their bills sent by houses whose names they do not say, and people write
    for firms that are not called as they are. Who has got into somebody's site writes so, too, but
    he wants something: it is let be where it leaves him nothing to gain and knows its reader, or
    only says what is to be paid; and where it is for the reader's own flat, in time.
    """
    doubt = doubtful_name(message, body, events)
    if doubt is None or is_told_whole(message.from_name, message.from_domain):
        return None
    known = _knows_whom(message, body, events) or _names(message, body)
    asked = all(one.kind is EventKind.INVOICE_DUE for one in events)
    harmless = (known or asked) and leaves_nothing(message, body, events)
    if known and not harmless:
        harmless = is_a_mailbox_of_ones_own(message) and asks_for_nothing(message, body)
    harmless = harmless or _is_of_the_readers(message, body, events)
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


def _is_of_the_readers(message: Message, body: str, events: Sequence[BillingEvent]) -> bool:
    """Whether it bills for the reader's flat or plot, in time, and has nothing to click on."""
    if message.attachments or places(message) or lures(body):
        return False
    known = names_what_is_the_readers(f"{message.subject}\n{body}")
    return known and is_far_off(message, events)


def _names(message: Message, body: str) -> bool:
    text = f"{message.subject}\n{body}"
    return names_the_reader(message, text) or is_named_in_full(message, text)
