"""Tells by the words of a text which of many patterns can match it at all."""

from array import array
from collections.abc import Iterable, Sequence
from functools import reduce
from itertools import accumulate, chain
from operator import or_
from typing import Final

from parsers.text.folding import folded_word

_PLACES: Final = "H"  # numbers of two bytes: as Python's own they take ten times the room
_END: Final = "\0"  # of letters that are packed with others
PLANES = 3  # clues a pattern; more say little that is new
_MOST_WORDS = 6000
_MOST_FOUND = 1000
_LONGEST_KEPT = 40  # characters; longer words hardly come twice
_LONGEST_NUMBER = 6  # nor do longer ones with digits


class Clues:
    """The clues of some patterns. A text's suspects are a bit for each, the first one the lowest.

    A pattern that is no suspect cannot match the text; one that is may or may not.
    """

    def __init__(self, each: Iterable[Sequence[Iterable[str]]]) -> None:
        """`each`: the clues of every pattern, the most telling first."""
        found_of = tuple(each)
        size = len(found_of)
        self._shifts = [plane * size for plane in range(1, PLANES)]
        self._always, self._whole = 0, (1 << size) - 1
        told: dict[str, list[int]] = {}
        for place, found in enumerate(found_of):
            for plane in range(PLANES):
                bit = plane * size + place
                if plane >= len(found):
                    self._always |= 1 << bit
                    continue
                for letters in found[plane]:
                    told.setdefault(letters, []).append(bit)
        self._words = _Words(told)
        self._least = self._common(self._always)
        self._found: dict[int, int] = {}

    def suspects(self, words: Iterable[str]) -> int:
        """The patterns that a text of such words may match."""
        # Most words tell nothing; leaving them out spares a copy of a long number each.
        telling = filter(None, map(self._words.__getitem__, words))
        seen = reduce(or_, telling, self._always)
        return self._least if seen is self._always else self._shared(self._common(seen))

    def _shared(self, suspects: int) -> int:
        """Equal suspects as one number: texts that are kept in thousands have a few hundred."""
        if len(self._found) >= _MOST_FOUND:
            self._found.clear()
        return self._found.setdefault(suspects, suspects)

    def _common(self, seen: int) -> int:
        """The patterns of which every clue is seen."""
        suspects = seen & self._whole
        for shift in self._shifts:
            suspects &= seen >> shift
        return suspects


class _Packed:
    """Clues that begin alike, and the bits of each: as objects of their own those of twenty
    languages would be three megabytes in every reader.
    """

    __slots__ = ("_bits", "_ends", "_letters")

    def __init__(self, some: Iterable[tuple[str, Sequence[int]]]) -> None:
        known = tuple(some)
        self._letters = _END.join(letters for letters, _ in known)
        self._ends = array(_PLACES, accumulate(len(bits) for _, bits in known)).tobytes()
        self._bits = array(_PLACES, chain.from_iterable(bits for _, bits in known)).tobytes()

    def told(self, word: str, place: int) -> int:
        """What the clues tell that stand at a place of a word."""
        told, begun = 0, 0
        ends, bits = memoryview(self._ends).cast(_PLACES), memoryview(self._bits).cast(_PLACES)
        for letters, end in zip(self._letters.split(_END), ends, strict=True):
            if word.startswith(letters, place):
                for bit in bits[begun:end]:
                    told |= 1 << bit
            begun = end
        return told


class _Words(dict[str, int]):
    """What each word tells, found out when it first comes: mail is made of the same few."""

    def __init__(self, told: dict[str, list[int]]) -> None:
        super().__init__()
        self._same: dict[int, int] = {}
        # By their first two letters, and those that are only one.
        heads: dict[str, list[tuple[str, list[int]]]] = {}
        for letters, bits in told.items():
            heads.setdefault(letters[:2], []).append((letters, bits))
        self._heads = {head: _Packed(some) for head, some in heads.items()}

    def __missing__(self, word: str) -> int:
        told, folded = 0, folded_word(word)
        for place in range(len(folded)):
            for head in (folded[place : place + 2], folded[place]):
                if (packed := self._heads.get(head)) is not None:
                    told |= packed.told(folded, place)
        longest = _LONGEST_KEPT if word.isalpha() else _LONGEST_NUMBER
        if len(word) > longest:
            return told
        if len(self) >= _MOST_WORDS:
            self.clear()
            self._same.clear()
        # Words that tell the same share a number of some hundred bytes.
        told = self._same.setdefault(told, told)
        self[word] = told
        return told
