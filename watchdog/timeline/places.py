"""What happened at each place of purchase: its facts and its payments, oldest first."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from parsers.events import EventKind
from watchdog.timeline.charges import Payment, in_order, is_free, linked_names, paid_by, roots
from watchdog.timeline.facts import Fact
from watchdog.timeline.sane import sane

# PayPal and card processors move the money of a contract made with the merchant itself, so a
# cancellation there and a charge through them are one story; a store is a place of its own.
_WEB = {None, "direct", "paypal", "stripe"}
_BILLS = (EventKind.CHARGE, EventKind.INVOICE_DUE)


class Place(NamedTuple):
    """Where a contract lives, in one person's mailbox."""

    mailbox: str
    merchant: str
    place: str


Story = tuple[list[Fact], list[Payment]]


class Box(NamedTuple):
    """What one sender wrote to one mailbox about a merchant and a channel."""

    mailbox: str
    merchant: str
    channel: str | None
    sender: str


Boxes = Mapping[Box, Sequence[Fact]]


def place_of(channel: str | None) -> str:
    """Where a contract lives: a store, or the merchant itself (however it was paid)."""
    return "direct" if channel in _WEB else str(channel)


def is_billing(facts: Iterable[Fact], today: date) -> bool:
    """Whether a payment or a bill is among facts up to that day."""
    return any(fact.event.kind in _BILLS and fact.on <= today for fact in facts)


def boxed(facts: Iterable[Fact]) -> dict[Box, list[Fact]]:
    """All facts, sorted once by what tells their stories apart; then each is looked at in its own,
    while it is at hand.
    """
    found: dict[tuple[str, str, str | None, str], list[Fact]] = defaultdict(list)
    for fact in facts:
        event, source = fact.event, fact.source
        found[source.mailbox, event.merchant, event.channel, source.sender].append(fact)
    return {Box(*box): own for box, own in found.items()}


def stories(
    boxes: Boxes, today: date | None = None
) -> Iterator[tuple[set[str], Mapping[Place, Story]]]:
    """The stories of each place, together for the merchants whose mails may report one payment.

    Of what can be true on `today`; None: that was seen to.
    """
    root = roots(linked_names((box.merchant, box.channel) for box in boxes))
    groups: dict[str, dict[Box, Sequence[Fact]]] = defaultdict(dict)
    for box, own in boxes.items():
        groups[root(box.merchant)][box] = own
    for group in groups.values():
        yield {box.merchant for box in group}, _told_at(group, today)


def _told_at(group: Boxes, today: date | None) -> Mapping[Place, Story]:
    known = group
    if today is not None:
        known = {box: true for box, own in group.items() if (true := list(sane(own, today)))}
    own = in_order(chain.from_iterable(known.values()))
    where = {_place_of(box.mailbox, box.merchant, box.channel) for box in known}
    if len(where) == 1:
        told, paid = _told_and_paid(own)
        return {where.pop(): (told, paid_by(paid))}
    return _filed(own)


def _told_and_paid(facts: Iterable[Fact]) -> tuple[list[Fact], list[Fact]]:
    """All facts but receipts for nothing, and the charges among them."""
    told: list[Fact] = []
    paid: list[Fact] = []
    charge = EventKind.CHARGE
    for fact in facts:
        event = fact.event
        if event.kind is charge:
            if is_free(event):
                continue
            paid.append(fact)
        told.append(fact)
    return told, paid


def _filed(facts: Sequence[Fact]) -> Mapping[Place, Story]:
    """Everything where it belongs; reports of one payment lie where it was paid."""
    places: dict[Place, Story] = defaultdict(lambda: ([], []))
    led: dict[int, Fact] = {}
    told, paid = _told_and_paid(facts)
    for payment in paid_by(paid):
        places[_place(payment.leading)][1].append(payment)
        if len(payment.reports) > 1:
            led.update((id(fact), payment.leading) for fact in payment.reports)
    for fact in told:
        places[_place(led.get(id(fact), fact))][0].append(fact)
    return places


def _place(fact: Fact) -> Place:
    return _place_of(fact.source.mailbox, fact.event.merchant, fact.event.channel)


@lru_cache(maxsize=1024)
def _place_of(mailbox: str, merchant: str, channel: str | None) -> Place:
    return Place(mailbox, merchant, place_of(channel))
