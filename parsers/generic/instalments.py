"""The instalment that a bill asks for, where rows name it beside what is still to pay after it."""

import re
from collections.abc import Iterator

from msgspec.structs import replace

from parsers.events import BillingEvent, EventKind
from parsers.generic.rows import about, rows_of
from parsers.language.folded import FoldedWords
from parsers.language.notions import notions_for
from parsers.language.paragraphs import CELL
from parsers.money import Money
from parsers.page import Page
from parsers.statement.when import days_to_come
from parsers.values.found_money import find_amounts

_KINDS = (EventKind.INVOICE_DUE, EventKind.RENEWAL_NOTICE, EventKind.PAYMENT_FAILED)
_LEFT, _ASKS = "+left", frozenset(("please", "due"))
_ENDS = (".", "!", "?", "。")  # of a sentence; a row has none
_NUMBERS = re.compile(r"(?<![\d.,])\d{1,3}(?![\d.,]*\d)")
_LONGEST = 300  # characters of a sentence
_FEWEST = 2  # instalments of which something is the whole
# What a part of a whole is called, on folded text; the languages that know no such word have none.
_WORDS = FoldedWords(
    {
        "en": r"instal+ments?",
        "de": r"(?:monats)?raten?(?:betrag)?|teilzahlung|teilbetrag",
        "fr": r"mensualites?|echeances?",
        "es": r"cuotas?|mensualidad",
        "pt": r"prestacao|parcela|mensalidade",
        "it": r"rat[ae]",
        "nl": r"(?:maand)?termijn(?:bedrag)?|aflossing",
        "pl": r"rat[ay]",
        "cs": r"splatk[aouy]",
        "sk": r"splatk[aouy]",
        "sv": r"avbetalning\w*|delbetalning\w*|manadsbelopp\w*|avdrag\w*",
        "da": r"rater?|afdrag\w*|manedlig ydelse",
        "nb": r"avdrag\w*|terminbelop\w*|delbetaling\w*",
        "fi": r"(?:maksu|kuukausi)era\w*|lyhennys\w*",
        "hu": r"reszlet\w*|torleszto\w*",
        "ro": r"rat[ae]",
        "tr": r"taksit\w*",
        "ja": r"分割|月々|回目",
        "ko": r"할부|분할|회차",
        "zh": r"分期|每期|本期",
        "ru": r"взнос\w*|ежемесячн\w+ платеж\w*",
        "uk": r"внес\w+|щомісячн\w+ платіж",
        "el": r"δοσ\w+",
    },
    most=_LONGEST,
)

# The same in a sentence that counts them.
_PAYMENTS = FoldedWords(
    {"en": r"(?:monthly|weekly|equal|quarterly) payments"},
    most=_LONGEST,
)


def with_instalment(page: Page, event: BillingEvent) -> BillingEvent:
    """The bill with its instalment as the amount, where what was read is all that is still to pay
    and nothing asks for that.
    """
    if event.kind is EventKind.CHARGE:
        return _not_paid_at_once(page, event)
    if event.kind not in _KINDS or event.amount is None:
        return event
    parts = set(_counted(page, event.amount)) or set(_parts(page))
    part = parts.pop() if len(parts) == 1 else None
    if part is None or part.currency != event.amount.currency or part.amount <= 0:
        return event
    many, rest = divmod(event.amount.amount, part.amount)
    is_whole = many >= _FEWEST and not rest
    is_left = event.amount.amount > part.amount and _is_of_rest(page, event.amount)
    if not (is_whole or is_left) or _asks_for_all(page, event.amount):
        return event
    return replace(event, amount=part)


def _not_paid_at_once(page: Page, event: BillingEvent) -> BillingEvent:
    """A payment of a whole of which the mail says in how many parts it is paid: the first part, or
    the notice of it where a day to come is named.
    """
    parts = set(_counted(page, event.amount)) if event.amount is not None else set()
    if len(parts) != 1:
        return event
    days = set().union(*(days_to_come(text, page) for text in page.sentences))
    part = replace(event, amount=parts.pop())
    if not days:
        return part
    notice = EventKind.RENEWAL_NOTICE
    return replace(part, kind=notice, renews_on=min(days), period=None, recurring=None)


def _parts(page: Page) -> Iterator[Money]:
    """The only amount of each row of an instalment."""
    for row in rows_of(page):
        if names_a_part(row.label, page):
            yield from _moneys(row.text, page)


def _counted(page: Page, whole: Money) -> Iterator[Money]:
    """The part of which a sentence says how many make up the whole: "12 payments of £20"."""
    for text in page.sentences:
        # A row may be another way to pay: "or 12 monthly payments of | £20.97".
        if len(text) > _LONGEST or CELL in text or not _counts_parts(text, page):
            continue
        for one in find_amounts(text, page.hint):
            money = one.money
            if money is None or money.currency != whole.currency or money.amount <= 0:
                continue
            many, rest = divmod(whole.amount, money.amount)
            if many >= _FEWEST and not rest and str(int(many)) in _NUMBERS.findall(text):
                yield money


def _moneys(text: str, page: Page) -> list[Money]:
    found = [one.money for one in find_amounts(f"{text} ", page.hint)]
    return [one for one in found if one is not None] if len(found) == 1 else []


def _is_of_rest(page: Page, amount: Money) -> bool:
    """Whether the label of a row calls an amount what is left."""
    rows = (row for row in rows_of(page) if _moneys(row.text, page) == [amount])
    return any(_LEFT in about(row.label, page) for row in rows)


def _asks_for_all(page: Page, amount: Money) -> bool:
    """Whether a sentence asks for all of it: it names the amount, or what is left and no part."""
    notions = notions_for(page.hint.language)
    for text in page.sentences:
        if len(text) > _LONGEST or not text.endswith(_ENDS) or not notions.about(text) & _ASKS:
            continue
        if any(one.money == amount for one in find_amounts(text, page.hint)):
            return not names_a_part(text, page)
        if _LEFT in about(text, page) and not names_a_part(text, page):
            return True
    return False


def _counts_parts(text: str, page: Page) -> bool:
    return names_a_part(text, page) or _PAYMENTS.are_in(text, page.hint.language)


def names_a_part(text: str, page: Page) -> bool:
    """Whether a text has a word for what is paid in parts."""
    return _WORDS.are_in(text, page.hint.language)
