"""What the rows of an order say about how it is paid, and that it is not paid yet."""

import re
from collections.abc import Iterator
from itertools import pairwise

from parsers.events import BillingEvent, EventKind
from parsers.generic.rows import about, rows_of
from parsers.language.lexicon import says
from parsers.language.notions import notions_for
from parsers.language.wording import claims
from parsers.page import Page, once
from parsers.statement.papers import is_of_paper
from parsers.statement.particulars import card_in, last_four
from parsers.statement.unpaid import names_an_account

_LONGEST_LABEL, _LONGEST_VALUE = 40, 48  # characters
_MOST_LINES, _LONGEST = 120, 90  # rows, characters
_MONEY = frozenset(("pay", "receipt", "take"))
_VALUE = re.compile(r" \| |[:：] ?\w")
_OPENING = 4  # sentences
_LINK = "http"
_AROUND = " .!:：→›»▶👉➜<>[]()|-–*"
_ASKED = frozenset(("+how", "+state", "pay"))


@once
def asking_row(page: Page) -> str | None:
    """The row that calls an order unpaid ("Payment status: Unpaid"), a transfer the way to pay
    where another one gives the number of the account, or the place where it is paid.
    """
    unpaid = next(_calling(page, "unpaid_yet"), None)
    way = next(_calling(page, "by_transfer"), None) if unpaid is None else None
    if way is not None:
        rows = (one for one in page.lines[:_MOST_LINES] if len(one) <= _LONGEST)
        if any(names_an_account(one, page) for one in rows):
            return way
    return unpaid or pay_here(page)


@once
def pay_here(page: Page) -> str | None:
    """The line, as a button or before a link, by which a mail leads to where it is paid: "Pay
    invoice online". Baskets and offers have such lines too.
    """
    language = page.hint.language
    opening = (page.subject, *page.sentences[:_OPENING])
    if any(is_of_paper(one, "subject", language) for one in opening):
        return None
    for line in page.lines[:_MOST_LINES]:
        if len(line) <= _LONGEST:
            text = line.partition(_LINK)[0].strip(_AROUND)
            if text and len(text) <= _LONGEST_LABEL and says(text, "pay_here", language):
                return line
    return None


def is_paid_otherwise(page: Page, event: BillingEvent) -> bool:
    """Whether a payment is that of an order of which a row says that its money will be taken later,
    by hand, or by a transfer or a bill to come: "Payment: Cash on delivery".
    """
    if event.kind is not EventKind.CHARGE or last_four(page) is not None:
        return False
    names = ("unsettled", "unpaid_yet", "by_transfer")
    if not any(True for one in names for _ in _calling(page, one)):
        return False
    notions = notions_for(page.hint.language)
    paid = (one.sentence for one in claims(page) if one.kind is EventKind.CHARGE)
    return not any(notions.about(sentence) & _MONEY for sentence in paid)


def _calling(page: Page, name: str) -> Iterator[str]:
    """The rows whose words say so."""
    return (text for text, value in _settling(page) if _says(value, name, page))


def _says(value: str, name: str, page: Page) -> bool:
    return says(value, name, page.hint.language)


@once
def _settling(page: Page) -> tuple[tuple[str, str], ...]:
    """The rows about how, or whether, it is paid, each with its words."""
    return tuple(
        (text, value)
        for text, value in _rows(page)
        if len(value) <= _LONGEST_VALUE and not card_in(value)
    )


def _rows(page: Page) -> Iterator[tuple[str, str]]:
    for row in rows_of(page):
        if len(row.label) <= _LONGEST_LABEL and _is_of_payment(row.label, page):
            yield row.text, row.values[0]
    for line, below in pairwise(page.lines[:_MOST_LINES]):
        is_head = len(line) <= _LONGEST_LABEL and len(below) <= _LONGEST_VALUE
        if is_head and not _VALUE.search(line) and "+how" in about(line, page):
            yield f"{line} {below}", below


def _is_of_payment(label: str, page: Page) -> bool:
    return bool(about(label, page) & _ASKED) or _says(label, "of_payment", page)
