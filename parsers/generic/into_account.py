"""The bill that a letter states by its rows alone: how much, and the account to pay it into."""

import re
from collections.abc import Iterator, Sequence

from parsers.events import BillingEvent, EventKind
from parsers.generic.outright import outright
from parsers.generic.rows import Row, about, rows_of
from parsers.generic.statement import is_greeted
from parsers.language.lexicon import says
from parsers.language.notions import notions_for
from parsers.language.paragraphs import CELL
from parsers.language.wording import Claim, claims, straight, titled
from parsers.page import Page, once
from parsers.statement import totals
from parsers.statement.unpaid import names_an_account
from parsers.values.found_money import find_amounts

_NEAR = 6  # rows between the account and the amount
_LONGEST = 90  # characters of a row
_MOST, _MOST_LINES = 40, 80  # sentences, lines
_LONGEST_HEAD = 32
# What has a total and an account, and asks for nothing.
_THANKED = frozenset(("thanks", "pay"))
_NOT_BILLED = frozenset("auto receipt return quote".split())
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
    return summed_up(page) if text is None or _is_of_other_money(page) else text


def as_payable(page: Page, found: tuple[Claim, ...]) -> tuple[Claim, ...]:
    """The claims; of a bill that names its account, and that only its form calls a receipt, the
    bill.
    """
    text = summed_up(page)
    is_told = any(one.kind is not EventKind.INVOICE_DUE for one in claims(page))
    if text is None or is_told or not any(one.kind is EventKind.CHARGE for one in found):
        return found
    bill = Claim(kind=EventKind.INVOICE_DUE, sentence=straight(text), in_subject=False)
    return (bill, *(one for one in found if one.kind is not EventKind.CHARGE))


def as_summed_up(page: Page, weighed: list[BillingEvent]) -> list[BillingEvent]:
    """The events; the bill that adds up and names its account is sure."""
    if summed_up(page) is None or [one.kind for one in weighed] != [EventKind.INVOICE_DUE]:
        return weighed
    return [outright(one) for one in weighed]


@once
def summed_up(page: Page) -> str | None:
    """The line with the total of a letter to one reader that calls itself a bill, and names the
    account to pay into: "As promised the bill ... Total £185 ... sort 20-44-81 acc 33019276".
    """
    total = None if page.message.goes_to_many else totals.total(page)
    if total is None or total.amount <= 0 or not is_greeted(page):
        return None
    if not any(names_an_account(one, page) for one in page.lines):
        return None
    said = [notions_for(page.hint.language).about(one) for one in (page.subject, *page.sentences)]
    is_bill = any("invoice" in some for some in said) and "offer" not in said[0]
    if not is_bill or any(some & _NOT_BILLED for some in said):
        return None
    # "Thanks, I've had your payment for the bill."
    texts = (page.subject, *(one for one in page.lines if len(one) <= _LONGEST))
    is_settled = any(some >= _THANKED for some in said) or any(
        says(one, "settled", page.hint.language) for one in texts
    )
    if is_settled or not any(_is_of_an_account(one, page) for one in page.lines):
        return None
    return next((one for one in page.lines if total.text in one), None)


def _is_of_an_account(text: str, page: Page) -> bool:
    """Whether a line has the number of an account and says what it is: a tax number looks alike."""
    if not names_an_account(text, page):
        return False
    return "bank" in notions_for(page.hint.language).about(text) or "+account" in about(text, page)


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
