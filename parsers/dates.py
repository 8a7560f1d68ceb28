"""Finding days and periods in running text, in many languages; an open day stays open."""

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

import msgspec
from msgspec.structs import replace

from parsers.language.clues import clues_of
from parsers.language.suspecting import Clues
from parsers.locale.date_order import made
from parsers.locale.locales import LocaleHint
from parsers.text.folding import Folded, fold, words_of
from parsers.values.days import sights
from parsers.values.sighted import Reading, Sight
from parsers.values.soon import Soon, soon_in

_EARLIEST = 1995
_YEARS_AHEAD = 30
# Two digits further off than this are no year: 10.11.12 is a version.
_SHORT_YEARS = 10
_TO = "to|until|till|til|through|thru|bis(?: zum)?|au|a|al|ate|tot(?: en met)?|t/m|do|hasta"
# "It starts on 4 September and ends on 3 October".
_AND_ENDS = (
    "and (?:ends|finishes|expires|runs out)(?: on)?|und (?:endet|läuft)(?: am| bis(?: zum)?)?"
    "|et (?:se termine|finit|expire)(?: le)?|y (?:termina|finaliza|vence|acaba)(?: el)?"
    "|e (?:termina|scade|finisce|expira)(?: il| em| a)?|en (?:eindigt|loopt)(?: op| tot)?"
)
_LINK = re.compile(
    rf" ?(?:[-–—~〜]|から|부터|,? (?:{_TO}|{_AND_ENDS})(?: the| le| el| den)?(?= )) ?(?:the )?"
)
_LONGEST_LINK = 24
_DIGIT = re.compile(r"\d")
_LONGEST_KEPT = 500  # characters
_NEAR_DAYS = ("today", "tomorrow", "in_days")
# What says a day by its name or number alone: of a text that names one it only repeats that.
_NEXT_DAYS = ("next_month", "weekday", "day_of_month", "first_days")
_WEEK = 7
# "by Friday the 5th": the day of that number, where it is such a day; not "Friday 5 pm".
_NUMBERED = re.compile(
    r"[ ,(]{1,2}(?:den |dia |the |le |il |el |de )?(?P<day>[0-9]{1,2})(?![0-9:h%]|[.,/-][0-9])"
)
_LONGEST_WORD = 16


class DateFound(msgspec.Struct, frozen=True, kw_only=True):
    """A day in a text, `text[start:end]`; sorted candidates, several when nothing settles it.

    `is_counted`: it was told as a number of days from that of the mail ("in 3 days"); `is_next`:
    as the next one of its name or number ("by Friday").
    """

    candidates: tuple[date, ...]
    text: str
    start: int
    end: int
    is_counted: bool = False
    is_next: bool = False

    @property
    def on(self) -> date | None:
        """The day, unless the text leaves two readings."""
        return self.candidates[0] if len(self.candidates) == 1 else None

    def after(self, day: date) -> date | None:
        """The only reading of it that comes after a day, if there is one."""
        later = [one for one in self.candidates if one > day]
        return later[0] if len(later) == 1 else None


class PeriodFound(msgspec.Struct, frozen=True, kw_only=True):
    """Two days joined by a dash or a "to", `text[start:end]`; both as the text names them."""

    starts_on: date
    ends_on: date
    start: int
    end: int


def find_dates(text: str, *, hint: LocaleHint, near: date) -> tuple[DateFound, ...]:
    """Every day that a text names, in reading order; `near` gives a year where none stands.

    Day and month in numbers alone keep both readings unless a value, the territory, the language
    or the other end of a range settles them. Linear in the length of the text.
    """
    if len(text) <= _LONGEST_KEPT:
        return _known(text, hint, near)
    return _days_of(text, hint, near)


def _days_of(text: str, hint: LocaleHint, near: date) -> tuple[DateFound, ...]:
    folded, lower = _folded(text)
    words, said = words_of(lower), _near_days(hint.language or "en")
    named = sights(lower, folded.text, hint, words) if _DIGIT.search(text) else []
    suspects = said.clues.suspects(words)
    if not (named or suspects):  # hardly any text has a day, in figures or as "tomorrow"
        return ()
    found = [
        _found(text, folded, sight, days)
        for sight in _settled_ranges(named, lower)
        if (days := _days(sight, near))
    ]
    told = _told(lower, said, suspects, near, is_named=bool(found)) if suspects else ()
    found += [_counted(text, folded, *one) for one in told]
    return tuple(sorted(found, key=_start))


def _start(found: DateFound) -> int:
    return found.start


# A line is read for days by one question after another.
_known = lru_cache(maxsize=512)(_days_of)


def find_periods(text: str, *, hint: LocaleHint, near: date) -> tuple[PeriodFound, ...]:
    """Every stretch from one settled day to a later one (or the same)."""
    found = find_dates(text, hint=hint, near=near)
    return tuple(
        PeriodFound(starts_on=first.on, ends_on=last.on, start=first.start, end=last.end)
        for first, last in pairwise(found)
        if first.on is not None and last.on is not None and first.on <= last.on
        if _is_link(fold(text[first.end : last.start]).text.replace("\u00a0", " ").lower())
    )


class _Near(NamedTuple):
    """What a language calls today, tomorrow, and days some days off, on folded lower-case text.

    `clues` tell which of the patterns a text may have.
    """

    soon: Soon
    patterns: tuple[tuple[str, re.Pattern[str]], ...]
    clues: Clues


@cache
def _near_days(language: str) -> _Near:
    soon = soon_in(language)
    names = [name for name in (*_NEAR_DAYS, *_NEXT_DAYS) if name in soon.patterns]
    sources = [soon.patterns[name] for name in names]
    patterns = tuple(zip(names, map(re.compile, sources), strict=True))
    return _Near(soon, patterns, Clues(map(clues_of, sources)))


def _folded(text: str) -> tuple[Folded, str]:
    folded = fold(text)
    return folded, folded.text.replace("\u00a0", " ").lower()


def _is_link(between: str) -> bool:
    return len(between) <= _LONGEST_LINK and bool(_LINK.fullmatch(between))


def _settled_ranges(found: list[Sight], text: str) -> Iterator[Sight]:
    """Each day, with the year and the order of the other end of its range where its own lacks."""
    for place, sight in enumerate(found):
        before = found[place - 1] if place else None
        after = found[place + 1] if place + 1 < len(found) else None
        settled = sight
        if after is not None and _is_link(text[sight.end : after.start]):
            settled = _like(_with_year(settled, after), after)
        if before is not None and _is_link(text[before.end : sight.start]):
            settled = _like(settled, before)
        yield settled


def _with_year(first: Sight, last: Sight) -> Sight:
    if first.year is not None or last.year is None:
        return first
    one, other = first.readings[0], last.readings[0]
    later = (one.month, one.day) > (other.month, other.day)
    return replace(first, year=last.year - later)


def _like(sight: Sight, other: Sight) -> Sight:
    """Both ends of a range are written in one order: 01/06/2026 - 30/06/2026."""
    orders = {reading.order for reading in other.readings}
    same = tuple(reading for reading in sight.readings if reading.order in orders)
    return replace(sight, readings=same) if same else sight


def _days(sight: Sight, near: date) -> tuple[date, ...]:
    if sight.short and abs((sight.year or 0) - near.year) > _SHORT_YEARS:
        return ()
    days = (_day(sight.year, reading, near) for reading in sight.readings)
    return tuple(sorted({day for day in days if day is not None}))


def _day(year: int | None, reading: Reading, near: date) -> date | None:
    if year is not None:
        sane = _EARLIEST <= year <= near.year + _YEARS_AHEAD
        return made(year, reading.month, reading.day) if sane else None
    around = (made(near.year + step, reading.month, reading.day) for step in (-1, 0, 1))
    days = [day for day in around if day is not None]
    return min(days, key=lambda day: abs((day - near).days), default=None)


def _told(
    lower: str, said: _Near, suspects: int, near: date, *, is_named: bool
) -> Iterator[tuple[str, re.Match[str], date]]:
    """The days that a text tells otherwise than by a date, each with how; `is_named`: it names one
    as well.
    """
    taken: list[tuple[int, int]] = []  # "by the 5th of next month" is no "by the 5th"
    for place, (name, pattern) in enumerate(said.patterns):
        if not suspects >> place & 1 or (is_named and name in _NEXT_DAYS):
            continue
        for found in pattern.finditer(lower):
            day = _day_said(name, found, said.soon, near)
            if day is not None and not _overlaps(found.span(), taken):
                taken.append(found.span())
                yield name, found, day


def _overlaps(span: tuple[int, int], others: Iterable[tuple[int, int]]) -> bool:
    start, end = span
    return any(start < until and since < end for since, until in others)


def _counted(text: str, folded: Folded, name: str, found: re.Match[str], day: date) -> DateFound:
    sight = Sight(start=found.start(), end=found.end(), year=None, readings=())
    is_next = name in _NEXT_DAYS
    return replace(_found(text, folded, sight, (day,)), is_counted=True, is_next=is_next)


def _day_said(name: str, found: re.Match[str], soon: Soon, near: date) -> date | None:
    """The day that a text tells by its distance, its name or its number."""
    said = found[found.lastindex] if found.lastindex else ""
    if name == "weekday":
        return None if _ends_a_week(found, soon) else _weekday_said(found, soon, near)
    if name == "next_month":
        return _of_next_month(soon.counted(said), near)
    if name in _NEXT_DAYS:
        return _next_of_month(soon.counted(said), near)
    return near + timedelta(days=soon.counted(said) if said else _NEAR_DAYS.index(name))


def _weekday_said(found: re.Match[str], soon: Soon, near: date) -> date | None:
    """The next such day; the one of the number behind it, where that is such a day too."""
    weekday = soon.weekdays[found[found.lastindex or 0]]
    numbered = _NUMBERED.match(found.string, found.end())
    day = _next_of_month(int(numbered["day"]), near) if numbered else None
    is_both = day is not None and day.weekday() == weekday
    return day if is_both else _next_weekday(weekday, near)


def _ends_a_week(found: re.Match[str], soon: Soon) -> bool:
    """Whether it ends a span of days of the week: "Monday until Friday" are hours of an office."""
    start = found.start()
    before = found.string[max(start - _LONGEST_WORD, 0) : start].split()[-1:]
    return any(day.startswith(word.strip(".,")) for word in before for day in soon.weekdays if word)


def _next_weekday(weekday: int, near: date) -> date:
    """The next such day after that of the mail; 0 is Monday."""
    return near + timedelta(days=(weekday - near.weekday() - 1) % _WEEK + 1)


def _next_of_month(day: int, near: date) -> date | None:
    """The next day of that number, on the day itself that day."""
    return made(near.year, near.month, day) if day >= near.day else _of_next_month(day, near)


def _of_next_month(day: int, near: date) -> date | None:
    return made(near.year + near.month // 12, near.month % 12 + 1, day)


def _found(text: str, folded: Folded, sight: Sight, days: tuple[date, ...]) -> DateFound:
    start, end = folded.span(sight.start, sight.end)
    return DateFound(candidates=days, text=text[start:end], start=start, end=end)
