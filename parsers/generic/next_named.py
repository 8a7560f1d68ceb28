"""The next payment that a mail names in a row, though it is about something else: a new card."""

from collections.abc import Iterator
from itertools import pairwise

from parsers.events import EventKind
from parsers.generic.rows import about, rows_of
from parsers.generic.shapes import is_offered
from parsers.language.notions import notions_for
from parsers.language.wording import Claim, straight
from parsers.page import Page
from parsers.statement.when import days_to_come
from parsers.values.found_money import find_amounts

_NEXT = "+nextpay"
# What else such a mail may be about, and is then read by its words.
_ELSE = frozenset(("free", "cancel", "pause", "fail"))
_LONGEST_LABEL, _LONGEST = 40, 60  # characters


def with_next_payment(page: Page, found: tuple[Claim, ...]) -> tuple[Claim, ...]:
    """The claims; where there is none, and one reader is written to, the renewal that the only row
    of a next payment with its money and its day tells of.
    """
    if found or page.message.goes_to_many or is_offered(page.subject):
        return found
    rows = dict.fromkeys(_named(page))
    if len(rows) != 1:
        return found
    told = notions_for(page.hint.language).about
    if any(told(text) & _ELSE for text in (page.subject, *page.sentences)):
        return found
    text = straight(next(iter(rows)))
    return (Claim(kind=EventKind.RENEWAL_NOTICE, sentence=text, in_subject=False),)


def _named(page: Page) -> Iterator[str]:
    """The values of such rows, side by side or below their label."""
    for label, value in _rows(page):
        paid = {one.money for one in find_amounts(value, page.hint) if one.amount > 0}
        # Hardly any value has both, and only those are asked what their label is about.
        is_dated = len(paid) == 1 and len(set(days_to_come(value, page))) == 1
        if is_dated and _NEXT in about(label, page):
            yield value


def _rows(page: Page) -> Iterator[tuple[str, str]]:
    yield from ((row.label, " | ".join(row.values)) for row in rows_of(page))
    for line, below in pairwise(page.lines):
        is_label = len(line) <= _LONGEST_LABEL and not any(map(str.isdigit, line))
        if is_label and len(below) <= _LONGEST:
            yield line, below
