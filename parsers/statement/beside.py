"""Amounts beside a label, or alone in a text."""

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

from msgspec.structs import replace

from parsers.language.lexicon import says
from parsers.page import Page
from parsers.statement.labels import Labelled, labelled
from parsers.text.bounded import Bounded
from parsers.values.equivalents import own, own_amounts
from parsers.values.found_money import AmountFound, find_amounts, parse_amount
from parsers.values.reckoned import without_reckoned

_LABEL_LINE = 60
_NEAR = 30
# "Total in CHF", and the number alone behind it or below; "5,643円(税込)" has a note on tax.
_IN_CURRENCY = re.compile(
    r"\W{0,2}(?:in|en|em|w|v|i) \(?(?P<code>[A-Z]{3})\)?(?: ?\([^()]{1,24}\))?[\s:|]{0,6}"
    r"(?P<number>\d[\d.,' ]{0,20})?"
)
_AND_TAX = re.compile(r"\s?[(（][^()（）\d]{1,24}[)）]$")
# What an amount is called that tax is added to, and the most that it then is.
_NET = Bounded(
    r"(?i)\W{0,3}(?:ex(?:cl(?:\.|uding|usive|usief)?|kl(?:\.|usive)?|\.)?|net(?:to|tó|t)?|h\.?t\.?"
    r"|hors tax\w*|ohne|sin|sem|senza|zonder|utan|uden|uten|ilman|bez|fără|before|without"
    r"|plus|zzgl\.?"
    r"|(?:iva|tva|tax|vat|kdv|áfa|alv) (?:esclus\w+|excluid\w+|excl\w*|hariç|nélkül|0))(?!\w)"
    r"|\W{0,3}(?:税抜|税別|未税|未稅|不含税)",
    most=10_000,
)
_MOST_WITH_TAX = Decimal("1.3")


def labelled_amount(page: Page, name: str, *, lines: Iterable[str]) -> AmountFound | None:
    """The first amount close behind a label of this name, else the first one further off."""
    places = labelled(page, name, lines=lines)
    seen = [(place, one) for place in places if (one := amount_beside(place, page)) is not None]
    in_lines = [(place.line, _in_line(place, one)) for place, one in seen]
    kept = own(in_lines, page)
    found = [one for (_, one), (_, there) in zip(seen, in_lines, strict=True) if there in kept]
    return next((one for one in found if one.start <= _NEAR), found[0] if found else None)


def _in_line(place: Labelled, found: AmountFound) -> AmountFound:
    """An amount behind a label, as it stands in the whole line."""
    head = len(place.line) - len(place.after)
    return replace(found, start=found.start + head, end=found.end + head)


def is_of_other(row: str, page: Page) -> bool:
    """Whether the label of a row says that its amount is none of what is paid or given back now."""
    label, mark, _ = row.partition(" | ")
    if not mark:
        label, mark, _ = row.partition(": ")
    return bool(mark) and says(f"{label} | ", "other_amount", page.hint.language)


def amount_in(text: str, page: Page) -> AmountFound | None:
    """The only amount of a text, or its first when all are equal; None when they differ."""
    found = own_amounts(text, page)
    return found[0] if found and len({(a.amount, a.currencies) for a in found}) == 1 else None


def amount_beside(place: Labelled, page: Page) -> AmountFound | None:
    beside = find_amounts(place.after, page.hint)
    if beside:
        # A label may name the tax that is in it: "Total (incl. £23.92 VAT)", and £143.50 behind.
        kept = without_reckoned(place.after, beside, page)
        own = (
            one
            for one in kept
            if not (is_in_brackets(one, place.after) or is_before_tax(one, beside, place.after))
        )
        return next(own, kept[0])
    if len(place.line.rpartition(" | ")[2]) > _LABEL_LINE:
        return None
    if named := _IN_CURRENCY.fullmatch(place.after):
        numbers = (named["number"],) if named["number"] else place.below
        return _first_amount((f"{named['code']} {one}" for one in numbers), page)
    if place.after.strip(" :：|"):
        return None
    return _first_amount((_AND_TAX.sub("", one) for one in place.below), page)


def _first_amount(texts: Iterable[str], page: Page) -> AmountFound | None:
    """That of the first text that is an amount and nothing else."""
    return next((one for text in texts if (one := parse_amount(text, page.hint)) is not None), None)


def is_before_tax(found: AmountFound, beside: Sequence[AmountFound], text: str) -> bool:
    """Whether an amount is called the one without its tax, and the one with it stands behind it:
    "€118.00 excl. VAT / €142.78 incl. VAT".
    """
    later = next((one for one in beside if one.start >= found.end), None)
    if later is None or not found.amount < later.amount <= found.amount * _MOST_WITH_TAX:
        return False
    return _NET.match(text[found.end : later.start]) is not None


def is_in_brackets(found: AmountFound, text: str) -> bool:
    """Whether an amount stands in brackets that open somewhere before it."""
    return text.rfind("(", 0, found.start) > text.rfind(")", 0, found.start)
