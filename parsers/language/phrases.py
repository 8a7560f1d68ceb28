"""The patterns of one language: each run only on texts that its letters say it may match."""

import re
from collections.abc import Iterable
from functools import cached_property

import msgspec

from parsers.language.clues import clues_of
from parsers.language.kept_clues import Each
from parsers.language.suspecting import Clues
from parsers.text.bounded import Bounded

_MOST = 10_000  # characters of a line or sentence
_END = b"\0"  # of a source that is packed with others


class Phrase(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """A pattern, matched without regard to case; `place` is its own among a text's suspects."""

    source: str
    place: int

    @property
    def bit(self) -> int:
        """Its place as a bit."""
        return 1 << self.place

    @cached_property
    def pattern(self) -> Bounded:
        """The pattern, made ready when it is first run: one that matched before it spares that."""
        return Bounded(self.source, re.IGNORECASE, most=_MOST)


class Phrases(msgspec.Struct, frozen=True, kw_only=True):
    """Some phrases in order; `bits` are those of all of them, in a row from `first` on.

    Most of them are suspected nowhere: their sources lie packed until one is, since as objects the
    phrases of twenty languages would be three megabytes in every reader.
    """

    packed: bytes = b""
    bits: int = 0
    first: int = 0
    made: dict[int, Phrase] = {}

    @property
    def each(self) -> tuple[Phrase, ...]:
        """All of them."""
        return tuple(map(self._at, range(self.bits.bit_count())))

    def match(self, text: str, suspects: int) -> bool:
        """Whether one of them matches somewhere in a text with these suspects."""
        if not suspects & self.bits:
            return False
        for _, one in self.suspected(suspects):  # noqa: SIM110 - a generator takes half as long again
            if one.pattern.search(text):
                return True
        return False

    def suspected(self, suspects: int) -> list[tuple[int, Phrase]]:
        """Those of them that are suspected, with their places: of a hundred one or two."""
        found = []
        left = (suspects & self.bits) >> self.first
        while left:
            lowest = left & -left
            place = lowest.bit_length() - 1
            found.append((place, self.made.get(place) or self._at(place)))
            left ^= lowest
        return found

    def _at(self, place: int) -> Phrase:
        if place not in self.made:
            source = self.packed.split(_END)[place].decode()
            self.made[place] = Phrase(source=source, place=self.first + place)
        return self.made[place]


NO_PHRASES = Phrases()


class PhraseBook:
    """Numbers the phrases of a language, and tells which of them a text is suspected of."""

    def __init__(self) -> None:
        self._sources: list[str] = []

    def phrases(self, sources: Iterable[str]) -> Phrases:
        """The phrases with these patterns; all have to be in the book before `clues` is asked."""
        first, some = len(self._sources), list(sources)
        self._sources += some
        bits = (1 << len(some)) - 1 << first
        return Phrases(packed=_END.join(map(str.encode, some)), bits=bits, first=first)

    @property
    def sources(self) -> tuple[str, ...]:
        """The patterns of every phrase in the book, in their order."""
        return tuple(self._sources)

    def clues(self, kept: Each | None) -> Clues:
        """The clues of every phrase in the book: those that were kept, else found out here."""
        return Clues(map(clues_of, self._sources) if kept is None else kept)
