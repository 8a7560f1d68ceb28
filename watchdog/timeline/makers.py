"""What a reseller bills and its maker ends: one contract, whoever of both writes about it."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from itertools import product

from msgspec.structs import replace

from parsers.events import EventKind
from watchdog.timeline.facts import Fact
from watchdog.timeline.likeness import OWN_MAIL, RESELLERS, is_begun_by
from watchdog.timeline.payees import ends_when_due
from watchdog.timeline.places import Box, Boxes, is_billing

_SHORTEST = 4  # letters of a first word; "my" and "the" begin the names of many


def names_of_makers(boxes: Boxes, today: date) -> dict[str, str]:
    """For each maker who bills nothing himself the name under which a reseller bills for him in the
    same mailbox: one begins the other, or he ends it when the reseller's next bill is due.
    """
    resold = _resold(boxes, today)
    if not resold:
        return {}
    found: dict[str, set[str]] = defaultdict(set)
    for maker, sold in product(_makers(boxes, today), resold):
        if maker.mailbox == sold.mailbox and maker.merchant != sold.merchant:
            own = [fact for fact in boxes[maker] if fact.on <= today]
            if _is_of(maker, sold, own, boxes[sold]):
                found[maker.merchant].add(sold.merchant)
    return {maker: names.pop() for maker, names in found.items() if len(names) == 1}


def with_makers(boxes: Boxes, today: date) -> Boxes:
    """The facts; what a maker writes of a contract that a reseller bills stands where it is billed:
    he can end it as well.
    """
    places = {(box.mailbox, box.merchant): box.channel for box in _resold(boxes, today)}
    if not places:
        return boxes
    found: dict[Box, list[Fact]] = defaultdict(list)
    makers = set(_makers(boxes, today))
    for box, own in boxes.items():
        channel = places.get((box.mailbox, box.merchant)) if box in makers else None
        moved = [_at(fact, channel) for fact in own] if channel else own
        found[box._replace(channel=channel) if channel else box] += moved
    return found


def _resold(boxes: Boxes, today: date) -> list[Box]:
    return [box for box in boxes if box.channel in RESELLERS and is_billing(boxes[box], today)]


def _makers(boxes: Boxes, today: date) -> list[Box]:
    """What comes from merchants who write themselves, and bill nothing of their own."""
    own = [box for box in boxes if box.channel in OWN_MAIL]
    billing = {(box.mailbox, box.merchant) for box in own if is_billing(boxes[box], today)}
    return [box for box in own if (box.mailbox, box.merchant) not in billing]


def _is_of(maker: Box, sold: Box, own: Sequence[Fact], billed: Sequence[Fact]) -> bool:
    ends = [fact for fact in own if fact.event.kind is EventKind.CANCELED]
    first = min((fact.on for fact in billed if fact.event.kind is EventKind.CHARGE), default=None)
    if first is None or not any(first <= fact.on for fact in ends):
        return False
    if is_begun_by(maker.merchant, sold.merchant) or is_begun_by(sold.merchant, maker.merchant):
        return True
    one, other = (name.partition("_")[0] for name in (maker.merchant, sold.merchant))
    is_near = one == other and len(one) >= _SHORTEST
    return is_near and any(ends_when_due(fact, billed) for fact in ends)


def _at(fact: Fact, channel: str) -> Fact:
    return replace(fact, event=replace(fact.event, channel=channel))
