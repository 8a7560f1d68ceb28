"""Finds out what a text must have in its words to match a pattern at all."""

import re
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import product
from re import _constants as op  # type: ignore[attr-defined] # the stubs leave out how re is made
from re import _parser  # type: ignore[attr-defined] # see above
from typing import Any

from parsers.locale.common_words import STOP_WORDS
from parsers.text.folding import folded_word

_MOST_SPELLINGS = 24
_COMMON = 10  # of seven hundred words
_RARITY, _LONG = 5, 20  # one more letter is in a fifth as many words
# Letters of which the above is the whole truth. The dot between words in Japanese is none: texts
# are parted by it.
_KNOWN = re.compile(
    r"[A-Za-z\u00c0-\u024f\u0386-\u03ce\u0400-\u052f\u1e00-\u1eff\u3041-\u3096\u30a1-\u30fa\u30fc-\u30ff"
    r"\u3400-\u9fff\uac00-\ud7a3]"
)

Clue = frozenset[str]  # a text that matches has one of these in one of its words
_Spellings = frozenset[str] | None  # all that a part can be; None: too many to tell
_NOTHING: _Spellings = frozenset({""})


def clues_of(pattern: str) -> tuple[Clue, ...]:
    """What a text must have to match a pattern without regard to case, the most telling first."""
    reading = _Reading()
    reading.follow(_parser.parse(pattern, re.IGNORECASE))
    return reading.clues()


class _Reading:
    """A walk through a pattern: what went before, and the spellings of the letters in hand."""

    def __init__(self) -> None:
        self._found: list[Clue] = []
        self._hand: frozenset[str] = frozenset({""})
        self._is_whole = True  # nothing but what is in hand

    def clues(self) -> tuple[Clue, ...]:
        self._put_down()
        found = dict.fromkeys(self._found)
        # What has one of a few letters has one of these and others, too.
        telling = (one for one in found if not any(other < one for other in found))
        ranked = sorted(telling, key=_worth, reverse=True)
        return tuple(one for place, one in enumerate(ranked) if not place or not _is_common(one))

    def spellings(self) -> _Spellings:
        return self._hand if self._is_whole else None

    def follow(self, parts: Iterable[tuple[Any, Any]]) -> None:
        for code, value in parts:
            if code is op.LITERAL:
                letter = _letter(value)
                self._hand = frozenset([one + letter for one in self._hand])
            else:
                self._read(code, value)

    def _read(self, code: Any, value: Any) -> None:
        if code is op.IN:
            self._add(_choice(value))
        elif code is op.SUBPATTERN:
            self._part(value[-1])
        elif code is op.ATOMIC_GROUP:
            self._part(value)
        elif code in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
            self._repeat(*value)
        elif code is op.BRANCH:
            self._branch([_read_part(one) for one in value[1]])
        elif code not in (op.AT, op.ASSERT, op.ASSERT_NOT):  # those take no letters
            self._put_down()

    def _part(self, parts: Any) -> None:
        self._branch([_read_part(parts)])

    def _repeat(self, least: int, most: int, parts: Any) -> None:
        inside = _read_part(parts)
        if least == 0:
            spelt = inside.spellings() if most == 1 else None
            self._add(None if spelt is None else spelt | {""})
            return
        self._branch([inside])
        if most > 1:
            self._put_down()

    def _branch(self, parts: "list[_Reading]") -> None:
        spelt = [one.spellings() for one in parts]
        if None not in spelt:
            self._add(frozenset().union(*(some for some in spelt if some is not None)))
            return
        self._put_down()
        if len(parts) == 1:
            self._found += parts[0].clues()
        elif all(each := [one.clues() for one in parts]):
            self._found.append(frozenset().union(*(clues[0] for clues in each)))

    def _add(self, spelt: _Spellings) -> None:
        if spelt is None or len(spelt) * len(self._hand) > _MOST_SPELLINGS:
            self._put_down()
        if spelt is None:
            return
        if len(spelt) > _MOST_SPELLINGS:
            self._hand = spelt
            self._put_down()
            return
        self._hand = frozenset(a + b for a, b in product(self._hand, spelt))

    def _put_down(self) -> None:
        """Turns what is in hand into clues: something that is no part of it follows."""
        spelt, self._hand, self._is_whole = self._hand, frozenset({""}), False
        words = [one.split() for one in spelt]
        shared = set(words[0]).intersection(*words[1:])
        self._found += [frozenset({one}) for one in sorted(shared)]
        own = [[one for one in some if one not in shared] for some in words]
        if len(words) > 1 and all(own):
            self._found.append(frozenset(max(some, key=len) for some in own))
            self._found += _by_place(own)


def _by_place(words: Sequence[Sequence[str]]) -> list[Clue]:
    """The words that stand in one place, counted from either end: the longest of each spelling
    may be of several places ("upcoming bill", "next payment").
    """
    places = range(min(map(len, words)))
    ends = [*places, *(-1 - place for place in places)]
    return [frozenset(some[place] for some in words) for place in ends]


def _read_part(parts: Iterable[tuple[Any, Any]]) -> _Reading:
    reading = _Reading()
    reading.follow(parts)
    return reading


@cache
def _letter(code: int) -> str:
    """A character of a pattern, folded; a space where it is no letter that can be told."""
    return folded_word(chr(code)) if _KNOWN.match(chr(code)) else " "


def _choice(parts: Sequence[tuple[Any, Any]]) -> _Spellings:
    if any(code is not op.LITERAL for code, _ in parts):
        return None
    return frozenset(_letter(value) for _, value in parts)


def _is_common(clue: Clue) -> bool:
    """Whether nearly any line has what a clue asks for: beside another one it tells next to
    nothing, and costs as much.
    """
    return any(_within(one) >= _COMMON for one in clue)


@cache
def _within(spelling: str) -> int:
    """In how many of the words that each mail of some language has these letters stand."""
    return sum(spelling in word for words in STOP_WORDS.values() for word in words)


def _worth(clue: Clue) -> int:
    """How much a clue tells: of each of its letters words have one in so many."""
    common: int = sum(_RARITY ** (_LONG - min(len(one), _LONG)) for one in clue)
    return -common
