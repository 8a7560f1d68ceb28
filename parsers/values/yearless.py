"""Days in figures alone without a year: 20.6., 28/11, "by 28.11", "vóór 28-11"."""

import re
from collections.abc import Iterator

from parsers.locale.date_order import DAY_FIRST
from parsers.locale.locales import LocaleHint
from parsers.values.sighted import Reading, Sight, readings, year_of
from parsers.values.soon import soon_in

# 20.6. has two stops and no year: no amount, no hour, no number of a chapter.
_SHORT = re.compile(
    r"(?:(?<=[0-9]\.[-–])|(?<![0-9a-z_#€$£§.,/:-])(?<![0-9]–))(?P<day>0?[1-9]|[12][0-9]|3[01])\."
    r" ?(?P<month>0?[1-9]|1[0-2])\.(?! ?[0-9]|[a-z_/:]|[.,][0-9]| ?[€$£%])"
)
_SHORT_IN = frozenset(("cs", "da", "de", "fi", "nb"))
# 28/11, 28.11 and 28-11 behind what stands before days, or with a day that no fraction, instalment
# or page would be; "5/3 2027", "5/3-2027" have their year behind it.
_PAIR = re.compile(
    r"(?<![0-9a-z_#€$£.,/:–-])(?P<one>0?[1-9]|[12][0-9]|3[01])(?P<mark>[./-])"
    r"(?P<other>0?[1-9]|[12][0-9]|3[01])(?:[ -](?P<year>20[0-9]{2})(?![0-9]))?"
    r"(?![0-9a-z_/:-]|[.,][0-9]| ?[€$£¥₺₽₴%°]| of )"
)
# Behind a pair with a stop that is an amount, an hour or a measure.
_UNIT = re.compile(
    r" ?(?:uhr|h|hod|godz|eur|euro|kr|dkk|nok|sek|zl|zł|pln|kc|czk|chf|fr|lei|ron|tl|ft|huf|usd|gbp"
    r"|руб|грн|km|kg|gb|mb|tb|m|cm|kwh|prozent|procent\w*|proc|pct)(?!\w)"
)
_LONGEST_BEFORE = 20  # characters
_ALL_DAY = (24, 7)
_MONTHS = 12
_NUMBERED = re.compile(
    r"(?:\bver(?:sion\w*|s)?|\bv|\bio?s|\bandroid|\brelease|\bbuild|\bnr|\bno|\bpkt|\bziffer|\bziff"
    r"|\bpunkt\w*|\bkap(?:itel|\.)?\w*|\babschnitt\w*|\bartikel\w*|\bart|\babs|\bsiehe|\bgem|\bvgl"
    r"|\bafsnit\w*|\bavsnitt\w*|\bkohta\w*|\bkohda\w*|\bluku|\bbod\w*|\bcl|\bclanek"
    r"|\bchf|\beur|\bfr|\bkl|\bklo|\bum|\bkr|\bnok|\bdkk|\bkc)\.? ?\Z"
)


def without_year(text: str, original: str, hint: LocaleHint) -> Iterator[Sight]:
    """20.6. in the languages that write it so; what opens a text may be the number of a chapter."""
    if hint.language not in _SHORT_IN or text.count(".") <= 1:
        return
    for found in _SHORT.finditer(text):
        before = text[max(0, found.start() - 12) : found.start()]
        opens = not before.strip()
        after = original[found.end() : found.end() + 2].strip()
        if (opens and (not after or after.isupper())) or _NUMBERED.search(before):
            continue
        reading = Reading(month=int(found["month"]), day=int(found["day"]), order=DAY_FIRST)
        yield Sight(start=found.start(), end=found.end(), year=None, readings=(reading,))


def in_two_figures(text: str, original: str, hint: LocaleHint) -> Iterator[Sight]:
    """28/11, 28.11 or 28-11 without a year, as each language writes it."""
    del original
    soon = soon_in(hint.language or "en")
    if soon.before_day is None or not any(mark in text for mark in soon.marks):
        return
    for found in _PAIR.finditer(text):
        if found["mark"] in soon.marks and _is_day(found, hint, soon.before_day):
            one, other = int(found["one"]), int(found["other"])
            read = readings(one, other, found["mark"], hint)
            year = year_of(found["year"])
            yield Sight(start=found.start(), end=found.end(), year=year, readings=read)


def _is_day(found: re.Match[str], hint: LocaleHint, before_day: re.Pattern[str]) -> bool:
    """Whether two numbers are a day and its month, and no price, hour, fraction or version."""
    one, other = int(found["one"]), int(found["other"])
    before = found.string[max(0, found.start() - _LONGEST_BEFORE) : found.start()]
    if found["mark"] != "/":
        is_month = other <= _MONTHS and not _UNIT.match(found.string, found.end())
        return is_month and bool(before_day.search(before))
    is_plain = one > _MONTHS and hint.language not in (None, "en") and (one, other) != _ALL_DAY
    return is_plain or bool(found["year"] or before_day.search(before))
