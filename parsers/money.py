"""Money, and finding amounts of it in running text, in many locales."""

import re
from decimal import Decimal

import msgspec

from parsers.locales import LocaleHint

_SYMBOLS: dict[str, tuple[str, ...]] = {
    "US$": ("USD",), "USD$": ("USD",), "A$": ("AUD",), "AU$": ("AUD",), "C$": ("CAD",),
    "CA$": ("CAD",), "NZ$": ("NZD",), "HK$": ("HKD",), "S$": ("SGD",), "NT$": ("TWD",),
    "MX$": ("MXN",), "R$": ("BRL",), "€": ("EUR",), "£": ("GBP",), "₹": ("INR",), "₩": ("KRW",),
    "₽": ("RUB",), "₺": ("TRY",), "₪": ("ILS",), "₫": ("VND",), "₱": ("PHP",), "฿": ("THB",),
    "zł": ("PLN",), "Kč": ("CZK",), "Ft": ("HUF",), "lei": ("RON",), "TL": ("TRY",),
    "円": ("JPY",), "元": ("CNY",), "원": ("KRW",), "Fr.": ("CHF",), "Rs.": ("INR",),
    "Rs": ("INR",), "euros": ("EUR",), "Euro": ("EUR",),
    "$": ("USD", "CAD", "AUD", "NZD", "SGD", "HKD", "MXN", "ARS", "CLP", "COP"),
    "kr.": ("DKK", "NOK", "SEK"), "kr": ("SEK", "NOK", "DKK"), "¥": ("JPY", "CNY"),
}  # fmt: skip
_CODES = """AED ARS AUD BGN BRL CAD CHF CLP CNY COP CZK DKK EGP EUR GBP HKD HUF IDR ILS INR ISK JPY
KRW MXN MYR NGN NOK NZD PEN PHP PKR PLN RON RUB SAR SEK SGD THB TRY TWD UAH USD VND ZAR""".split()
_BY_TERRITORY = {
    "$": {
        "US": "USD", "CA": "CAD", "AU": "AUD", "NZ": "NZD", "SG": "SGD", "HK": "HKD",
        "MX": "MXN", "AR": "ARS", "CL": "CLP", "CO": "COP",
    },
    "kr": {"SE": "SEK", "NO": "NOK", "DK": "DKK", "IS": "ISK"},
    "¥": {"JP": "JPY", "CN": "CNY"},
}  # fmt: skip
# CLDR's own reading of an ambiguous symbol in a language without a country.
_BY_LANGUAGE = {
    "$": {"en": "USD"},
    "kr": {"sv": "SEK", "nb": "NOK", "no": "NOK", "da": "DKK", "is": "ISK"},
    "¥": {"ja": "JPY", "zh": "CNY"},
}
_WIDE = {0xFF01 + place: 0x21 + place for place in range(94)} | {0xFFE5: "¥", 0xFFE1: "£"}
_SPACES = "  \u2009\u00a0\u202f"


def _alternatives(words: list[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_SYMBOL = _alternatives(list(_SYMBOLS))
_CODE = _alternatives(_CODES)
_GAP = rf"[{_SPACES}]?"
_GROUP = rf"(?P<group>[.,'’{_SPACES}])"
_NUMBER = (
    rf"\d{{1,3}}(?:{_GROUP}\d{{3}}(?:(?P=group)\d{{3}})*)(?:[.,]\d{{1,2}})?(?!\d)"
    r"|\d+(?:[.,]\d{1,2})?(?!\d)"
)
_AMOUNT = re.compile(
    rf"(?P<open>\()?(?P<minus>[-−])?(?:(?<![A-Za-z])(?P<before_code>{_CODE}){_GAP})?"
    rf"(?:(?P<before>{_SYMBOL}){_GAP})?(?P<inner>[-−])?(?P<number>{_NUMBER})(?P<dash>[.,][–—-]+)?"
    rf"(?:{_GAP}(?P<after>{_SYMBOL})(?![A-Za-z]|[{_SPACES}]?\d))?"
    rf"(?:{_GAP}(?P<after_code>{_CODE})(?![A-Za-z]|[{_SPACES}]?\d))?(?P<close>\))?"
)


class Money(msgspec.Struct, frozen=True, kw_only=True):
    """An amount in a currency (ISO 4217). Never a float, never a default currency."""

    amount: Decimal
    currency: str


class AmountFound(msgspec.Struct, frozen=True, kw_only=True):
    """An amount in a text, `text[start:end]`; one candidate currency when it is settled."""

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
    """Every amount that carries a currency, in reading order."""
    plain = text.translate(_WIDE)
    found = (_amount(text, plain, match, hint or LocaleHint()) for match in _AMOUNT.finditer(plain))
    return tuple(one for one in found if one is not None)


def parse_amount(text: str, hint: LocaleHint | None = None) -> AmountFound | None:
    """The amount of a cell that holds nothing else."""
    found = find_amounts(text, hint)
    return found[0] if len(found) == 1 and found[0].text.strip() == text.strip() else None


def _amount(text: str, plain: str, match: re.Match[str], hint: LocaleHint) -> AmountFound | None:
    symbol, code = match["before"] or match["after"], match["before_code"] or match["after_code"]
    if not (symbol or code) or not _stands_alone(plain, match):
        return None
    number = _decimal(match["number"])
    if match["inner"] or (match["minus"] and _is_sign(plain, match)) or _in_brackets(match):
        number = -number
    start, end = match.start(), match.end()
    if not _in_brackets(match):
        start += bool(match["open"])
        end -= bool(match["close"])
    if match["minus"] and not _is_sign(plain, match):
        start = match.start("minus") + 1
    return AmountFound(
        amount=number,
        currencies=(code,) if code else _settle(str(symbol), number, hint),
        text=text[start:end],
        start=start,
        end=end,
    )


def _stands_alone(plain: str, match: re.Match[str]) -> bool:
    """No part of a longer number, a word or a file name."""
    first = match.start("before") if match["before"] else match.start("number")
    if match["before_code"]:
        first = match.start("before_code")
    before = plain[first - 1] if first else " "
    after = plain[match.end()] if match.end() < len(plain) else " "
    letters = match["before"] and match["before"][0].isalpha()
    glued = before.isdigit() or (before.isalpha() and (letters or not match["before"]))
    decimals = before in ".," and first > 1 and plain[first - 2].isdigit() and not match["before"]
    return not (glued or decimals or after == "%" or (after.isdigit() and not match["after"]))


def _is_sign(plain: str, match: re.Match[str]) -> bool:
    place = match.start("minus")
    return place == 0 or plain[place - 1] in " (|\t\n:" + _SPACES


def _in_brackets(match: re.Match[str]) -> bool:
    return bool(match["open"] and match["close"])


def _decimal(number: str) -> Decimal:
    """The value: the last mark is decimal unless three digits follow it."""
    plain = re.sub(rf"['’{_SPACES}]", "", number)
    marks = [char for char in plain if char in ".,"]
    if not marks:
        return Decimal(plain)
    last = marks[-1]
    whole, _, part = plain.rpartition(last)
    if len(part) == 3 or marks.count(last) > 1:
        return Decimal(plain.replace(".", "").replace(",", ""))
    return Decimal(whole.replace(".", "").replace(",", "") + "." + part)


def _settle(symbol: str, number: Decimal, hint: LocaleHint) -> tuple[str, ...]:
    candidates = _SYMBOLS[symbol]
    if len(candidates) == 1:
        return candidates
    family = symbol.rstrip(".")
    here = _BY_TERRITORY[family].get(hint.territory or "")
    if here is None and hint.territory is None:
        here = _BY_LANGUAGE[family].get(hint.language or "")
    if here is not None:
        return (here,)
    if family == "¥" and number != number.to_integral_value():
        return ("CNY",)
    return candidates
