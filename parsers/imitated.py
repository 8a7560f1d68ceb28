"""Names of well-known firms that are in no catalogue, borne by mail that comes from elsewhere."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

import msgspec

from parsers.claims import ROLES
from parsers.domains import belongs, organisation
from parsers.events import BillingEvent
from parsers.hosts import bills_for_others
from parsers.lookalikes import label
from parsers.merchants import fold
from parsers.message import Message
from parsers.naming import PLACEHOLDERS
from parsers.whose import GIVEN_BACK, is_of_a_subscription

_FILE = Path(__file__).with_name("imitated.toml")
_NEAR = 400  # characters of a mail in which it says what it is about
_BORDERLESS = "\u3000"  # names in scripts above this one stand without spaces
# What firms and fakes put behind a name beside the words of offices.
_MORE = ROLES | frozenset(
    """antivirus bank banking card cloud direkt direct digital express family group gmbh hosting
    insurance international internet ltd max mobile mobil net one online parcel parcels pass plan
    plus post pro protect protection security shield shipping total tv ultimate vpn web worldwide
    customs zoll paket""".split()
)
_COUNTRIES = frozenset(
    """america australia belgie belgique brasil cesko canada danmark deutschland espana europe
    france italia magyarorszag mexico nederland norge osterreich polska portugal romania schweiz
    slovensko suisse suomi sverige turkiye uk usa""".split()
)


class Imitated(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
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
    name = fold(message.from_name)
    words = name.split()
    for one in _found(words, name):
        rest = set(words) - set(one.split())
        if one in listed().words and rest - ROLES - _COUNTRIES:
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
    chosen = label(domain)
    if chosen.replace("-", "") == name.replace(" ", "") or chosen in own:
        return True
    return belongs(organisation(domain), own)


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
    return msgspec.convert(tomllib.loads(_FILE.read_text(encoding="utf-8")), Imitated)


@cache
def _by_first() -> dict[str, list[str]]:
    """All names by their first words, the longest first."""
    found: dict[str, list[str]] = {}
    read = listed()
    for one in sorted(read.services | read.houses | read.words, key=len, reverse=True):
        found.setdefault(one.partition(" ")[0], []).append(one)
    return found


@cache
def _borderless() -> tuple[str, ...]:
    read = listed()
    return tuple(one for one in read.services | read.houses if max(one) > _BORDERLESS)
