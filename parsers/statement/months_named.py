"""The month to come that a text names without a day."""

import re
from collections.abc import Iterator
from datetime import date

from parsers.language.lexicon import says
from parsers.locale.months import may_name_a_month, month_number
from parsers.page import Page
from parsers.text.folding import fold

# "September 2026", "septiembre de 2026".
_MONTH = re.compile(
    r"(?<![^\W_])(?<![\d.º°ª] )(?<!\d de )(?<!\d(?:st|nd|rd|th|er) )(?P<name>[^\W\d_]{3,12})\.? "
    r"(?:del? |of )?(?P<year>20\d\d)(?!\d)"
)
_YEARS_AHEAD = range(3)
# A name without a number beside it: neither "3 November" nor "November 20".
_BARE_MONTH = re.compile(
    r"(?<!\d )(?<!\d\. )(?<!\d de )\b[^\W\d_]{3,12}\b(?!\.? ?(?:de )?\d)"
    r"|(?<![\d年])(?P<number>1[0-2]|[1-9]) ?[月월](?! ?\d)"
)
_BEFORE, _BEHIND = 24, 6  # characters in which a word for "from" stands


def month_to_come(text: str, page: Page) -> date | None:
    """The first day of the only month after the mail's that a text names, with its year."""
    return _only(_months_to_come(text, page))


def month_from_which(text: str, page: Page) -> date | None:
    """The first day of the next month of the only name of one behind a word for "from"; no part of
    a day: "from your November payment on".
    """
    return _only(_months_from_which(text, page))


def _only(months: Iterator[date]) -> date | None:
    found = set(months)
    return found.pop() if len(found) == 1 else None


def _months_to_come(text: str, page: Page) -> Iterator[date]:
    for found in _MONTH.finditer(text):
        name, year = fold(found["name"]).text.lower(), int(found["year"])
        if year - page.mailed_on.year not in _YEARS_AHEAD or not may_name_a_month((name,)):
            continue
        month = month_number(name, page.hint.language, with_year=True)
        if month is not None and date(year, month, 1) > page.mailed_on:
            yield date(year, month, 1)


def _months_from_which(text: str, page: Page) -> Iterator[date]:
    language, mailed = page.hint.language, page.mailed_on
    for found in _BARE_MONTH.finditer(text):
        month = int(found["number"]) if found["number"] else _bare(found[0], language)
        if month is None or month == mailed.month:
            continue
        near = text[max(0, found.start() - _BEFORE) : found.end() + _BEHIND]
        if says(near, "effective", language):
            yield date(mailed.year + (month < mailed.month), month, 1)


def _bare(word: str, language: str | None) -> int | None:
    name = fold(word).text.lower()
    if word == "may" or not may_name_a_month((name,)):
        return None
    return month_number(name, language, with_year=False)
