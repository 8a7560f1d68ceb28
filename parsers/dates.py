"""Finding days and periods in running text, in many languages; an ambiguous day stays ambiguous."""

import re
import unicodedata
from datetime import date, timedelta
from functools import cache
from itertools import pairwise

import msgspec
from babel import Locale

from parsers.locales import LocaleHint

_LANGUAGES = "en de fr es pt it nl pl sv da nb fi cs hu ro tr".split()
_EARLIEST = 1995
_RELATIVE = {
    "today": 0, "tomorrow": 1, "heute": 0, "morgen": 1, "aujourd'hui": 0, "demain": 1,
    "hoy": 0, "manana": 1,
}  # fmt: skip
_RELATIVE_WORDS = re.compile(rf"(?<!\w)({'|'.join(_RELATIVE)})(?!\w)")
_IN_DAYS = re.compile(r"(?<!\w)(?:in|dans|en) (\d{1,3}) (?:days?|tagen|jours?|dias?)(?!\w)")
_ISO = re.compile(r"(?<![\d./-])(\d{4})([-/.]) ?(\d{1,2})\2 ?(\d{1,2})(?![\d/-]|\.\d)")
_EAST = re.compile(r"(?:(?<!\d)(\d{4}) ?[年년] ?)?(?<!\d)(\d{1,2}) ?[月월] ?(\d{1,2}) ?[日일]")
_NUMERIC = re.compile(r"(?<![\d./-])(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})(?![\d/-]|\.\d)")
_BETWEEN = re.compile(r"^\s*(?:[-–—~]|to|until|through|bis(?: zum)?|au|al|a|hasta(?: el)?|t/m)\s*$")


class DateFound(msgspec.Struct, frozen=True, kw_only=True):
    """A day in a text, `text[start:end]`; more than one candidate when nothing settles it."""

    candidates: tuple[date, ...]
    text: str
    start: int
    end: int

    @property
    def on(self) -> date | None:
        """The day, unless the text leaves two readings."""
        return self.candidates[0] if len(self.candidates) == 1 else None


class PeriodFound(msgspec.Struct, frozen=True, kw_only=True):
    """Two days joined by a dash or a "to"; both as the text names them."""

    starts_on: date
    ends_on: date
    start: int
    end: int


class _Part(msgspec.Struct, frozen=True, kw_only=True):
    """A match before its year is settled."""

    start: int
    end: int
    year: int | None
    pairs: tuple[tuple[int, int], ...]  # (month, day) readings


def find_dates(text: str, *, hint: LocaleHint, near: date) -> tuple[DateFound, ...]:
    """Every day that a text names, in reading order. `near` gives a year where none stands."""
    plain = _folded(text)
    parts = _parts(plain, hint)
    found = [
        _dated(text, part, _year_of(parts, place, plain), near) for place, part in enumerate(parts)
    ]
    found += _relative(text, plain, near)
    kept = [one for one in found if one is not None]
    return tuple(sorted(kept, key=lambda one: one.start))


def find_periods(text: str, *, hint: LocaleHint, near: date) -> tuple[PeriodFound, ...]:
    """Every stretch from one day to a later one."""
    found = find_dates(text, hint=hint, near=near)
    return tuple(
        PeriodFound(starts_on=one.on, ends_on=other.on, start=one.start, end=other.end)
        for one, other in pairwise(found)
        if one.on is not None
        and other.on is not None
        and one.on < other.on
        and _BETWEEN.match(_folded(text[one.end : other.start]))
    )


def _parts(plain: str, hint: LocaleHint) -> list[_Part]:
    parts: list[_Part] = []
    for part in (
        *_year_first(plain),
        *_eastern(plain),
        *_named(plain, hint),
        *_numeric(plain, hint),
    ):
        if not any(part.start < other.end and other.start < part.end for other in parts):
            parts.append(part)
    return sorted(parts, key=lambda part: part.start)


def _year_first(plain: str) -> list[_Part]:
    return [
        _Part(start=m.start(), end=m.end(), year=int(m[1]), pairs=((int(m[3]), int(m[4])),))
        for m in _ISO.finditer(plain)
    ]


def _eastern(plain: str) -> list[_Part]:
    return [
        _Part(
            start=m.start(),
            end=m.end(),
            year=int(m[1]) if m[1] else None,
            pairs=((int(m[2]), int(m[3])),),
        )
        for m in _EAST.finditer(plain)
    ]


def _numeric(plain: str, hint: LocaleHint) -> list[_Part]:
    found = []
    for m in _NUMERIC.finditer(plain):
        year = int(m[4]) + (2000 if len(m[4]) == 2 else 0)
        if m[2] == "-" and len(m[4]) == 2:
            continue  # 10-11-12 is an order number far more often than a day
        pairs = _readings(int(m[1]), int(m[3]), m[2], hint)
        found.append(_Part(start=m.start(), end=m.end(), year=year, pairs=pairs))
    return found


def _readings(first: int, second: int, mark: str, hint: LocaleHint) -> tuple[tuple[int, int], ...]:
    day_first, month_first = (second, first), (first, second)
    if mark == "." or hint.language not in (None, "en"):
        return (day_first,)
    if hint.territory is not None:
        return (month_first,) if hint.territory == "US" else (day_first,)
    return (month_first, day_first)


def _named(plain: str, hint: LocaleHint) -> list[_Part]:
    months = _months(hint.language)
    found = []
    for m in _named_pattern(hint.language).finditer(plain):
        name = m["m1"] or m["m2"] or m["m3"]
        day = m["d1"] or m["d2"] or m["d3"]
        year = m["y1"] or m["y2"] or m["y3"]
        pair = (months[name], int(day))
        found.append(
            _Part(start=m.start(), end=m.end(), year=int(year) if year else None, pairs=(pair,))
        )
    return found


@cache
def _named_pattern(language: str | None) -> re.Pattern[str]:
    names = "|".join(re.escape(name) for name in sorted(_months(language), key=len, reverse=True))
    day = r"(?P<d{0}>\d{{1,2}})(?:st|nd|rd|th|er|º|°)?"
    year = r"(?P<y{0}>(?:19|20)\d{{2}})(?!\d)"
    month = rf"(?P<m{{0}}>{names})\.?(?!\w)"
    return re.compile(
        rf"(?<!\d){year.format(1)}\.? {month.format(1)} {day.format(1)}(?!\d)\.?"
        rf"|(?<![\w$€£.,:/])(?<!\d ){day.format(2)}\.?(?:[ -]|\. )(?:de |of )?{month.format(2)}"
        rf"(?:(?:,? | de |-| del )\.?{year.format(2)})?"
        rf"|(?<!\w){month.format(3)} {day.format(3)}(?![\d:])(?:,? {year.format(3)})?"
    )


@cache
def _months(language: str | None) -> dict[str, int]:
    """Month names, folded: all of the mail's language and of English, long ones of the others."""
    names: dict[str, int] = {}
    own = [name for name in (language, "en") if name in _LANGUAGES]
    for code in [name for name in _LANGUAGES if name not in own] + own[::-1]:
        months = Locale(code).months
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in months[context][width].items():
                    plain = _folded(str(name)).rstrip(".")
                    if code in own or len(plain) > 4:
                        names[plain] = int(number)
    if "en" in own:
        names |= {"sept": 9, "mai" if language == "fr" else "may": 5}
    return {name: number for name, number in names.items() if len(name) > 2}


def _year_of(parts: list[_Part], place: int, plain: str) -> int | None:
    """The part's own year, else that of the day its range ends on."""
    part = parts[place]
    if part.year is not None or place + 1 == len(parts):
        return part.year
    after = parts[place + 1]
    if after.year is None or not _BETWEEN.match(plain[part.end : after.start]):
        return None
    return after.year - (part.pairs[0] > after.pairs[0])


def _dated(text: str, part: _Part, year: int | None, near: date) -> DateFound | None:
    days = {day for month, number in part.pairs if (day := _day(year, month, number, near))}
    if not days:
        return None
    return DateFound(
        candidates=tuple(sorted(days)),
        text=text[part.start : part.end],
        start=part.start,
        end=part.end,
    )


def _day(year: int | None, month: int, number: int, near: date) -> date | None:
    if year is None:
        around = (_made(near.year + step, month, number) for step in (-1, 0, 1))
        known = [day for day in around if day is not None]
        return min(known, key=lambda day: abs((day - near).days), default=None)
    return _made(year, month, number) if _EARLIEST <= year <= near.year + 30 else None


def _made(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except ValueError:
        return None


def _relative(text: str, plain: str, near: date) -> list[DateFound | None]:
    spans = [(m, _RELATIVE[m[1]]) for m in _RELATIVE_WORDS.finditer(plain)]
    spans += [(m, int(m[1])) for m in _IN_DAYS.finditer(plain)]
    return [
        DateFound(
            candidates=(near + timedelta(days=days),),
            text=text[m.start() : m.end()],
            start=m.start(),
            end=m.end(),
        )
        for m, days in spans
    ]


def _folded(text: str) -> str:
    """Lower case without diacritics, every character in its old place."""
    return "".join(_fold(char) for char in text)


@cache
def _fold(char: str) -> str:
    if char.isspace() or char in "\u202f\u00a0":
        return " "
    plain = unicodedata.normalize("NFKD", char)[0].lower()
    return {"’": "'"}.get(plain, plain) if len(plain) == 1 else char
