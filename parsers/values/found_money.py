"""Amounts of money in running text, in many locales."""

import re
from decimal import Decimal
from functools import lru_cache

import msgspec

from parsers.locale.currencies import has_three_decimals, settle
from parsers.locale.locales import NO_HINT, LocaleHint
from parsers.locale.months import month_number
from parsers.locale.numerals import read_number
from parsers.money import Money
from parsers.text.folding import fold, words_of
from parsers.values.amounts import Sight, sights

_DIGIT = re.compile(r"\d")
# "R-2041" is the number of a paper; who gives back rands writes "-R2041".
_NUMBERED = re.compile(r"[A-Z]-\d{3,}")
# Japanese shops set what they reckoned in brackets of its own: "合計「6,158」円".
_IN_CORNERS = re.compile(r"「([0-9][0-9,]{0,12})」(?= ?円)")
_YEAR = re.compile(r"(?:19|20)\d\d")
_OF_YEARS, _WRITES_SO = ("р.", "р"), "uk"
_LONGEST_MONTH = 16  # characters
_OF_RANDS = (None, "en", "af")
_LONGEST_KEPT = 500  # characters
_LONGEST_PERIOD = 24  # characters behind an amount that say how often and nothing else


class AmountFound(msgspec.Struct, frozen=True, kw_only=True):
    """An amount in a text, `text[start:end]`; `currencies` are the candidates, one when settled."""

    amount: Decimal
    currencies: tuple[str, ...]
    text: str
    start: int
    end: int

    @property
    def money(self) -> Money | None:
        """The money, unless the text leaves the currency open."""
        if len(self.currencies) != 1:
            return None
        return Money(amount=self.amount, currency=self.currencies[0])


def find_amounts(text: str, hint: LocaleHint | None = None) -> tuple[AmountFound, ...]:
    """Every amount that carries a currency, in reading order.

    Negative after a minus or as a cell in brackets. A number without a currency is never
    found. Linear in the length of the text.
    """
    if not _DIGIT.search(text):
        return ()
    return (
        _known(text, hint or NO_HINT)
        if len(text) <= _LONGEST_KEPT
        else _amounts(text, hint or NO_HINT)
    )


def _amounts(text: str, hint: LocaleHint) -> tuple[AmountFound, ...]:
    folded = fold(text)
    found: list[AmountFound] = []
    shown = _IN_CORNERS.sub(r" \1 ", folded.text) if "「" in folded.text else folded.text
    for sight in sights(shown, hint):
        start, end = folded.span(sight.start, sight.end)
        amount = _read(sight, text[start:end], start, hint)
        if amount is not None and not (_is_year(sight, shown) or _is_number(sight, hint)):
            found.append(amount)
    return tuple(found)


def _is_year(sight: Sight, text: str) -> bool:
    """Whether it is the year of a day in Ukrainian: "3 лютого 2027 р." is no price in roubles."""
    if sight.symbol not in _OF_YEARS or not _YEAR.fullmatch(sight.run):
        return False
    before = words_of(text[max(0, sight.start - _LONGEST_MONTH) : sight.start].lower())
    return bool(before) and month_number(before[-1], _WRITES_SO, with_year=True) is not None


def _is_number(sight: Sight, hint: LocaleHint) -> bool:
    """Whether it is the number of a paper: rands are written in English, and in their country."""
    return sight.symbol == "R" and hint.territory != "ZA" and hint.language not in _OF_RANDS


# A line is read for amounts by one question after another.
_known = lru_cache(maxsize=2048)(_amounts)


def parse_amount(text: str, hint: LocaleHint | None = None) -> AmountFound | None:
    """The amount of a cell that holds just one, at most with a period behind it ("/month", "al
    año").
    """
    found = find_amounts(text, hint)
    if len(found) != 1:
        return None
    before, after = text[: found[0].start].strip(), text[found[0].end :].strip()
    return found[0] if not before and _is_period(after, hint) else None


def _is_period(text: str, hint: LocaleHint | None) -> bool:
    if not text or (text.startswith("/") and text[1:].strip().rstrip(".").isalpha()):
        return True
    if len(text) > _LONGEST_PERIOD or any(one.isdecimal() for one in text):
        return False
    # A report reads sums, and shall not load what lays out mail.
    from parsers.language.wording import cadence_in  # noqa: PLC0415

    return cadence_in(text, hint.language if hint else None) is not None


def _read(sight: Sight, text: str, start: int, hint: LocaleHint) -> AmountFound | None:
    if sight.negative and _NUMBERED.fullmatch(text):
        return None
    currencies: tuple[str, ...] = (sight.code,) if sight.code else ()
    if not currencies:
        decimals = read_number(sight.run)
        cents = decimals is not None and decimals != decimals.to_integral_value()
        currencies = settle(sight.symbol, hint, decimals=cents, behind=sight.behind)
    number = read_number(sight.run, three_decimals=has_three_decimals(currencies))
    if number is None:
        return None
    amount = -number if sight.negative else number
    return AmountFound(
        amount=amount, currencies=currencies, text=text, start=start, end=start + len(text)
    )
