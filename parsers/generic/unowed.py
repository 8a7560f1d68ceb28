"""Statements about money that nobody owes, or has paid, though their words say so."""

import re
from collections.abc import Callable

from parsers.events import BillingEvent, EventKind
from parsers.generic.shapes import is_for_sale
from parsers.language.lexicon import says
from parsers.language.notions import notions_for
from parsers.language.paragraphs import is_said
from parsers.page import Page, once
from parsers.statement import totals
from parsers.statement.papers import is_of_goods, says_paid_later
from parsers.statement.particulars import last_four
from parsers.values.found_money import AmountFound, find_amounts

_OPENING, _GREETED = 4, 2  # sentences
_RANGE = re.compile(
    r"(?<![\d.,:/-])(?P<least>\d{1,5}) ?(?:[-–]|a|al?d?|to|bis|à|tot|do|až|till?|y|e|og|och|și|ile)"
    r" ?(?:[€$£] ?|kr )?\Z"
)
_BEFORE, _WIDEST = 16, 3  # characters; times as much as the least
_MOVED = frozenset(("take", "receipt"))
_DEBITED = frozenset(("bank", "take"))
_MOST_ROWS = 40  # lines; a longer mail is no summary of an account
_OF_ACCOUNTS = 3  # rows that only an account has


def is_of_nothing_owed(page: Page, event: BillingEvent) -> bool:
    """Whether a notice is about a stay or a journey that will be paid, of which nothing renews, or
    about what somebody borrowed, a bill asks for nothing, an order without an amount says that
    nothing is paid (yet), a payment is only thanked for to ask how something was or to tell of a
    parcel, or summed up with all others of a year or an account, or a price is that of goods that
    somebody watches or may buy, or of others than the reader, or his house pays, or what failed was
    a refund.
    """
    asked = _ASKED.get(event.kind)
    return asked is not None and asked(page, event)


def _is_of_no_notice(page: Page, event: BillingEvent) -> bool:
    """Whether what reads like a bill or a renewal to come is none."""
    is_lent = event.amount is None and _is_a_librarys(page)
    if (
        is_lent
        or _is_paid_by_its_house(page)
        or _is_naught(event)
        or _is_for_being_late(page, event)
        or _is_of_an_account(page)
    ):
        return True
    if event.kind is EventKind.RENEWAL_NOTICE:
        return (event.cadence is None and is_of_goods(page)) or _is_pledged(page)
    return _asks_for_nothing(page, event)


@once
def _is_paid_by_its_house(page: Page) -> bool:
    """Whether a colleague writes of what the firm or the school pays: "our plan renews, paid
    centrally by the practice".
    """
    return is_said(page, page.sentences[:_MOST_ROWS], "paid_by_house")


def _is_naught(event: BillingEvent) -> bool:
    return event.amount is not None and event.amount.amount <= 0


def _is_of_others(page: Page, event: BillingEvent) -> bool:
    named = ("watched", "redeem") if event.amount else ("watched", "redeem", "unaffected")
    if any(_opens_with(page, name) for name in named):
        return True
    return is_for_sale(page, event.evidence)


def _is_of_a_refund(page: Page, event: BillingEvent) -> bool:
    """Whether what did not get through was money for the reader; not a debit that his bank gave
    back.
    """
    texts, about = (page.subject, *event.evidence[:1]), notions_for(page.hint.language).about
    given = (one for one in texts if says(one, "giving_back", page.hint.language))
    return any(not about(one) >= _DEBITED for one in given)


def _opens_with(page: Page, name: str) -> bool:
    opening = (page.subject, *page.sentences[:_OPENING])
    return is_said(page, opening, name)


def _is_of_a_parcel(page: Page, event: BillingEvent) -> bool:
    """Whether the subject says that something bought is on its way, and no text that money moved:
    the order has been told by then.
    """
    if not says(page.subject, "shipped", page.hint.language) or last_four(page):
        return False
    about = notions_for(page.hint.language).about
    return not any(about(text) & _MOVED for text in event.evidence)


@once
def _is_pledged(page: Page) -> bool:
    """Whether money is only taken if enough others give some, too."""
    return is_said(page, page.sentences[:_MOST_ROWS], "if_funded")


@once
def _asks_how_it_was(page: Page) -> bool:
    """Whether an opening wants to know how something is that was bought before, and nothing of a
    bill stands behind it.
    """
    asks = _opens_with(page, "review_asked")
    return asks and totals.total(page) is None and not last_four(page)


def _is_of_no_payment(page: Page, event: BillingEvent) -> bool:
    """Whether what reads like a payment comes later, was one before, or sums up those of a year."""
    if (event.amount is None and says_paid_later(page)) or _is_pledged(page):
        return True
    if _is_summed_up(page, event) or _is_of_an_account(page):
        return True
    return _asks_how_it_was(page) or _is_of_a_parcel(page, event)


def _is_summed_up(page: Page, event: BillingEvent) -> bool:
    """Whether it begins as a summary of a year, or has its amount from one; a receipt may name one
    that will come.
    """
    texts = (page.subject, *page.sentences[:_GREETED], *event.evidence)
    return any(says(text, "summed_up", page.hint.language) for text in texts)


@once
def _is_of_an_account(page: Page) -> bool:
    """Whether it rows what an account held, what went in and out, and what it holds."""
    if len(page.lines) > _MOST_ROWS:
        return False
    language = page.hint.language
    return sum(says(one, "balances", language) for one in page.lines) >= _OF_ACCOUNTS


def _is_a_librarys(page: Page) -> bool:
    """Whether a library writes: what is due there are books, and what is renewed is a loan."""
    texts = (page.message.from_name, page.subject, *page.lines[:_MOST_ROWS])
    return any(says(one, "library", page.hint.language) for one in texts)


def _is_for_being_late(page: Page, event: BillingEvent) -> bool:
    """Whether the amount of a notice is that of each day that something is late; no subscription is
    paid so.
    """
    language = page.hint.language
    if event.amount is None or not any(says(one, "per_day", language) for one in event.evidence):
        return False
    wanted = event.amount.amount
    named = [
        one
        for one in page.sentences
        if any(found.amount == wanted for found in find_amounts(one, page.hint))
    ]
    if event.kind is EventKind.RENEWAL_NOTICE:
        notions = notions_for(language)
        if any("sub" in notions.about(one) for one in named):
            return False
    return all(says(one, "per_day", language) for one in named)


def _is_of_a_range(page: Page, event: BillingEvent) -> bool:
    """Whether the amount of a bill is only the most that something may cost: "45 to 80 euros"."""
    wanted = event.amount.amount if event.amount is not None else None
    found = [
        (text, one)
        for text in page.sentences
        for one in find_amounts(text, page.hint)
        if one.amount == wanted
    ]
    return bool(found) and all(_ends_a_range(text, one) for text, one in found)


def _ends_a_range(text: str, found: AmountFound) -> bool:
    least = _RANGE.search(text[max(0, found.start - _BEFORE) : found.start])
    return least is not None and found.amount > int(least["least"]) >= found.amount / _WIDEST


@once
def _is_billed_later(page: Page) -> bool:
    """Whether what is asked for is to sign up: "We bill only once your place is confirmed"."""
    return is_said(page, page.sentences[:_MOST_ROWS], "billed_later")


def _asks_for_nothing(page: Page, event: BillingEvent) -> bool:
    """Whether the bill was taken back, or it is a credit card's: its payments were bills before.
    Or what was booked is paid by hand, where somebody stays or comes.
    """
    if _opens_with(page, "voided") or _is_billed_later(page) or _is_of_a_range(page, event):
        return True
    language = page.hint.language
    if any(says(text, "on_arrival", language) for text in event.evidence):
        return _opens_with(page, "enrolled")
    return any(says(line, "minimum", language) for line in page.lines)


_ASKED: dict[EventKind, Callable[[Page, BillingEvent], bool]] = {
    EventKind.PRICE_CHANGE: _is_of_others,
    EventKind.CHARGE: _is_of_no_payment,
    EventKind.PAYMENT_FAILED: _is_of_a_refund,
    EventKind.RENEWAL_NOTICE: _is_of_no_notice,
    EventKind.INVOICE_DUE: _is_of_no_notice,
}
