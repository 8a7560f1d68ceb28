"""A merchant that took another name: its old address bills on, the same, on the day it was due."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from itertools import pairwise

from msgspec.structs import replace

from parsers.events import EventKind
from watchdog.timeline.cadence import step
from watchdog.timeline.facts import Fact
from watchdog.timeline.rhythm import cadence_of

_NEAR = timedelta(days=2)
# Who was away for longer is found under its new name as something new.
_PERIODS = 3
_OWN = (None, "direct")


def renamed(facts: Sequence[Fact]) -> Sequence[Fact]:
    """The facts with the first name of each merchant; its newest name is still what is shown."""
    names = renames(facts)
    return [_under_first_name(fact, names) for fact in facts] if names else facts


def renames(facts: Iterable[Fact]) -> dict[str, str]:
    """The first name of each merchant that took another one."""
    writers: dict[str, set[str]] = defaultdict(set)
    for fact in facts:
        writers[fact.source.sender].add(fact.event.merchant)
    several = {sender for sender, names in writers.items() if len(names) > 1}
    if not several:
        return {}
    paid: dict[tuple[str, str], dict[str, list[Fact]]] = defaultdict(lambda: defaultdict(list))
    for fact in facts:
        event, source = fact.event, fact.source
        if source.sender in several and event.kind is EventKind.CHARGE and event.channel in _OWN:
            paid[source.mailbox, source.sender][event.merchant].append(fact)
    found: dict[str, str] = {}
    for own in paid.values():
        series = sorted((sorted(bills, key=lambda f: f.on) for bills in own.values()), key=_first)
        for old, new in pairwise(series):
            if old[-1].event.processor is None and _goes_on(old, new):
                first = old[0].event.merchant
                found[new[0].event.merchant] = found.get(first, first)
    return found


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
