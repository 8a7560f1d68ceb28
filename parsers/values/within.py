"""The days that a mail counts from its own day on: "within 14 days", "in the next two weeks"."""

import re
from datetime import date, timedelta
from functools import cache

from parsers.language.lengths import months_after
from parsers.text.folding import fold
from parsers.values.soon import Soon, soon_in

_WEEK = 7  # days
# How weeks begin, in every language; all else is days.
_WEEKS = tuple(
    """week woche semaine semana settiman we tyg veck uge uke viik tyd het sapt hafta 週 周 주 недел
    тижн εβδ""".split()
)


def days_within(text: str, *, language: str | None, near: date) -> set[date]:
    """The days until which a text gives time, counted from `near`; linear in its length."""
    soon, pattern = _within(language or "en")
    found = pattern.finditer(fold(text).text.replace("\u00a0", " ").lower())
    return {near + timedelta(days=soon.counted(one[1]) * _length(one[2])) for one in found}


def _length(unit: str) -> int:
    return _WEEK if unit.startswith(_WEEKS) else 1


@cache
def _within(language: str) -> tuple[Soon, re.Pattern[str]]:
    soon = _soon(language)
    return soon, re.compile(soon.patterns["within"])


def month_ends(text: str, *, language: str | None, near: date) -> date | None:
    """The last day of the month of `near`, where a text names it: "at the end of this month"."""
    if not _month_end(language or "en").search(fold(text).text.replace("\u00a0", " ").lower()):
        return None
    return months_after(near.replace(day=1), 1) - timedelta(days=1)


@cache
def _month_end(language: str) -> re.Pattern[str]:
    return re.compile(_soon(language).patterns["month_end"])


def _soon(language: str) -> Soon:
    """The words of a language, of one without any the English ones."""
    own = soon_in(language)
    return own if own.patterns else soon_in("en")
