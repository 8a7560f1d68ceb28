"""A club or a branch that writes in its own name of a pause; who bills is the firm above it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from parsers.events import EventKind
from watchdog.timeline.likeness import OWN_MAIL
from watchdog.timeline.places import Box, Boxes

BRANCHES_TELL = frozenset((EventKind.PAUSED, EventKind.RESUMED))
_SHORTEST = 4  # characters; "my" and "one" begin the names of many


def firms_of_branches(boxes: Boxes, today: date) -> dict[str, str]:
    """The merchant whose subscription a branch pauses, that bills nothing itself: both write from
    one domain, and both are called by its name ("IronQuay Dockside" and "IronQuay Fitness").
    """
    found: dict[str, set[str]] = defaultdict(set)
    for own in _of_one_domain(boxes):
        branches = {box.merchant for box in own if _only_pauses(boxes, own, box.merchant)}
        firms = {box.merchant for box in own if branches and _bills_again(boxes, box, today)}
        for branch in branches:
            found[branch] |= firms
    return {branch: firms.pop() for branch, firms in found.items() if len(firms) == 1}


def _of_one_domain(boxes: Iterable[Box]) -> Iterator[list[Box]]:
    """The boxes that are called by the name of the domain from which they came, of each domain with
    several such names.
    """
    homes: dict[tuple[str, str], list[Box]] = defaultdict(list)
    for box in boxes:
        domain = box.sender.rpartition("@")[2]
        if box.channel in OWN_MAIL and _is_called_by(domain, box.merchant):
            homes[box.mailbox, domain].append(box)
    yield from (own for own in homes.values() if len({box.merchant for box in own}) > 1)


def _is_called_by(domain: str, merchant: str) -> bool:
    name = domain.partition(".")[0].replace("-", "")
    return len(name) >= _SHORTEST and merchant.replace("_", "").startswith(name)


def _only_pauses(boxes: Boxes, own: Iterable[Box], merchant: str) -> bool:
    kinds = {fact.event.kind for box in own if box.merchant == merchant for fact in boxes[box]}
    return kinds <= BRANCHES_TELL


def _bills_again(boxes: Boxes, box: Box, today: date) -> bool:
    """Whether a merchant takes what comes again: no café at the same club."""
    charge = EventKind.CHARGE
    known = (fact for fact in boxes[box] if fact.on <= today)
    return any(fact.event.kind is charge and fact.event.recurring for fact in known)
