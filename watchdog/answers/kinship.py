"""Which merchants share a story: what is said of one may be about another."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import pairwise

import msgspec

from parsers.events import EventKind
from watchdog.timeline.charges import linked_names, roots
from watchdog.timeline.facts import Fact
from watchdog.timeline.renaming import OWN


class Tie(msgspec.Struct, frozen=True, array_like=True, order=True):
    """By what a merchant may belong to another: where it was bought, and whose address bills.

    `sender` is None for what is no bill of the merchant's own.
    """

    merchant: str
    channel: str | None
    sender: str | None


Kin = tuple[str, ...]


def families(
    merchants: Iterable[str], ties: Iterable[Tie], together: Iterable[Collection[str]]
) -> list[Kin]:
    """The merchants in groups that know nothing of each other, each in order of their names.

    A group may be larger than it has to be: whose bills come from one address may be one that took
    another name. `together` are those that are one by what else is known.
    """
    known = list(ties)
    links = [*_of_senders(known), *linked_names({(one.merchant, one.channel) for one in known})]
    root = roots([*links, *(pair for each in together for pair in pairwise(sorted(each)))])
    found: dict[str, list[str]] = defaultdict(list)
    for merchant in merchants:
        found[root(merchant)].append(merchant)
    return sorted(tuple(sorted(each)) for each in found.values())


def ties_of(facts: Iterable[Fact]) -> set[Tie]:
    """The ties that mails show."""
    return {Tie(*each) for each in set(map(_tied, facts))}


def _tied(fact: Fact) -> tuple[str, str | None, str | None]:
    event = fact.event
    is_own = event.kind is EventKind.CHARGE and event.channel in OWN
    return event.merchant, event.channel, fact.source.sender if is_own else None


def _of_senders(ties: Sequence[Tie]) -> Iterator[tuple[str, str]]:
    by_sender: dict[str, set[str]] = defaultdict(set)
    for one in ties:
        if one.sender is not None:
            by_sender[one.sender].add(one.merchant)
    for own in by_sender.values():
        yield from pairwise(sorted(own))
