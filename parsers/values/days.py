"""Where days stand in a folded text: the shapes that dates are written in."""

import re
from collections.abc import Callable, Iterator, Sequence

from parsers.locale.locales import LocaleHint
from parsers.locale.months import ENDS, OF, may_name_a_month, month_number
from parsers.values.sighted import Reading, Sight, readings, year_of
from parsers.values.yearless import in_two_figures, without_year

_MARKS = "/.-"
_WORD = r"[^\W\d_]"
_MONTH = rf"(?P<name>{_WORD}{{3,12}}+['\u05f3]?)\.?"
_DAY = rf"(?P<day>0?[1-9](?![0-9])|[12][0-9]|3[01])(?:{'|'.join(ENDS)})?"
_YEAR = r"(?P<year>(?:19|20)[0-9]{2})(?![0-9a-z_]|[.,/][0-9])"
# No part of a longer number, a word, an amount or a version; but what stands behind the sign of an
# amount before it is none of it: "12,00 € 5. heinäkuuta".
_LEFT = (
    r"(?=[0-9])(?<![0-9a-z_#€$£¥])(?:(?<![€$£¥] )|(?<=[0-9]€ )|(?<=[0-9][ \u00a0]€ ))"
    r"(?<![0-9][.,:'/])"
)
# A range may be glued: 01.06.2026-30.06.2026, 01.06.-30.06.2026.
_LEFT_NUMERIC = (
    r"(?:(?<=[./ ][0-9]{4}[-–])|(?<=[0-9]\.[-–])|(?<![0-9a-z_#€$£¥.,/-])(?<![0-9]:)(?<![0-9]–))"
)
_RIGHT_NUMERIC = r"(?![0-9_]|[a-su-z]|[/:][0-9]|[.,][0-9])(?!-[0-9]++(?![./]))"
_OF = r"(?:de |del |of |d'|den |d\. )?"

_DAY_MONTH = re.compile(
    rf"{_LEFT}{_DAY}\.? ?(?={_WORD}){_OF}(?:{OF}(?={_WORD}))?{_MONTH}"
    rf"(?:,? ?{_OF}{_YEAR})?(?![0-9a-z_])"
)
_MONTH_DAY = re.compile(
    rf"(?<![^\W_]){_MONTH} {_DAY}"
    rf"(?:,? ?{_YEAR}|(?: ?[-–] ?[0-9]{{1,2}}(?=,? (?P<later>20[0-9]{{2}})))?)"
    r"(?![0-9a-z_]|[.,:][0-9]| ?[€$£%]|\.?[/-][0-9])"
)
# "július 5-én", "július 5.": no amount, which would go on with a space ("július 3 990 Ft").
_ENDED = re.compile(rf"(?<![^\W_])(?P<name>{_WORD}{{4,12}}+)\.? {_DAY}(?=\.(?![0-9])|-[a-z])")
_ENDED_IN = "hu"
_YEAR_MONTH_DAY = re.compile(rf"(?<![0-9a-z_]){_YEAR}\.? {_MONTH} {_DAY}(?![0-9a-z_]|[.,:][0-9])")
_DASHED = re.compile(
    rf"{_LEFT}{_DAY}(?P<mark>[-/.]){_MONTH}(?P=mark)(?P<year>20[0-9]{{2}}|[0-9]{{2}})(?![0-9a-z_])"
)
_ISO = re.compile(
    rf"{_LEFT_NUMERIC}(?P<year>(?:19|20)[0-9]{{2}})(?:(?P<mark>[-/.])|\. )(?P<month>[0-9]{{1,2}})"
    rf"(?(mark)(?P=mark)|\. )(?P<day>[0-9]{{1,2}}){_RIGHT_NUMERIC}"
)
_EASTERN = re.compile(
    r"(?<![0-9年년])(?<![年년] )(?:(?P<year>(?:19|20)[0-9]{2}) ?[年년] ?)?"
    r"(?P<month>1[0-2]|0?[1-9]) ?[月월] ?(?P<day>[0-9]{1,2}) ?[日일号]"
)
_MOONS = "月월"  # without one of these no day is written so
_NUMERIC = re.compile(
    rf"{_LEFT_NUMERIC}(?P<one>[0-9]{{1,2}})(?:(?P<mark>[-/.])|\. )(?P<other>[0-9]{{1,2}})"
    rf"(?(mark)(?P=mark)|\. )(?P<year>[0-9]{{4}}|[0-9]{{2}}){_RIGHT_NUMERIC}"
)
_VERSION = re.compile(r"(?:\bver(?:sion|s)?|\bv|\bios|\bandroid|\brelease|\bbuild|\bip)\.? ?\Z")


def sights(text: str, original: str, hint: LocaleHint, words: Sequence[str]) -> list[Sight]:
    """Every day that a folded lower-case text names, in order; a year makes the better reading.

    `original` is the same text with its capitals: "may 5" is no day, "May 5" is; `words` are its.
    """
    shapes = _BY_NAME if may_name_a_month(words) else ()
    shapes = (*_IN_FIGURES, *shapes) if _may_be_in_figures(text) else shapes
    if not shapes:
        return []
    found = [sight for shape in shapes for sight in shape(text, original, hint)]
    found.sort(key=lambda sight: (sight.year is None, sight.start, -sight.end))
    taken = bytearray(len(text))
    kept: list[Sight] = []
    for sight in found:
        if not any(taken[sight.start : sight.end]):
            taken[sight.start : sight.end] = b"\1" * (sight.end - sight.start)
            kept.append(sight)
    return sorted(kept, key=lambda sight: sight.start)


def _named(text: str, original: str, hint: LocaleHint) -> Iterator[Sight]:
    named = (_DAY_MONTH, _YEAR_MONTH_DAY) if _has_year(text) else (_DAY_MONTH,)
    for pattern in (*named, _DASHED) if _has_marks(text) else named:
        for found in pattern.finditer(text):
            month = _month(found, original, hint)
            if month is not None:
                yield _sight(found, month, year_of(found["year"]))


def _may_be_in_figures(text: str) -> bool:
    """Whether a text has a mark that a day in figures has, or letters that may be one."""
    return any(mark in text for mark in _MARKS) or not text.isascii()


def _has_year(text: str) -> bool:
    return "20" in text or "19" in text


def _has_marks(text: str) -> bool:
    """Whether a mark between numbers stands there twice: a price has one."""
    return text.count(".") > 1 or text.count("/") > 1 or text.count("-") > 1


def _month_first(text: str, original: str, hint: LocaleHint) -> Iterator[Sight]:
    """English alone leaves the year out here; elsewhere "mar 5" is a Tuesday."""
    for found in _MONTH_DAY.finditer(text):
        month = _month(found, original, hint)
        year = year_of(found["year"] or found["later"])
        if month is not None and (year is not None or hint.language in (None, "en")):
            end = None if found["later"] is None else found.end("day")
            yield _sight(found, month, year, end=end)


def _ended(text: str, original: str, hint: LocaleHint) -> Iterator[Sight]:
    """Without a year, in the language that puts the month first and ends each day."""
    del original
    if hint.language != _ENDED_IN:
        return
    for found in _ENDED.finditer(text):
        if (month := month_number(found["name"], hint.language, with_year=False)) is not None:
            yield _sight(found, month, None)


def _month(found: re.Match[str], original: str, hint: LocaleHint) -> int | None:
    groups = found.groupdict()
    dated = bool(groups["year"] or groups.get("later"))
    month = month_number(found["name"], hint.language, with_year=dated)
    if found["name"] == "may" and not dated and hint.language in (None, "en"):
        return month if original[found.start("name")].isupper() else None
    return month


def _sight(found: re.Match[str], month: int, year: int | None, *, end: int | None = None) -> Sight:
    reading = Reading(month=month, day=int(found["day"]))
    return Sight(start=found.start(), end=end or found.end(), year=year, readings=(reading,))


def _numbered(text: str, original: str, hint: LocaleHint) -> Iterator[Sight]:
    del original, hint
    if _has_year(text) and _has_marks(text):
        yield from _of_numbers(_ISO, text)
    if not text.isascii() and any(one in text for one in _MOONS):
        yield from _of_numbers(_EASTERN, text)


def _of_numbers(pattern: re.Pattern[str], text: str) -> Iterator[Sight]:
    for found in pattern.finditer(text):
        yield _sight(found, int(found["month"]), year_of(found["year"]))


def _numeric(text: str, original: str, hint: LocaleHint) -> Iterator[Sight]:
    del original
    if not _has_marks(text):
        return
    for found in _NUMERIC.finditer(text):
        if not _is_number_of_something(text, found):
            yield Sight(
                start=found.start(),
                end=found.end(),
                year=year_of(found["year"]),
                readings=readings(int(found["one"]), int(found["other"]), found["mark"], hint),
                short=len(found["year"]) == 2,
            )


def _is_number_of_something(text: str, found: re.Match[str]) -> bool:
    """Order numbers (10-11-12) and versions (1.2.26, iOS 17.1.26)."""
    short = len(found["year"]) == 2
    if short and found["mark"] == "/":
        return False
    if short and (found["mark"] != "." or found.end() - found.start() != len("01.02.26")):
        return True
    return bool(_VERSION.search(text, max(0, found.start() - 9), found.start()))


_Shapes = tuple[Callable[[str, str, LocaleHint], Iterator[Sight]], ...]
_IN_FIGURES: _Shapes = (_numbered, _numeric, without_year, in_two_figures)
_BY_NAME: _Shapes = (_named, _month_first, _ended)
