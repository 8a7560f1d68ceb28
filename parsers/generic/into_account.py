"""The bill that a letter states by its rows alone: how much, and the account to pay it into."""

import re
from collections.abc import Iterator, Sequence

from parsers.events import EventKind
from parsers.generic.rows import Row, about, rows_of
from parsers.language.notions import notions_for
from parsers.language.paragraphs import CELL
from parsers.language.wording import Claim, straight, titled
from parsers.page import Page, once
from parsers.statement.unpaid import names_an_account
from parsers.values.found_money import find_amounts

_NEAR = 6  # rows between the account and the amount
_LONGEST = 90  # characters of a row
_MOST, _MOST_LINES = 40, 80  # sentences, lines
_LONGEST_HEAD = 32
_DIGIT = re.compile(r"\d")
_FOR = frozenset(("+ref", "+account", "+payby", "+topay", "due"))  # what stands beside both
_OF_BILLS = frozenset(("pay", "invoice", "due"))
# Money that is or was taken by itself, was paid, or comes back.
_ELSE = frozenset("take auto get receipt return earn quote offer".split())
_OPENING, _MOVED = 3, frozenset(("was", "pay", "you"))  # "Your transfer was sent."
_NONE = frozenset("return earn quote offer get receipt not then next free".split())


def with_account(page: Page, found: tuple[Claim, ...]) -> tuple[Claim, ...]:
    """The claims; where they tell nothing, or call it a bill without its amount, the bill that rows
    tell: an amount, an account to pay into, and for whom or what.
    """
    due = EventKind.INVOICE_DUE
    if any(one.kind is not due or find_amounts(one.sentence, page.hint) for one in found):
        return found
    text = account_row(page)
    if text is None:
        return found
    bill = Claim(kind=due, sentence=straight(text), in_subject=False)
    title = titled(page, due)
    is_titled = bool(notions_for(page.hint.language).about(page.subject) & _OF_BILLS)
    return (title, bill, *found) if is_titled else (bill, *found)


@once
def account_row(page: Page) -> str | None:
    """The row with the amount that a letter wants paid into an account."""
    if page.message.goes_to_many or len(page.sentences) > _MOST:
        return None
    text = next(_asking(rows_of(page), page), None)
    return None if text is None or _is_of_other_money(page) else text


def _asking(rows: Sequence[Row], page: Page) -> Iterator[str]:
    """The rows with an amount that stand near the number of an account."""
    short = [row for row in rows if len(row.text) <= _LONGEST]
    for place, account in enumerate(short):
        if not names_an_account(account.text, page):
            continue
        near = short[max(place - _NEAR, 0) : place + _NEAR + 1]
        others = [row for row in near if row is not account]
        if any(about(row.label, page) & _FOR for row in others) or _is_about_paying(page):
            yield from (row.text for row in others if _is_priced(row, page))


def _is_priced(row: Row, page: Page) -> bool:
    amounts = [one for value in row.values for one in find_amounts(value, page.hint)]
    return len(amounts) == 1 and amounts[0].amount > 0 and not about(row.label, page) & _NONE


def _is_about_paying(page: Page) -> bool:
    """Whether the subject or a heading is about paying: "Payment information:"."""
    said = notions_for(page.hint.language).about
    heads = (one for one in page.lines[:_MOST_LINES] if len(one) <= _LONGEST_HEAD)
    return any(said(one) & _OF_BILLS for one in (page.subject, *heads) if not _DIGIT.search(one))


def _is_of_other_money(page: Page) -> bool:
    said = notions_for(page.hint.language).about
    prose = (one for one in page.sentences if CELL not in one and not find_amounts(one, page.hint))
    each = [said(one) for one in (page.subject, *prose)]
    return any(some & _ELSE for some in each) or any(some >= _MOVED for some in each[:_OPENING])
