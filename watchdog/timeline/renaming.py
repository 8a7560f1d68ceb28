"""A merchant that took another name: its old address bills on, the same, on the day it was due."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise

from msgspec.structs import replace

from parsers.events import EventKind
from watchdog.timeline.cadence import step
from watchdog.timeline.facts import Fact
from watchdog.timeline.rhythm import cadence_of
from watchdog.timeline.sane import sane

_NEAR = timedelta(days=2)
# Who was away for longer is found under its new name as something new.
_PERIODS = 3
_OWN = (None, "direct")


def renamed(facts: Sequence[Fact], today: date) -> Sequence[Fact]:
    """The facts with the first name of each merchant; its newest name is still what is shown."""
    names = renames(facts, today)
    return [_under_first_name(fact, names) for fact in facts] if names else facts


def renames(facts: Sequence[Fact], today: date = date.max) -> dict[str, str]:
    """The first name of each merchant that took another one, by what had come until `today`."""
    several = _of_several_names(facts)
    if not several:
        return {}
    paid: dict[tuple[str, str], dict[str, list[Fact]]] = defaultdict(lambda: defaultdict(list))
    for fact in sane((f for f in facts if f.source.sender in several), today):
        event, source = fact.event, fact.source
        if event.kind is EventKind.CHARGE and event.channel in _OWN:
            paid[source.mailbox, source.sender][event.merchant].append(fact)
    found: dict[str, str] = {}
    for own in paid.values():
        series = sorted((sorted(bills, key=lambda f: f.on) for bills in own.values()), key=_first)
        for old, new in pairwise(series):
            if old[-1].event.processor is None and _goes_on(old, new):
                first = old[0].event.merchant
                found[new[0].event.merchant] = found.get(first, first)
    return found


def _of_several_names(facts: Iterable[Fact]) -> set[str]:
    """The senders that wrote for more than one merchant."""
    told = {(fact.source.sender, fact.event.merchant) for fact in facts}
    names = Counter(sender for sender, _ in told)
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


def _under_first_name(fact: Fact, names: Mapping[str, str]) -> Fact:
    first = names.get(fact.event.merchant)
    return replace(fact, event=replace(fact.event, merchant=first)) if first else fact
