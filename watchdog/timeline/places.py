"""What happened at each place of purchase: its facts and its payments, oldest first."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from parsers.events import EventKind
from watchdog.timeline.charges import Payment, in_order, is_free, linked_names, payments, roots
from watchdog.timeline.facts import Fact

# PayPal and card processors move the money of a contract made with the merchant itself, so a
# cancellation there and a charge through them are one story; a store is a place of its own.
_WEB = {None, "direct", "paypal", "stripe"}


class Place(NamedTuple):
    """Where a contract lives, in one person's mailbox."""

    mailbox: str
    merchant: str
    place: str


Story = tuple[list[Fact], list[Payment]]
_Box = tuple[str, str, str | None]


def place_of(channel: str | None) -> str:
    """Where a contract lives: a store, or the merchant itself (however it was paid)."""
    return "direct" if channel in _WEB else str(channel)


def stories(facts: Iterable[Fact]) -> Iterator[tuple[set[str], Mapping[Place, Story]]]:
    """The stories of each place, together for the merchants whose mails may report one payment."""
    boxes: dict[_Box, list[Fact]] = defaultdict(list)
    for fact in facts:
        event = fact.event
        boxes[fact.source.mailbox, event.merchant, event.channel].append(fact)
    root = roots(linked_names((merchant, channel) for _, merchant, channel in boxes))
    groups: dict[str, dict[_Box, list[Fact]]] = defaultdict(dict)
    for box, own in boxes.items():
        groups[root(box[1])][box] = own
    for group in groups.values():
        yield {merchant for _, merchant, _ in group}, _told_at(group)


def _told_at(group: Mapping[_Box, Sequence[Fact]]) -> Mapping[Place, Story]:
    own = in_order(chain.from_iterable(group.values()))
    where = {_place_of(*box) for box in group}
    if len(where) == 1:
        return {where.pop(): (_told_or_paid(own), payments(own))}
    return _filed(own)


def _told_or_paid(facts: Iterable[Fact]) -> list[Fact]:
    charge = EventKind.CHARGE
    return [f for f in facts if f.event.kind is not charge or not is_free(f.event)]


def _filed(facts: Sequence[Fact]) -> Mapping[Place, Story]:
    """Everything where it belongs; reports of one payment lie where it was paid."""
    places: dict[Place, Story] = defaultdict(lambda: ([], []))
    led: dict[int, Fact] = {}
    for payment in payments(facts):
        places[_place(payment.leading)][1].append(payment)
        if len(payment.reports) > 1:
            led.update((id(fact), payment.leading) for fact in payment.reports)
    for fact in _told_or_paid(facts):
        places[_place(led.get(id(fact), fact))][0].append(fact)
    return places


def _place(fact: Fact) -> Place:
    return _place_of(fact.source.mailbox, fact.event.merchant, fact.event.channel)


@lru_cache(maxsize=1024)
def _place_of(mailbox: str, merchant: str, channel: str | None) -> Place:
    return Place(mailbox, merchant, place_of(channel))
