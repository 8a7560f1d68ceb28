"""What a payment service calls by the service's own name, where it pays a house of several."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from msgspec.structs import replace

from parsers.events import EventKind
from parsers.merchants import slug
from parsers.money import Money
from watchdog.timeline.facts import Fact
from watchdog.timeline.likeness import OWN_MAIL, PAYMENT_SERVICES, beginnings
from watchdog.timeline.payees import is_paid_for
from watchdog.timeline.places import Box, Boxes

_OF_AGREEMENTS = (
    EventKind.SUBSCRIPTION_STARTED,
    EventKind.CANCELED,
    EventKind.EXPIRED,
    EventKind.PAUSED,
    EventKind.RESUMED,
)


def as_described(boxes: Boxes, today: date) -> Boxes:
    """The facts; payments whose description begins with the name of a merchant that writes itself,
    and names their amount or ends when they would be due, are of that one: "Uber One, monthly",
    paid to Uber Payments, to whom rides are paid as well.
    """
    meant = {box: names for box in boxes if (names := _meant(box, boxes, today))}
    if not meant:
        return boxes
    found: dict[Box, list[Fact]] = defaultdict(list)
    for box, own in boxes.items():
        named = meant.get(box, {})
        rest = _whose_rest(named)
        prices = _prices(own, named) if rest else set()
        for fact in own:
            is_rest = fact.event.kind in _OF_AGREEMENTS or fact.event.amount in prices
            other = rest if is_rest and fact.event.plan is None else None
            name = named.get(fact.event.plan or "", other or box.merchant)
            found[box._replace(merchant=name)].append(_called(fact, name))
    return found


def _whose_rest(named: Mapping[str, str]) -> str | None:
    """Whose agreement without a description is: the only merchant that is described, since what
    somebody pays beside it he pays once.
    """
    names = set(named.values())
    return names.pop() if len(names) == 1 else None


def named_for(boxes: Boxes, today: date = date.max) -> list[tuple[str, str]]:
    """Each payee of which some payments are another merchant's, with that one."""
    pairs = {(box.merchant, name) for box in boxes for name in _meant(box, boxes, today).values()}
    return sorted(pairs)


def _prices(own: Iterable[Fact], named: Mapping[str, str]) -> set[Money | None]:
    """What is only paid for what is described: so much comes back, or fails, of that alone."""
    paid = [fact.event for fact in own if fact.event.kind is EventKind.CHARGE]
    told = {one.amount for one in paid if one.plan in named}
    return told - {one.amount for one in paid if one.plan not in named} - {None}


def _meant(box: Box, boxes: Boxes, today: date) -> dict[str, str]:
    """The merchants that the descriptions of a payee mean, by the description."""
    if box.channel not in PAYMENT_SERVICES:
        return {}
    others = _others(box, boxes)
    plans = {fact.event.plan for fact in boxes[box]} - {None}
    named = {plan: name for plan in plans if plan and (name := _begins(plan, others))}
    return {
        plan: name
        for plan, name in named.items()
        if is_paid_for(_paid(boxes[box], plan), others[name], boxes, today)
    }


def _others(box: Box, boxes: Iterable[Box]) -> dict[str, list[Box]]:
    """What other merchants of the mailbox write themselves."""
    found: dict[str, list[Box]] = defaultdict(list)
    for one in boxes:
        if one.mailbox == box.mailbox and one.channel in OWN_MAIL and one.merchant != box.merchant:
            found[one.merchant].append(one)
    return found


def _begins(plan: str, names: Iterable[str]) -> str | None:
    """The longest of some names with which a description begins, word by word."""
    told, known = slug(plan), set(names)
    begun = [one for one in (*beginnings(told), told) if one in known]
    return begun[-1] if begun else None


def _paid(facts: Iterable[Fact], plan: str) -> Sequence[Fact]:
    return [fact for fact in facts if fact.event.plan == plan]


def _called(fact: Fact, merchant: str) -> Fact:
    if fact.event.merchant == merchant:
        return fact
    return replace(fact, event=replace(fact.event, merchant=merchant))
