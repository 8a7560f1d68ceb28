"""The days that a mail counts from its own day on: "within 14 days", "in the next two weeks"."""

import re
from datetime import date, timedelta
from functools import cache

from parsers.language.lengths import months_after
from parsers.text.folding import fold
from parsers.values.soon import Soon, soon_in

_WEEK = 7  # days
_HOURS = 24  # a day
# How weeks begin, in every language; all else is days.
_WEEKS = tuple(
    """week woche semaine semana settiman we tyg veck uge uke viik tyd het sapt hafta 週 周 주 недел
    тижн εβδ""".split()
)
_MONTHS = tuple(
    """month monat mes mois maand miesi manad maned kuukau honap lun ay か ヶ ヵ カ ケ 개월
    个月 個月 месяц місяц μην""".split()
)


def days_within(text: str, *, language: str | None, near: date) -> set[date]:
    """The days until which a text gives time, counted from `near`; linear in its length."""
    soon, pattern = _within(language or "en")
    found = pattern.finditer(plain(text))
    return {near + timedelta(days=soon.counted(one[1]) * _length(one[2])) for one in found}


def days_within_hours(text: str, *, language: str | None, near: date) -> set[date]:
    """The days of which a text gives hours, whole ones, counted from `near`: "within 48 hours"."""
    found, soon = _pattern("hours", language or "en"), soon_in(language or "en")
    hits = found.finditer(plain(text)) if found is not None else ()
    return {near + timedelta(days=soon.counted(one[1]) // _HOURS) for one in hits}


def days_of_notice(text: str, ends: date, *, language: str | None) -> set[date]:
    """The last days to stop something that ends or renews on a day, where a text says how long
    before that has to be: "30 days before", "one month's notice".
    """
    found = _pattern("notice", language or "en")
    if found is None:
        return set()
    soon = soon_in(language or "en")
    said = ([one for one in hit.groups() if one] for hit in found.finditer(plain(text)))
    pairs = ((soon.counted(one[0]) if len(one) > 1 else 1, one[-1]) for one in said)
    return {_days_before(ends, count, unit) for count, unit in pairs}


def counts_notice(text: str, *, language: str | None) -> bool:
    """Whether a text says how long before something it has to be stopped."""
    found = _pattern("notice", language or "en")
    return found is not None and found.search(plain(text)) is not None


def is_left_out(before: str, language: str | None) -> bool:
    """Whether a day is none of those by which it has to be: "before 3 May"; `before` is what stands
    before it.
    """
    found = _pattern("left_out", language or "en")
    return found is not None and any(
        not text[hit.end() :].strip() for text in (plain(before),) for hit in found.finditer(text)
    )


def _days_before(day: date, count: int, unit: str) -> date:
    if unit.startswith(_MONTHS):
        return months_after(day, -count)
    return day - timedelta(days=count * _length(unit))


@cache
def _pattern(name: str, language: str) -> re.Pattern[str] | None:
    """A pattern of a language; no other stands for one that it has not."""
    source = soon_in(language).patterns.get(name)
    return re.compile(source) if source is not None else None


def plain(text: str) -> str:
    """A text as the words of `soon.toml` are written."""
    return fold(text).text.replace("\u00a0", " ").lower()


def unit_of(word: str) -> str:
    """The period that a word of such a length is: of days where it is none of the others."""
    if word.startswith(_WEEKS):
        return "P1W"
    return "P1M" if word.startswith(_MONTHS) else "P1D"


def _length(unit: str) -> int:
    return _WEEK if unit.startswith(_WEEKS) else 1


@cache
def _within(language: str) -> tuple[Soon, re.Pattern[str]]:
    soon = _soon(language)
    return soon, re.compile(soon.patterns["within"])


def month_ends(text: str, *, language: str | None, near: date) -> date | None:
    """The last day of the month of `near`, where a text names it: "at the end of this month"."""
    if not _month_end(language or "en").search(plain(text)):
        return None
    return months_after(near.replace(day=1), 1) - timedelta(days=1)


@cache
def _month_end(language: str) -> re.Pattern[str]:
    return re.compile(_soon(language).patterns["month_end"])


def _soon(language: str) -> Soon:
    """The words of a language, of one without any the English ones."""
    own = soon_in(language)
    return own if own.patterns else soon_in("en")
