"""What each language calls a day that is told by its distance from another: `soon.toml`."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import NamedTuple

_WHOLE_WORDS = (r"(?<![\w'-])", r"(?![\w'])")
_UNSPACED = (r"(?<![0-9])", "")
_NUMBER = "([0-9]{1,3})"  # in the patterns; its language's words of numbers stand for it, too
_ORDINAL = "<ordinal>"  # the same of the words of days by their place in a month
_LISTS = ("numbers", "weekdays", "ordinals")
_TWO = 2


class Soon(NamedTuple):
    """The patterns of one language by name, and what its words of numbers and of days are."""

    patterns: Mapping[str, str]
    numbers: Mapping[str, int]
    weekdays: Mapping[str, int]

    def counted(self, number: str) -> int:
        """The number that stands in a pattern's place for one."""
        return self.numbers.get(number) or int(number)


@cache
def soon_in(language: str) -> Soon:
    """The patterns of a language, for folded lower-case text; none where none are known."""
    known = _all().get(language, {})
    before, after = _UNSPACED if language in ("ja", "ko", "zh") else _WHOLE_WORDS
    numbers = {word: at for at, word in enumerate(known.get("numbers", "").split(), _TWO)}
    ordinals = {word: at for at, word in enumerate(known.get("ordinals", "").split(), 1)}
    number = f"({'|'.join(('[0-9]{1,3}', *numbers))})"
    ordinal = f"({'|'.join(ordinals)})"
    patterns = {
        name: f"{before}(?:{said.replace(_NUMBER, number).replace(_ORDINAL, ordinal)}){after}"
        for name, said in known.items()
        if name not in _LISTS
    }
    weekdays = {word: at for at, word in enumerate(known.get("weekdays", "").split())}
    return Soon(patterns, {**numbers, **ordinals}, weekdays)


@cache
def _all() -> dict[str, dict[str, str]]:
    return tomllib.loads((files("parsers.values") / "soon.toml").read_text(encoding="utf-8"))
