"""What each language calls a day that is told by its distance from another: `soon.toml`."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import NamedTuple

_WHOLE_WORDS = (r"(?<![\w'-])", r"(?![\w'])")
_UNSPACED = (r"(?<![0-9])", "")
_NUMBER = "([0-9]{1,3})"  # in the patterns; its language's words of numbers stand for it, too
_ORDINAL = "<ordinal>"  # the same of the words of days by their place in a month
_LISTS = ("numbers", "weekdays", "ordinals", "before_day", "marks")
_TWO = 2


class Soon(NamedTuple):
    """The patterns of one language by name, and what its words of numbers and of days are.

    `before_day` is what stands before a day, at the end of a text; `marks` are those that part a
    day from its month where no year stands: "28/11", "28.11".
    """

    patterns: Mapping[str, str]
    numbers: Mapping[str, int]
    weekdays: Mapping[str, int]
    before_day: re.Pattern[str] | None
    marks: str

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
    words = known.get("before_day")
    before_day = re.compile(rf"(?:^|[^\w])(?:{words})(?: |: | \| )\Z") if words else None
    return Soon(patterns, {**numbers, **ordinals}, weekdays, before_day, known.get("marks", ""))


@cache
def _all() -> dict[str, dict[str, str]]:
    return tomllib.loads((files("parsers.values") / "soon.toml").read_text(encoding="utf-8"))
