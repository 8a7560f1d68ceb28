"""Mail that has the form of a bill, though none of its words say what happened."""

import re
from collections.abc import Iterator
from itertools import islice

from parsers.dates import find_dates
from parsers.fakes.banks import is_bank
from parsers.language.lexicon import languages
from parsers.page import Page
from parsers.sieve import has_billing_words
from parsers.statement.papers import is_of_goods, is_of_paper, is_unpaid
from parsers.values.found_money import find_amounts

_BEST_KNOWN = "en"
_LONGEST_ROW, _MOST_ROWS = 96, 400
_MOST_AMOUNTS = 6  # more of them are a price list
_CURRENCY_WORD = 4  # characters beside an amount: "74,20 € *"
_ROW = re.compile(r"(?P<label>[^|:：]{2,48})(?: \||[:：]) ?(?P<value>[^|]{1,40})")
# "1182-2033", "RF11822033", "FE/0612/2026": what customers, contracts and bills are called.
_NUMBER = re.compile(r"(?=(?:\D{0,6}\d){4})[A-Z]{0,6}[-/ .]?\d[\dA-Z/ .-]{3,32}", re.IGNORECASE)


def is_bill_by_form(page: Page) -> bool:
    """Whether a mail looks like a bill to somebody who does not understand it.

    That is an amount beside a label, and a day or a number beside others; in languages without
    a lexicon, money and a subject with a word of billing are enough. Newsletters, banks,
    employers and sellers of goods and journeys write no such bills.
    """
    language = page.hint.language
    if page.message.goes_to_many or is_bank(page.message) or is_of_goods(page):
        return False
    if any(is_of_paper(page.subject, name, language) for name in ("earned", "subject")):
        return False
    speaks_of_bills = has_billing_words(page.subject)
    if language not in languages():
        return _has_rows(page) or (speaks_of_bills and _names_money(page))
    if language == _BEST_KNOWN:
        return speaks_of_bills and _has_rows(page) and not is_unpaid(page)
    return speaks_of_bills and (_has_rows(page) or _names_money_and_day(page))


def _has_rows(page: Page) -> bool:
    """Whether there are rows of a label and an amount, and of a label and a day or a number."""
    amounts = others = 0
    for value in islice(_values(page.lines), _MOST_ROWS):
        if _is_amount(value, page):
            amounts += 1
        else:
            others += _is_day(value, page) or _NUMBER.fullmatch(value) is not None
    return 0 < amounts <= _MOST_AMOUNTS and others > 0


def _values(lines: tuple[str, ...]) -> Iterator[str]:
    """What stands beside a label that has no digits: in the next cell, or behind a colon."""
    for line in lines:
        row = _ROW.fullmatch(line) if len(line) <= _LONGEST_ROW else None
        if row and not any(map(str.isdigit, row["label"])):
            yield row["value"].strip()


def _is_amount(value: str, page: Page) -> bool:
    found = find_amounts(value, page.hint)
    return len(found) == 1 and len(value) - len(found[0].text) <= _CURRENCY_WORD


def _is_day(value: str, page: Page) -> bool:
    return bool(find_dates(value, hint=page.hint, near=page.mailed_on))


def _names_money(page: Page) -> bool:
    return any(find_amounts(line, page.hint) for line in page.lines)


def _names_money_and_day(page: Page) -> bool:
    """Whether a sentence names an amount and a day that is still to come."""
    return any(
        day.on is not None and day.on >= page.mailed_on
        for one in page.sentences
        if find_amounts(one, page.hint)
        for day in find_dates(one, hint=page.hint, near=page.mailed_on)
    )
