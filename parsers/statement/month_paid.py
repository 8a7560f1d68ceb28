"""Whether a bill is for a month: by its days, or by a row without one, "Period | October 2026"."""

import re
from datetime import date, timedelta

from parsers.events import Period
from parsers.locale.months import month_number
from parsers.page import Page, once
from parsers.statement import labels
from parsers.text.folding import fold

_MONTH = re.compile(r"[:：| ]*(?P<name>[^\W\d_]{3,12})\.? (?:del? |of )?(?P<year>20\d\d)\.?\s*")
_NEAR = timedelta(days=120)
_MONTH_LONG = (timedelta(days=27), timedelta(days=31))  # from the first day to the last


def is_a_month(span: Period) -> bool:
    """Whether a period is a month long, its last day being of it or not."""
    shortest, longest = _MONTH_LONG
    return shortest <= span.ends_on - span.starts_on <= longest


@once
def is_of_a_month(page: Page) -> bool:
    """Whether such a row names one that is neither long past nor far ahead."""
    found = (
        _MONTH.fullmatch(one.after) for one in labels.labelled(page, "period", lines=page.lines)
    )
    days = (_first_day(one, page) for one in found if one is not None)
    return any(day is not None and abs(day - page.mailed_on) <= _NEAR for day in days)


def _first_day(found: re.Match[str], page: Page) -> date | None:
    name = fold(found["name"]).text.lower()
    month = month_number(name, page.hint.language, with_year=True)
    return date(int(found["year"]), month, 1) if month else None
