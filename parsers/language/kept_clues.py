"""The clues of each lexicon's patterns, found out beforehand: to do it anew takes half a second."""

import zlib
from collections.abc import Sequence
from importlib.resources import files

import msgspec

Each = Sequence[Sequence[Sequence[str]]]  # by pattern, the most telling clue first


class Kept(msgspec.Struct, frozen=True):
    """The clues of a lexicon's patterns in their order, and of which lexicon they were made."""

    of: int
    each: Each


# Made here and not at first use: a type that two threads use first at once ends msgspec's process.
_KEPT = msgspec.json.Decoder(Kept)


def kept_clues(language: str, lexicon: str) -> Each | None:
    """The clues that `tools/clues.py` made of a lexicon; None where its text has changed since."""
    file = files("parsers") / "lexicons" / f"{language}.clues.json"
    if not file.is_file():
        return None
    kept = _KEPT.decode(file.read_bytes())
    return kept.each if kept.of == mark_of(lexicon) else None


def mark_of(lexicon: str) -> int:
    """By what a lexicon's text is known again."""
    return zlib.crc32(lexicon.encode())
