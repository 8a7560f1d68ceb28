"""What the rows of an order say about how it is paid, and that it is not paid yet."""

import re
from collections.abc import Iterator
from itertools import pairwise

from parsers.events import BillingEvent, EventKind
from parsers.generic.rows import about, rows_of
from parsers.language.lexicon import says
from parsers.language.notions import notions_for
from parsers.language.wording import Claim, claims, straight
from parsers.page import Page, once
from parsers.statement.papers import is_of_paper
from parsers.statement.particulars import card_in, last_four
from parsers.statement.unpaid import names_an_account

_LONGEST_LABEL, _LONGEST_VALUE, _LONGEST_STATE = 40, 48, 20  # characters
_DIGIT = re.compile(r"\d")
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


def with_settled(page: Page, found: tuple[Claim, ...]) -> tuple[Claim, ...]:
    """The claims of a bill with that of a row which says that it is paid: "Status | Paid"."""
    kinds = {one.kind for one in found}
    if EventKind.INVOICE_DUE not in kinds or EventKind.CHARGE in kinds:
        return found
    row = _settled_row(page)
    if row is None or asking_row(page) is not None:
        return found
    return (*found, Claim(kind=EventKind.CHARGE, sentence=straight(row), in_subject=False))


def _settled_row(page: Page) -> str | None:
    """The row of a state, or of the payment, that has nothing but "paid" for its value."""
    for row in rows_of(page):
        value = row.values[0]
        is_brief = len(row.label) <= _LONGEST_LABEL and len(value) <= _LONGEST_STATE
        if not is_brief or _DIGIT.search(value) or "+state" not in about(row.label, page):
            continue
        said = about(value, page)
        if "+paid" in said and "not" not in said and not _says(value, "unpaid_yet", page):
            return row.text
    return None


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
