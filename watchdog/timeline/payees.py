"""Who a payment service pays, under the name by which the merchant itself writes."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import chain

from parsers.events import EventKind
from watchdog.timeline.cadence import step
from watchdog.timeline.facts import Fact
from watchdog.timeline.likeness import OWN_MAIL, PAYMENT_SERVICES, alike_names
from watchdog.timeline.places import Box, Boxes
from watchdog.timeline.sane import sane

_TWINS = timedelta(days=2)
_SAME_END = timedelta(days=1)


def own_names(boxes: Boxes, today: date) -> dict[str, str]:
    """The merchant behind each payee that is called nearly so, in one mailbox, and is paid what
    that merchant says: PayPal knows the firm ("Tonewright Audio LLC") where the mail is the
    service's.
    """
    pairs = alike_names((box.merchant, box.channel) for box in boxes)
    found = {}
    for payee, names in pairs.items():
        one = [name for name in names if _is_one(boxes, payee, name, today)]
        if len(one) == 1:
            found[payee] = one[0]
    return found


def _is_one(boxes: Boxes, payee: str, merchant: str, today: date) -> bool:
    paid_in = {box.mailbox for box in boxes if box.merchant == payee}
    for mailbox in sorted(paid_in):
        mine = [box for box in boxes if box.mailbox == mailbox]
        paid = _known(boxes, (box for box in mine if _is_payee(box, payee)), today)
        own = [box for box in mine if box.merchant == merchant and box.channel in OWN_MAIL]
        if _agree([f for f in paid if f.event.kind is EventKind.CHARGE], _known(boxes, own, today)):
            return True
    return False


def is_paid_for(paid: Sequence[Fact], own: Iterable[Box], boxes: Boxes, today: date) -> bool:
    """Whether a merchant whose boxes are `own` bills, or names, what some payments say, or lets it
    end when it would be due.
    """
    charges = [fact for fact in sane(paid, today) if fact.event.kind is EventKind.CHARGE]
    return bool(charges) and _agree(charges, _known(boxes, own, today))


def _is_payee(box: Box, payee: str) -> bool:
    return box.merchant == payee and box.channel in PAYMENT_SERVICES


def _known(boxes: Boxes, some: Iterable[Box], today: date) -> list[Fact]:
    known = sane(chain.from_iterable(boxes[box] for box in some), today)
    return sorted(known, key=lambda fact: fact.on)


def _agree(paid: Sequence[Fact], own: Sequence[Fact]) -> bool:
    """Whether the merchant bills, or names, what is paid, or lets it end when it would be due."""
    billed = [fact for fact in own if fact.event.kind is EventKind.CHARGE]
    if billed:
        return any(_are_twins(one, other) for one in paid for other in billed)
    amounts = {fact.event.amount for fact in paid if fact.event.amount is not None}
    named = any(fact.event.amount in amounts for fact in own)
    return named or any(ends_when_due(fact, paid) for fact in own)


def _are_twins(one: Fact, other: Fact) -> bool:
    return one.event.amount == other.event.amount and abs(one.on - other.on) <= _TWINS


def ends_when_due(fact: Fact, paid: Sequence[Fact]) -> bool:
    """Whether a mail ends something on the day on which the next of some payments would be due."""
    until = fact.event.access_until
    before = [one.on for one in paid if one.on <= fact.on]
    if fact.event.kind is not EventKind.CANCELED or until is None or not before:
        return False
    return any(abs(until - day) <= _SAME_END for day in _due_after(before[-1]))


def _due_after(day: date) -> Iterator[date]:
    return (step(day, cadence, 1) for cadence in ("P1M", "P3M", "P1Y"))
