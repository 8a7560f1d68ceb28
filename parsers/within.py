"""The days that a mail counts from its own day on: "within 14 days", "in the next two weeks"."""

import re
import tomllib
from datetime import date, timedelta
from functools import cache
from importlib.resources import files

from parsers.folding import fold

_UNSPACED = ("ja", "ko", "zh")
_NUMBER, _TWO = "([0-9]{1,3})", 2
_WEEK = 7  # days
# How weeks begin, in every language; all else is days.
_WEEKS = tuple(
    """week woche semaine semana settiman we tyg veck uge uke viik tyd het sapt hafta 週 周 주 недел
    тижн εβδ""".split()
)


def days_within(text: str, *, language: str | None, near: date) -> set[date]:
    """The days until which a text gives time, counted from `near`; linear in its length."""
    pattern, numbers = _within(language or "en")
    found = pattern.finditer(fold(text).text.replace("\u00a0", " ").lower())
    return {
        near + timedelta(days=(numbers.get(one[1]) or int(one[1])) * _length(one[2]))
        for one in found
    }


def _length(unit: str) -> int:
    return _WEEK if unit.startswith(_WEEKS) else 1


@cache
def _within(language: str) -> tuple[re.Pattern[str], dict[str, int]]:
    words = tomllib.loads((files("parsers") / "soon.toml").read_text(encoding="utf-8"))
    known = words.get(language, words["en"])
    numbers = {word: at for at, word in enumerate(known.get("numbers", "").split(), _TWO)}
    said = known["within"].replace(_NUMBER, f"({'|'.join(('[0-9]{1,3}', *numbers))})")
    border = r"(?<![0-9])" if language in _UNSPACED else r"(?<![\w'-])"
    return re.compile(f"{border}(?:{said})"), numbers
