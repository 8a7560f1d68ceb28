"""Services' own mail with what strangers write in it: `fixtures/handed_on.toml`."""

from collections.abc import Iterator
from pathlib import Path

import msgspec

from tests.mailed import Mailed, signed

_FILE = Path(__file__).parent.parent / "fixtures" / "handed_on.toml"
BRANDS = ("Netflix", "Norton 360", "Microsoft 365", "PayPal", "Adobe", "Amazon Prime", "McAfee")


class Frame(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a service puts around a stranger's words."""

    name: str
    sender: str
    subject: str
    text: str


class Words(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who shares, invites or asks, and what he writes; `domain` is that of his address."""

    name: str
    who: str
    title: str
    note: str
    domain: str


class _File(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    frames: tuple[Frame, ...]
    fakes: tuple[Words, ...]
    honest: tuple[Words, ...]


def read() -> _File:
    """All frames and words."""
    return msgspec.toml.decode(_FILE.read_bytes(), type=_File)


def fakes() -> Iterator[Mailed]:
    """Each kind of fake in each service's mail, the brands in turn."""
    told = read()
    for place, frame in enumerate(told.frames):
        for further, words in enumerate(told.fakes):
            yield framed(frame, words, BRANDS[(place + further) % len(BRANDS)])


def honestly() -> Iterator[Mailed]:
    """What people share there, and name brands and prices in it."""
    told = read()
    yield from (framed(frame, words, "") for frame in told.frames for words in told.honest)


def framed(frame: Frame, words: Words, brand: str) -> Mailed:
    """Somebody's words in a service's mail."""
    place = brand.lower().replace(" ", "-")
    said = {
        "who": words.who.format(brand=brand),
        "title": words.title.format(brand=brand),
        "note": words.note.format(brand=brand, place=place),
        "domain": words.domain,
    }
    return signed(
        f"{words.name} | {frame.name} | {brand}",
        frame.sender.format(**said),
        frame.subject.format(**said),
        frame.text.format(**said),
    )
