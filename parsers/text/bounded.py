"""Patterns that only ever see so much of a text: the one gate for those that need a bound."""

import re
from collections.abc import Iterator
from functools import lru_cache

from parsers.text.branching import by_first_letter
from parsers.text.folding import folded_word


class Bounded:
    """A pattern for texts of which only `most` characters are looked at.

    What stands further on is as if it were not there. `docs/benchmarks.md` has what all patterns
    cost on hostile text: one that is slow on 100 kB comes through here, or is written anew.
    """

    __slots__ = ("_fullmatch", "_match", "_search", "most", "pattern")

    def __init__(self, source: str, flags: int = 0, *, most: int) -> None:
        self.pattern = re.compile(source, flags)
        self.most = most
        self._match, self._search = self.pattern.match, self.pattern.search
        self._fullmatch = self.pattern.fullmatch

    def match(self, text: str, start: int = 0) -> re.Match[str] | None:
        """At a place, within the characters from there on."""
        return self._match(text, start, start + self.most)

    def search(self, text: str, start: int = 0) -> re.Match[str] | None:
        """Behind a place, within the characters from there on."""
        return self._search(text, start, start + self.most)

    def before(self, text: str, end: int) -> re.Match[str] | None:
        """Before a place, within the last characters; it may look further back (`(?<=...)`)."""
        return self._search(text, end - self.most if end > self.most else 0, end)

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """The whole text; a longer one is never met."""
        return self._fullmatch(text) if len(text) <= self.most else None

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """All of them within the first characters."""
        return self.pattern.finditer(text, 0, self.most)

    def sub(self, new: str, text: str) -> str:
        """The text with what is found replaced; the rest of a longer one stays as it is."""
        if len(text) <= self.most:
            return self.pattern.sub(new, text)
        return self.pattern.sub(new, text[: self.most]) + text[self.most :]


class Words(Bounded):
    """A pattern in small letters for words in whatever case, in the first `most` characters.

    The text is folded once, not each letter for each word at each place: a tenth of the time. It
    only tells whether there is one, so that words which begin with a letter are put together.
    """

    __slots__ = ()

    def __init__(self, source: str, flags: int = 0, *, most: int) -> None:
        super().__init__(by_first_letter(source), flags, most=most)

    def search(self, text: str, start: int = 0) -> re.Match[str] | None:
        """Behind a place; the match tells that there is one, and nothing of the text's own case."""
        return self._search(_folded(text[start : start + self.most]))


# A body is asked for one word after the other.
_folded = lru_cache(maxsize=4)(folded_word)
