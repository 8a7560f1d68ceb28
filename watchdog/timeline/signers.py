"""People of a merchant who sign with their own name before his: "Ellie at Moss & Ink"."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date

from parsers.events import EventKind
from watchdog.timeline.likeness import OWN_MAIL, signed_in_short
from watchdog.timeline.places import Box, Boxes


def firms_of_signers(boxes: Boxes, today: date) -> dict[str, str]:
    """The merchant for whom each signer writes from his domain; who bills is a merchant himself."""
    own = [box for box in boxes if box.channel in OWN_MAIL]
    pairs = signed_in_short(box.merchant for box in own)
    if not pairs:
        return {}
    homes = _homes(own)
    billing = {box.merchant for box in own if _bills(boxes, box, today)}
    found = {}
    for signer, firms in pairs.items():
        known = [firm for firm in firms if firm in billing and homes[firm] & homes[signer]]
        if known and signer not in billing:
            found[signer] = known[0]
    return found


def _homes(own: list[Box]) -> Mapping[str, set[tuple[str, str]]]:
    """From which domains each merchant writes, to which mailbox."""
    homes: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for box in own:
        homes[box.merchant].add((box.mailbox, box.sender.rpartition("@")[2]))
    return homes


def _bills(boxes: Boxes, box: Box, today: date) -> bool:
    return any(fact.event.kind is EventKind.CHARGE and fact.on <= today for fact in boxes[box])
