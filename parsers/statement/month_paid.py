"""The month that a bill is for, where a row names it and no days: "Period | October 2026"."""

import re
from datetime import date, timedelta

from parsers.events import Period
from parsers.locale.months import month_number
from parsers.page import Page, once
from parsers.statement import fields
from parsers.text.folding import fold

_MONTH = re.compile(r"[:：| ]*(?P<name>[^\W\d_]{3,12})\.? (?:del? |of )?(?P<year>20\d\d)\.?\s*")
_NEAR = timedelta(days=120)
_LONGEST_MONTH = timedelta(days=31)


@once
def month_paid(page: Page) -> Period | None:
    """Its first and its last day; None where no row names one, or one long past or far ahead."""
    for place in fields.labelled(page, "period", lines=page.lines):
        found = _MONTH.fullmatch(place.after)
        first = _first_day(found, page) if found else None
        if first is not None and abs(first - page.mailed_on) <= _NEAR:
            ends = (first + _LONGEST_MONTH).replace(day=1) - timedelta(days=1)
            return Period(starts_on=first, ends_on=ends)
    return None


def _first_day(found: re.Match[str], page: Page) -> date | None:
    name = fold(found["name"]).text.lower()
    month = month_number(name, page.hint.language, with_year=True)
    return date(int(found["year"]), month, 1) if month else None
