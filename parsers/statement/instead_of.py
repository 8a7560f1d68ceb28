"""The old price that a sentence names without its currency: "28 euros a lesson instead of 25"."""

import re
from collections.abc import Iterator
from decimal import Decimal

from parsers.language.lexicon import look
from parsers.language.phrases import NO_PHRASES
from parsers.money import Money
from parsers.page import Page
from parsers.values.found_money import find_amounts

_LONGEST = 300  # characters
_MOST_TIMES = 4  # what nothing is raised or lowered by
# Behind the words; no day, no share and no time of day.
_BARE = re.compile(
    r" (\d{1,5}(?:[.,]\d\d)?)(?![\d.,:/%]*\d| ?%| ?[:h]| (?:uhr|uur)\b)", re.IGNORECASE
)


def instead_of(text: str, page: Page) -> Money | None:
    """That price, in the currency of the only amount of the text."""
    found = find_amounts(text, page.hint) if len(text) <= _LONGEST else ()
    money = found[0].money if len(found) == 1 else None
    if money is None or not money.amount:
        return None
    old = {one for one in _behind(text, page) if one != money.amount}
    if len(old) != 1:
        return None
    less, more = sorted((*old, money.amount))
    return Money(amount=old.pop(), currency=money.currency) if more <= _MOST_TIMES * less else None


def _behind(text: str, page: Page) -> Iterator[Decimal]:
    """The bare numbers behind words for "instead of"."""
    for lexicon, suspects in look(text, page.hint.language).suspects:
        phrases = lexicon.labels.get("instead", NO_PHRASES)
        for _, phrase in phrases.suspected(suspects):
            for hit in phrase.pattern.finditer(text):
                if number := _BARE.match(text, hit.end()):
                    yield Decimal(number[1].replace(",", "."))
