"""Names of well-known firms that are in no catalogue, borne by mail that comes from elsewhere."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

import msgspec

from parsers.domains import belongs, organisation
from parsers.events import BillingEvent
from parsers.fakes.claims import ROLES
from parsers.fakes.hosts import bills_for_others
from parsers.fakes.lookalikes import label
from parsers.fakes.naming import PLACEHOLDERS
from parsers.fakes.offices import ABOUT
from parsers.fakes.whose import GIVEN_BACK, is_of_a_subscription
from parsers.merchants import fold
from parsers.message import Message
from parsers.text.worded import Worded

_WORDED = Worded(__file__)

_FILE = Path(__file__).with_name("imitated.toml")
_NEAR = 400  # characters of a mail in which it says what it is about
_APART = re.compile(r"(?<=[a-z])(?=[A-Z])")  # "AvastCare" is two words
_BORDERLESS = "\u3000"  # names in scripts above this one stand without spaces
# What firms and fakes put behind a name beside the words of offices.
_MORE = ROLES | frozenset(_WORDED.words("more"))
# Endings that are sold to anybody for little: what is called like a firm there is not the firm's.
_CHEAP = frozenset(_WORDED.words("cheap"))
_COUNTRIES = frozenset(_WORDED.words("countries"))


class Imitated(msgspec.Struct, frozen=True, kw_only=True):
    """The names, folded, and where else than at a domain called like them each is at home."""

    services: frozenset[str]
    houses: frozenset[str]
    words: frozenset[str]
    elsewhere: Mapping[str, frozenset[str]]


def doubtful_firm(message: Message, body: str, events: Iterable[BillingEvent]) -> str | None:
    """Why a bill waits for a person, because a firm that is known to all would send it from its own
    domain; None for others.
    """
    domain = message.from_domain
    name = called_like_another(message)
    if name is not None:
        return (
            f"it calls itself {message.from_name.strip()}, and {organisation(domain)} is not theirs"
        )
    said = tuple(events)
    if all(one.kind in GIVEN_BACK for one in said):
        return None
    near = body[:_NEAR] if any(map(is_of_a_subscription, said)) else ""
    service = served_by_another(fold(f"{message.subject}\n{near}"), domain)
    if service is None:
        return None
    return f"it bills for {service.title()}, and {organisation(domain)} is not theirs"


def called_like_another(message: Message) -> str | None:
    """Which well-known firm a sender is called like whose domain it is not, folded; None for
    others. Clubs that only have the name among others, and spell all of it in their domain, are
    none.
    """
    domain = message.from_domain
    if bills_for_others(domain) or organisation(domain) in PLACEHOLDERS:
        return None
    whole = fold(message.from_name)
    parted = fold(_APART.sub(" ", message.from_name))
    words = (parted if any(_found(parted.split(), parted)) else whole).split()
    for one in _found(words, whole):
        rest = set(words) - set(one.split())
        offices = _COUNTRIES | ROLES | (ABOUT if rest & ROLES else frozenset())
        if one in listed().words and rest - offices:
            continue
        if is_theirs(domain, one):
            return None
        spelt = "".join(words) == label(domain).replace("-", "")
        if not (spelt and rest and not rest & (_MORE | _COUNTRIES)):
            return one
    return None


def served_by_another(heading: str, domain: str) -> str | None:
    """Which well-known service a folded heading names whose domain it is not; None for others."""
    for one in _found(heading.split(), heading):
        if one in listed().services:
            return None if is_theirs(domain, one) else one
    return None


def is_theirs(domain: str, name: str) -> bool:
    """Whether a domain is that of a firm in the list: called like it, or told there."""
    own = listed().elsewhere.get(name, frozenset())
    chosen, place = label(domain), organisation(domain)
    if place.rpartition(".")[2] in _CHEAP:
        return place in own
    if chosen.replace("-", "") == name.replace(" ", "") or chosen in own:
        return True
    return belongs(place, own)


def is_firms(domain: str) -> bool:
    """Whether a domain is called like a firm in the list, and under an ending that is not cheap."""
    chosen, ending = label(domain).replace("-", ""), domain.rpartition(".")[2]
    return chosen in _in_one_word() and ending not in _CHEAP


def _found(words: list[str], text: str) -> Iterator[str]:
    """The names in a folded text, by their words; those of scripts without spaces within it."""
    firsts = _by_first()
    for place, word in enumerate(words):
        for one in firsts.get(word, ()):
            parts = one.split()
            if words[place : place + len(parts)] == parts:
                yield one
    if not text.isascii():
        yield from (one for one in _borderless() if one in text)


@cache
def listed() -> Imitated:
    """What `imitated.toml` has."""
    read = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return Imitated(
        services=frozenset(read["services"]),
        houses=frozenset(read["houses"]),
        words=frozenset(read["words"]),
        elsewhere={name: frozenset(some) for name, some in read["elsewhere"].items()},
    )


@cache
def _by_first() -> dict[str, list[str]]:
    """All names by their first words, the longest first."""
    found: dict[str, list[str]] = {}
    read = listed()
    for one in sorted(read.services | read.houses | read.words, key=len, reverse=True):
        found.setdefault(one.partition(" ")[0], []).append(one)
    return found


@cache
def _in_one_word() -> frozenset[str]:
    read = listed()
    names = read.services | read.houses | read.words
    return frozenset(one.removesuffix(" com").replace(" ", "") for one in names)


@cache
def _borderless() -> tuple[str, ...]:
    read = listed()
    return tuple(one for one in read.services | read.houses if max(one) > _BORDERLESS)
