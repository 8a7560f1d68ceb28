"""How long a trial lasts, or still does, where a text counts it: "14-day trial", "3 days left"."""

import re
from collections.abc import Iterator
from datetime import date
from functools import cache

import msgspec

from parsers.language.lengths import day_after
from parsers.values.soon import Soon, soon_in
from parsers.values.within import plain, unit_of

_NEAR = 30  # characters around a length in which stands what it is of
_CLAUSE = re.compile(r"[,;:!?()。、，]|\.(?= |$)| [-–—|] ")


class Span(msgspec.Struct, frozen=True, kw_only=True):
    """A number of days, weeks or months of a text, and what stands right before and behind it, as
    far as its clause goes. `is_left`: it is what is left of something.
    """

    count: int
    unit: str
    before: str
    after: str
    is_left: bool

    def from_day(self, day: date) -> date:
        """The day on which it is over that is counted from a day."""
        return day_after(day, self.unit, self.count)


def spans_in(text: str, *, language: str | None) -> Iterator[Span]:
    """The lengths of a text that it counts in figures or small words; linear in its length."""
    soon, length, left = _patterns(language or "en")
    folded = plain(text)
    for found in length.finditer(folded):
        before = _CLAUSE.split(folded[max(0, found.start() - _NEAR) : found.start()])[-1]
        after = _CLAUSE.split(folded[found.end() : found.end() + _NEAR], maxsplit=1)[0]
        unit = next(one for one in found.groups()[1:] if one)
        yield Span(
            count=soon.counted(found[1]) if found[1] else 1,
            unit=unit_of(unit),
            before=before,
            after=after,
            is_left=bool(left.search(before) or left.search(after)),
        )


@cache
def _patterns(language: str) -> tuple[Soon, re.Pattern[str], re.Pattern[str]]:
    soon = soon_in(language)
    soon = soon if "length" in soon.patterns else soon_in("en")
    return soon, re.compile(soon.patterns["length"]), re.compile(soon.patterns["left"])
