"""The patterns of one language: each run only on texts that its letters say it may match."""

import re
from collections.abc import Iterable
from functools import cached_property

import msgspec

from parsers.bounded import Bounded
from parsers.clues import clues_of
from parsers.kept_clues import Each
from parsers.suspecting import Clues

_MOST = 10_000  # characters of a line or sentence


class Phrase(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """A pattern, matched without regard to case; `place` is its own among a text's suspects."""

    source: str
    place: int

    @property
    def bit(self) -> int:
        """Its place as a bit: kept for each of them that would be a million bytes."""
        return 1 << self.place

    @cached_property
    def pattern(self) -> Bounded:
        """The pattern, made ready when it is first run: most never are."""
        return Bounded(self.source, re.IGNORECASE, most=_MOST)


class Phrases(msgspec.Struct, frozen=True, kw_only=True):
    """Some phrases in order; `bits` are those of all of them, in a row from `first` on."""

    each: tuple[Phrase, ...] = ()
    bits: int = 0
    first: int = 0

    def match(self, text: str, suspects: int) -> bool:
        """Whether one of them matches somewhere in a text with these suspects."""
        if not suspects & self.bits:
            return False
        for _, one in self.suspected(suspects):  # noqa: SIM110 - a generator takes half as long again
            if one.pattern.search(text):
                return True
        return False

    def suspected(self, suspects: int) -> "list[tuple[int, Phrase]]":
        """Those of them that are suspected, with their places: of a hundred one or two."""
        found = []
        left = (suspects & self.bits) >> self.first
        while left:
            lowest = left & -left
            place = lowest.bit_length() - 1
            found.append((place, self.each[place]))
            left ^= lowest
        return found


NO_PHRASES = Phrases()


class PhraseBook:
    """Numbers the phrases of a language, and tells which of them a text is suspected of."""

    def __init__(self) -> None:
        self._sources: list[str] = []

    def phrases(self, sources: Iterable[str]) -> Phrases:
        """The phrases with these patterns; all have to be in the book before `clues` is asked."""
        first = len(self._sources)
        each = tuple(map(self._phrase, sources))
        return Phrases(each=each, bits=(1 << len(each)) - 1 << first, first=first)

    @property
    def sources(self) -> tuple[str, ...]:
        """The patterns of every phrase in the book, in their order."""
        return tuple(self._sources)

    def clues(self, kept: Each | None) -> Clues:
        """The clues of every phrase in the book: those that were kept, else found out here."""
        return Clues(map(clues_of, self._sources) if kept is None else kept)

    def _phrase(self, source: str) -> Phrase:
        self._sources.append(source)
        return Phrase(source=source, place=len(self._sources) - 1)
