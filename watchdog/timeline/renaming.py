"""A merchant that took another name: its old address bills on, the same, on the day it was due."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise

from msgspec.structs import replace

from parsers.events import EventKind
from watchdog.timeline.branches import BRANCHES_TELL, firms_of_branches
from watchdog.timeline.cadence import step
from watchdog.timeline.facts import Fact
from watchdog.timeline.likeness import is_signed_for
from watchdog.timeline.makers import names_of_makers
from watchdog.timeline.payees import own_names
from watchdog.timeline.places import Box, Boxes
from watchdog.timeline.requests import firms_asked, is_request
from watchdog.timeline.rhythm import cadence_of
from watchdog.timeline.sane import sane
from watchdog.timeline.signers import firms_of_signers, known_as

_NEAR = timedelta(days=2)
# Who was away for longer is found under its new name as something new.
_PERIODS = 3
# Where bills are the merchant's own.
OWN = (None, "direct")


def renamed(boxes: Boxes, names: Mapping[str, str]) -> Boxes:
    """The facts with the name of each merchant that stands for all its names; its newest name is
    still what is shown.
    """
    if not names:
        return boxes
    found: dict[Box, list[Fact]] = defaultdict(list)
    for box, own in boxes.items():
        first = names.get(box.merchant)
        found[box._replace(merchant=first or box.merchant)] += (
            [_under(first, fact) for fact in own] if first else own
        )
    return found


def renames(boxes: Boxes, today: date = date.max) -> dict[str, str]:
    """The first name of each merchant that took another one, and its own name of each whom a
    payment service or those who write for it call otherwise, by what had come until `today`.
    """
    first = _first_names(boxes, today)
    own = own_names(boxes, today) | firms_of_signers(boxes, today)
    own |= firms_of_branches(boxes, today) | names_of_makers(boxes, today)
    # Whom the user wrote to may be called otherwise himself.
    own |= {asked: own.get(firm, firm) for asked, firm in firms_asked(boxes, today).items()}
    return first | {payee: first.get(name, name) for payee, name in own.items()}


def _first_names(boxes: Boxes, today: date) -> dict[str, str]:
    several = _of_several_names(boxes)
    if not several:
        return {}
    paid: dict[tuple[str, str], dict[str, list[Fact]]] = defaultdict(lambda: defaultdict(list))
    for box, own in boxes.items():
        if box.sender in several and box.channel in OWN:
            bills = [fact for fact in sane(own, today) if fact.event.kind is EventKind.CHARGE]
            if bills:
                paid[box.mailbox, box.sender][box.merchant] += bills
    found: dict[str, str] = {}
    for named in paid.values():
        series = sorted((sorted(bills, key=lambda f: f.on) for bills in named.values()), key=_first)
        for old, new in pairwise(series):
            if old[-1].event.processor is None and _goes_on(old, new):
                first = old[0].event.merchant
                found[new[0].event.merchant] = found.get(first, first)
    return found


def _of_several_names(boxes: Iterable[Box]) -> set[str]:
    """The senders that wrote for more than one merchant."""
    names = Counter(sender for sender, _ in {(box.sender, box.merchant) for box in boxes})
    return {sender for sender, count in names.items() if count > 1}


def _first(bills: Sequence[Fact]) -> tuple[object, ...]:
    return (bills[0].on, bills[0].event.merchant)


def _goes_on(old: Sequence[Fact], new: Sequence[Fact]) -> bool:
    """Whether the first bill of the new name is the next one, or nearly, of the old name."""
    last, first = old[-1], new[0]
    cadence = cadence_of(last.event) or cadence_of(first.event)
    if cadence is None or last.event.amount is None or last.event.amount != first.event.amount:
        return False
    due = (step(last.on, cadence, count) for count in range(1, _PERIODS + 1))
    return any(abs(first.on - day) <= _NEAR for day in due)


def _under(name: str, fact: Fact) -> Fact:
    event = replace(fact.event, merchant=name)
    # A person's name before the merchant's is none of its names, nor is that of a branch or the
    # domain to which the user wrote.
    signers = (fact.event.merchant, known_as(fact.event.merchant_name))
    is_signed = any(is_signed_for(signer, name) for signer in signers)
    is_signed = is_signed or fact.event.kind in BRANCHES_TELL or is_request(fact)
    return replace(fact, event=replace(event, merchant_name=None) if is_signed else event)
