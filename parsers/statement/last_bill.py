"""The last bill of what ends: that a bill is one, and until when one may come, as the end says."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date

from parsers.language.notions import notions_for
from parsers.locale.months import may_name_a_month, month_number
from parsers.page import Page, once
from parsers.statement.when import days_to_come, those_with
from parsers.text.folding import fold, words_of

_LONGEST = 300  # characters
_AHEAD = 6  # months; one that lies further ahead is one that is past
_DENIED = frozenset(("not", "if"))


@once
def is_last_bill(page: Page) -> bool:
    """Whether a bill calls itself the last one: nothing of the kind comes after it."""
    return any(
        len(one) <= _LONGEST
        for texts in ((page.subject,), page.sentences, page.lines)
        for one in those_with(texts, "is_last_bill", page)
    )


@once
def last_bill_on(page: Page) -> date | None:
    """The day by which a last bill comes, as the mail of an end says: "one last invoice at the
    beginning of November for October" may come until the month is over.
    """
    about = notions_for(page.hint.language).about
    said = [one for one in those_with(page.sentences, "last_bill", page) if len(one) <= _LONGEST]
    told = [one for one in said if not about(one) & _DENIED]
    return max((day for one in told for day in _days(one, page)), default=None)


def _days(text: str, page: Page) -> Iterator[date]:
    """The days to come that a text names, and the ends of the months of which it names none."""
    days = days_to_come(text, page)
    yield from days
    dated = {(one.year, one.month) for one in days}
    yield from (one for one in _ends_of_months(text, page) if (one.year, one.month) not in dated)


def _ends_of_months(text: str, page: Page) -> Iterator[date]:
    """The last days of the months that a text names, each the next of its name."""
    words = words_of(fold(text).text.lower())
    today = page.mailed_on
    for word in words if may_name_a_month(words) else ():
        month = month_number(word, page.hint.language, with_year=False)
        if month is not None and (month - today.month) % 12 <= _AHEAD:
            year = today.year + (month < today.month)
            yield date(year, month, monthrange(year, month)[1])
