"""How long something lasts, in the words of a language: "the first three months" is P3M."""

import re
from calendar import monthrange
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import cached_property

import msgspec

from parsers.text.bounded import Bounded

_MOST = 1000  # characters; offers stand in short sentences
_SHORTEST_MONTH = 28
_UNITS = ("P1D", "P1W", "P1M", "P1Y")
# "three free months", "3 premiers mois".
_BETWEEN = r"(?:[^\W\d_]{2,14} ){0,2}?"


class Length(msgspec.Struct, frozen=True, kw_only=True):
    """A length in a text, `text[start:end]`: so many of a period ("P1M")."""

    start: int
    end: int
    count: int
    unit: str


def day_after(day: date, unit: str, count: int) -> date:
    """The day so many periods later; the 31st becomes the last day of a shorter month."""
    if unit in ("P1D", "P1W"):
        return day + timedelta(days=count * (7 if unit == "P1W" else 1))
    return months_after(day, count * (12 if unit == "P1Y" else 1))


def months_after(day: date, months: int) -> date:
    """The same day so many months later; the 31st becomes the last day of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if day.day <= _SHORTEST_MONTH:
        return date(year, month + 1, day.day)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


class Lengths:
    """The lengths that a language's words can name; what comes "every" so often is none."""

    def __init__(self, words: Mapping[str, Sequence[str]], border: tuple[str, str]) -> None:
        self._words, self._border = words, border

    @property
    def counts(self) -> tuple[str, ...]:
        """The patterns of the numbers from one on."""
        return tuple(self._words["counts"])

    def find(self, text: str) -> Iterator[Length]:
        """Every length of a text, in reading order."""
        for hit in self._pattern.finditer(text):
            if not self._often.search(text[: hit.start()].rstrip()[-20:]):
                unit = next(unit for unit in _UNITS if hit[unit])
                yield Length(start=hit.start(), end=hit.end(), count=self._count(hit), unit=unit)

    def spelt(self, text: str) -> Iterator[tuple[int, int]]:
        """The numbers from two on that a text spells with these words, and where they end."""
        for hit in self._spelt.finditer(text):
            yield self._number(hit[0].lower()), hit.end()

    def _count(self, hit: re.Match[str]) -> int:
        said = (hit["count"] or "1").lower()
        return int(said) if said.isdigit() else self._number(said)

    def _number(self, said: str) -> int:
        words = enumerate(self._words["counts"], start=1)
        return next((n for n, word in words if re.fullmatch(word, said, re.IGNORECASE)), 1)

    @cached_property
    def _pattern(self) -> Bounded:
        before, after = self._border
        first, counts = ("|".join(self._words[name]) for name in ("first", "counts"))
        units = "|".join(f"(?P<{unit}>{'|'.join(self._words[unit])})" for unit in _UNITS)
        count = rf"(?<![\d.,])(?P<count>{before}(?:{counts})|\d{{1,2}})(?![.,]?\d)[ -]?{_BETWEEN}"
        first = rf"{before}(?:{first}) ?"
        source = rf"(?:{count}|{first})(?:{units}){after}"
        return Bounded(source, re.IGNORECASE, most=_MOST)

    @cached_property
    def _spelt(self) -> Bounded:
        before, after = self._border
        source = rf"{before}(?:{'|'.join(self._words['counts'][1:])}){after}"
        return Bounded(source, re.IGNORECASE, most=_MOST)

    @cached_property
    def _often(self) -> re.Pattern[str]:
        before, _ = self._border
        return re.compile(rf"{before}(?:{'|'.join(self._words['every'])})$", re.IGNORECASE)
