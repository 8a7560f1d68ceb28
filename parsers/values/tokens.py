"""Currencies beside a number: their signs, codes and names before or behind it, or in the label."""

import re
from collections.abc import Iterable
from functools import cache

import msgspec
from msgspec.structs import replace

from parsers.locale.currencies import (
    before_numbers,
    may_mean,
    symbols,
)
from parsers.locale.tender import codes
from parsers.text.bounded import Bounded

GAP = "[ \u00a0]"
# Letters with case; words in other scripts stand beside numbers without a space.
CASED = "A-Za-z\u00b5-\u024f\u0370-\u052f"
REACH = 16  # characters beside a number in which its currency stands
_LENGTHS = range(1, 6)  # of what may end the name of a currency
_LETTER = r"[^\W\d_]"
# The full stop of "120 kr." is the sentence's, unless the sentence goes on.
_ENDS_SENTENCE = re.compile(rf"{GAP}*(?:\Z|[^\w \u00a0/,;)]|[^\W\d_a-zà-ÿ])")
_ENDS_LABEL = ("|", ":")
# "Total CHF | 83.90", "Summe (EUR): 12,50": the currency stands in the label of its cell.
_LABELLED = Bounded(
    rf"(?:\A{GAP}?|(?<=[^\W\d_]{GAP})|(?<=[(]))(?P<code>[A-Z]{{3}})\)?{GAP}?[|:]{GAP}?\Z",
    most=REACH,
)


class Token(msgspec.Struct, frozen=True, kw_only=True):
    """A symbol, a code or both; empty strings where one is missing."""

    symbol: str
    code: str
    start: int
    end: int
    minus: bool = False
    # Where the symbol begins when a code stands before it.
    inner: int = 0


def before_number(text: str, start: int) -> Token | None:
    """The currency that stands before a number which begins at `start`."""
    before, _ = _patterns()
    if not _may_end_currency(text, start):
        return None
    found = before.before(text, start)
    if found is None:
        return None
    return Token(
        symbol=_squeezed(found["symbol"] or found["only"]),
        code=found["code"] or "",
        start=found.start(),
        end=found.end("symbol") if found["symbol"] else found.end("token"),
        minus=bool(found["minus"]),
        inner=found.start("symbol") if found["symbol"] else found.start(),
    )


def in_label(text: str, start: int) -> Token | None:
    """The currency that the label of a number's cell names."""
    # Hardly any number stands right behind what ends a label.
    if text[max(0, start - 2) : start].rstrip(" \u00a0")[-1:] not in _ENDS_LABEL:
        return None
    found = _LABELLED.before(text, start)
    if found is None or found["code"] not in codes():
        return None
    return Token(symbol="", code=found["code"], start=start, end=start, inner=start)


def told_by_label(text: str, sign: Token) -> Token:
    """A sign of several currencies, and which one the label before it names: "In MXN: $55.84"."""
    label = in_label(text, sign.start)
    if label is None or not may_mean(sign.symbol, label.code):
        return sign
    return replace(sign, code=label.code)


def _may_end_currency(text: str, start: int) -> bool:
    """A quick look that spares the pattern most numbers."""
    tail = text[max(0, start - 9) : start].rstrip(" \u00a0-–")
    ends, names = _names()
    if tail[-1:] not in ends:
        return False
    for length in _LENGTHS:  # noqa: SIM110 - a generator takes half as long again
        if tail[-length:] in names:
            return True
    return False


@cache
def _names() -> tuple[frozenset[str], frozenset[str]]:
    """What names a currency, behind the last characters of all that does."""
    names = codes().union(before_numbers())
    return frozenset(name[-1] for name in names), names


def behind_number(text: str, end: int) -> Token | None:
    """The currency that stands behind a number which ends at `end`."""
    _, after = _patterns()
    found = after.match(text, end)
    if found is None:
        return None
    start = found.start("symbol") if found["symbol"] else found.start("only")
    symbol, code = _squeezed(found["symbol"]), found["code"] or found["only"] or ""
    stop = found.end()
    if symbol.lower() == "kr." and not code and _ENDS_SENTENCE.match(text, stop):
        symbol, stop = symbol[:-1], stop - 1
    return Token(symbol=symbol, code=code, start=start, end=stop)


def _squeezed(symbol: str | None) -> str:
    return symbol.replace(" ", "").replace("\u00a0", "") if symbol else ""


@cache
def _patterns() -> tuple[Bounded, Bounded]:
    signs, first = symbols(), before_numbers()
    iso = "|".join(sorted(codes()))
    whole = rf"(?<![{CASED}0-9_])(?P<code>{iso})(?:{GAP}?(?P<symbol>{_either(first)}))?"
    before = (
        rf"{_begun(first)}(?P<token>{whole}|(?P<only>{_either(first)}))"
        rf"{GAP}{{0,2}}(?P<minus>[-–](?![-–]))?{GAP}?\Z"
    )
    # Words of other scripts go on without a space: "980円を", "10,900원이".
    own_end = rf"(?:(?<!{_LETTER})|(?!{_LETTER})|(?<=[円元원]))"
    after = (
        rf"{GAP}{{0,2}}{_begun(signs)}"
        rf"(?:(?P<symbol>{_either(signs)}){own_end}(?:{GAP}?(?P<code>{iso})(?![{CASED}_]))?"
        rf"|(?P<only>{iso})(?![{CASED}_]))"
    )
    return Bounded(before, most=REACH), Bounded(after, most=2 * REACH)


def _begun(names: Iterable[str]) -> str:
    """A look at the next character: hardly any begins a code or one of these names, and hundreds of
    them are asked one after the other.
    """
    letters = sorted({name[0] for some in (names, codes()) for name in some})
    return f"(?=[{''.join(map(re.escape, letters))}])"


def _either(names: Iterable[str]) -> str:
    """One of these names, not inside a word. Nothing stands before each of them: so they are told
    apart by their first letter.
    """
    words, signs = list[str](), list[str]()
    for name in names:
        (words if re.match(f"[{CASED}]", name) else signs).append(_spelled(name))
    return rf"(?<![{CASED}])(?:{'|'.join(words)})|{'|'.join(signs)}"


def _spelled(symbol: str) -> str:
    """The symbol, with the space that some put before the dollar ("US $")."""
    if symbol == "$":
        return r"(?<![A-Z])\$"
    if symbol[:-1] in codes():  # "USD$6.00"; "5.00 USD $6.00" are two amounts
        return re.escape(symbol)
    if len(symbol) > 2 and symbol.endswith("$"):
        return rf"{re.escape(symbol[:-1])}{GAP}?\$"
    if len(symbol) > 2 and symbol.startswith("$"):
        return rf"\${GAP}?{re.escape(symbol[1:])}"
    return re.escape(symbol)
