"""Words of several languages that a module keeps by itself, looked for in folded text."""

import re
from collections.abc import Mapping

from parsers.language.notions import UNSPACED
from parsers.text.bounded import Bounded
from parsers.text.folding import fold


class FoldedWords:
    """A pattern a language, of whole words where words are parted; a language without one has none.

    Only the first `most` characters of a text are looked at.
    """

    def __init__(self, words: Mapping[str, str], *, most: int) -> None:
        self._words, self._most = words, most
        self._made: dict[str, Bounded] = {}  # a process reads few languages

    def are_in(self, text: str, language: str | None) -> bool:
        """Whether a text has any; one of no known language is English."""
        name = language or "en"
        if name not in self._words:
            return False
        pattern = self._made.get(name) or self._made.setdefault(name, self._pattern(name))
        return pattern.search(fold(text).text.lower()) is not None

    def _pattern(self, language: str) -> Bounded:
        words = self._words[language]
        whole = words if language in UNSPACED else rf"(?<!\w)(?:{words})(?!\w)"
        return Bounded(whole, re.IGNORECASE, most=self._most)
