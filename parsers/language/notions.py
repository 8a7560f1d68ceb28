"""What the words of a sentence are about, in every language: to take money, to fail, until."""

import re
import tomllib
from collections.abc import Container, Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from parsers.sieve import fold_subject

AMOUNT_MARK, DAY_MARK = "\ue000", "\ue001"
_TOKEN = re.compile("[^\\W\\d_]+|\\d+|[\ue000\ue001]")
_FALLBACK, _READ_AS = "en", {"sk": "cs"}
UNSPACED = frozenset({"ja", "ko", "zh"})
_LONGEST_PHRASE = 4  # words
_SHORTEST_STEM = 2
_About = frozenset[str]
Said = tuple[str, tuple[str, ...]]  # a word, and what it is about


class Notions:
    """The words of one language, by how they match, and what each is about."""

    def __init__(self, words: Mapping[str, str], *, unspaced: bool) -> None:
        self._unspaced = unspaced
        self._whole = {AMOUNT_MARK: frozenset({"AMOUNT"}), DAY_MARK: frozenset({"DAY"})}
        self._stems, self._ends, self._inside = (dict[str, _About]() for _ in range(3))
        self._same = dict[_About, _About]()  # a thousand words are about some fifty things
        for notion, listed in words.items():
            for word in listed.split():
                self._add(fold_subject(word), notion)
        self._begun = _begun(self._whole, self._stems)
        self._known = dict[str, tuple[str, ...]]()

    def _add(self, word: str, notion: str) -> None:
        bare = word.strip("*").replace("_", " ")
        if self._unspaced or (word.startswith("*") and word.endswith("*")):
            kept = self._inside
        elif word.endswith("*"):
            kept = self._stems
        else:
            kept = self._ends if word.startswith("*") else self._whole
        about = kept.get(bare, frozenset()) | {notion}
        kept[bare] = self._same.setdefault(about, about)

    def of(self, masked: str) -> list[tuple[str, ...]]:
        """What each word is about, in reading order; words about nothing known are left out."""
        folded = fold_subject(masked)
        return self._anywhere(folded) if self._unspaced else self._by_word(folded)

    def each(self, text: str) -> list[Said]:
        """Every word but numbers, with what it is about; of languages without spaces those that
        are about something.
        """
        folded = fold_subject(text)
        if self._unspaced:
            return [("", about) for about in self._anywhere(folded)]
        return [(word, about) for word, about in self._words(folded) if not word.isdigit()]

    def about(self, text: str) -> frozenset[str]:
        """All that the words of a text are about."""
        folded = fold_subject(text)
        if self._unspaced:
            return frozenset().union(*self._anywhere(folded))
        return frozenset().union(*[found for _, found in self._words(folded)])

    def _anywhere(self, folded: str) -> list[tuple[str, ...]]:
        seen: dict[int, set[str]] = {}
        for word, notions in self._inside.items():
            at = folded.find(word)
            if at >= 0:
                seen.setdefault(at, set()).update(notions)
        for at, letter in enumerate(folded):
            if letter in (AMOUNT_MARK, DAY_MARK):
                seen[at] = {"AMOUNT" if letter == AMOUNT_MARK else "DAY"}
        return [tuple(sorted(seen[at])) for at in sorted(seen)]

    def _by_word(self, folded: str) -> list[tuple[str, ...]]:
        return [found for _, found in self._words(folded) if found]

    def _words(self, folded: str) -> list[Said]:
        tokens, begun, known = _TOKEN.findall(folded), self._begun, self._known
        seen: list[Said] = []
        after = 0  # the place behind the last phrase
        for at, word in enumerate(tokens):
            if at < after:
                continue
            whole = word
            if word in begun:  # hardly any does
                after = at + self._phrase_at(tokens, at)
                whole = " ".join(tokens[at:after])
            found = known.get(whole)
            if found is None:
                found = self._look(whole)
            seen.append((whole, found))
        return seen

    def _phrase_at(self, tokens: list[str], at: int) -> int:
        """How many words from there on are looked up as one."""
        seconds, heads, stems = self._begun[tokens[at]]
        second = tokens[at + 1] if at + 1 < len(tokens) else ""
        if second not in seconds and not second.startswith(heads):  # hardly any phrase goes on
            return 1
        for length in range(min(_LONGEST_PHRASE, len(tokens) - at), 1, -1):
            phrase = " ".join(tokens[at : at + length])
            if phrase in self._whole or _begins(phrase, stems):
                return length
        return 1

    def _look(self, word: str) -> tuple[str, ...]:
        """What a word that has not been met is about; it is known from now on."""
        if len(self._known) > 20_000:
            self._known.clear()
        found = self._known[word] = tuple(sorted(self._fresh(word)))
        return found

    def _fresh(self, word: str) -> set[str]:
        """What a word is about: by itself or its beginning, and by the parts of a compound."""
        found = set(self._whole.get(word, ())) | self._stem(word)
        for part, notions in self._inside.items():
            if part in word:
                found |= notions
        return found or self._by_end(word)

    def _by_end(self, word: str) -> set[str]:
        return set().union(
            *(self._ends.get(word[-n:], set()) for n in range(_SHORTEST_STEM, len(word)))
        )

    def _stem(self, word: str) -> _About:
        for length in range(len(word), _SHORTEST_STEM - 1, -1):
            found = self._stems.get(word[:length])
            if found:
                return found
        return frozenset()


class _Begun(NamedTuple):
    """What may follow the first word of phrases: a second word, or how one begins that is the last
    and a stem; and those phrases of which the last word is a stem.
    """

    seconds: frozenset[str] = frozenset()
    heads: tuple[str, ...] = ()
    stems: tuple[str, ...] = ()


def _begun(whole: Iterable[str], stems: Iterable[str]) -> dict[str, _Begun]:
    """The phrases among some words, by their first."""
    begun = dict[str, _Begun]()
    for word, is_stem in (*((one, False) for one in whole), *((one, True) for one in stems)):
        first, *rest = word.split(" ")
        if not rest:
            continue
        seconds, heads, some = begun.get(first, _Begun())
        is_head = is_stem and len(rest) == 1
        begun[first] = _Begun(
            seconds=seconds if is_head else seconds | {rest[0]},
            heads=(*heads, rest[0]) if is_head else heads,
            stems=(*some, word) if is_stem else some,
        )
    return begun


def _begins(phrase: str, stems: tuple[str, ...]) -> bool:
    """Whether a phrase begins like one of some, up to its last word."""
    if not phrase.startswith(stems):
        return False
    last = phrase.rfind(" ")
    return any(len(stem) > last and phrase.startswith(stem) for stem in stems)


@cache
def _languages() -> frozenset[str]:
    names = (entry.name for entry in (files("parsers") / "notions").iterdir())
    return frozenset(name.removesuffix(".toml") for name in names if name.endswith(".toml"))


def notions_for(language: str | None) -> Notions:
    """The words of a language; the English ones for those that have none."""
    return _load(nearest(language, _languages()))


def nearest(language: str | None, known: Container[str]) -> str:
    """The language among some in whose words another one is read: its own, a near one, English."""
    near = _READ_AS.get(language or "", language) or _FALLBACK
    return near if near in known else _FALLBACK


@cache
def _load(language: str) -> Notions:
    text = (files("parsers") / "notions" / f"{language}.toml").read_text(encoding="utf-8")
    return Notions(tomllib.loads(text), unspaced=language in UNSPACED)
