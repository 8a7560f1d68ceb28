"""Of whom the user asked an end in a mail of his own: it names the domain that he wrote to."""

from collections.abc import Iterable, Mapping
from datetime import date

from parsers.domains import organisation
from parsers.events import EventKind
from watchdog.timeline.facts import Fact
from watchdog.timeline.likeness import OWN_MAIL
from watchdog.timeline.places import Box, Boxes, is_billing


def is_request(fact: Fact) -> bool:
    """Whether it is the user's own mail that asks for an end."""
    return fact.event.kind is EventKind.CANCELLATION_PENDING and bool(fact.event.by_reader)


def firms_asked(boxes: Boxes, today: date) -> dict[str, str]:
    """For each name made of a domain the merchant who writes from there to the same mailbox; of
    several the one that bills.
    """
    asked = _asked(boxes, today)
    if not asked:
        return {}
    found: dict[str, str] = {}
    for box, place in asked.items():
        own = [one for one in boxes if one not in asked and _writes_from(one, place, box.mailbox)]
        firms = _names(own)
        if len(firms) > 1:
            firms = _names(one for one in own if is_billing(boxes[one], today))
        if len(firms) == 1:
            found[box.merchant] = firms.pop()
    return found


def _asked(boxes: Boxes, today: date) -> Mapping[Box, str]:
    """The boxes of such mails, each with the domain that it went to."""
    # What the user himself sent is nothing else.
    asked = {box: own for box, own in boxes.items() if own and is_request(own[0])}
    known = {box: [fact for fact in own if fact.on <= today] for box, own in asked.items()}
    return {box: own[0].event.merchant_name for box, own in known.items() if own}


def _writes_from(box: Box, place: str, mailbox: str) -> bool:
    home = organisation(box.sender.rpartition("@")[2])
    return box.mailbox == mailbox and box.channel in OWN_MAIL and home == place


def _names(boxes: Iterable[Box]) -> set[str]:
    return {box.merchant for box in boxes}
