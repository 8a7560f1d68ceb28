"""Where amounts stand in a folded text: runs of digits, and the currencies beside them."""

import re
from collections.abc import Iterator
from itertools import pairwise

import msgspec

from parsers.locale.currencies import (
    is_finnish,
    is_letter,
    is_word,
    may_mean,
    may_weigh,
    stands_behind,
)
from parsers.locale.locales import LocaleHint
from parsers.values.tokens import (
    CASED,
    GAP,
    REACH,
    Token,
    before_number,
    behind_number,
    in_label,
    told_by_label,
)

_OF = re.compile(" of ")  # "2.50 pounds of coffee"
# Digits are possessive: a hostile text of them must not make it try again. Groups are not, since
# Python before 3.11.5 mismatches those (gh-106052), and nothing follows that could fail.
_RUN = re.compile(
    rf"[0-9]{{1,3}}+(?:{GAP}[0-9]{{3}}(?![0-9]))+(?:[.,][0-9]++)*|[0-9]++(?:[.,'][0-9]++)*"
)
_NO_CENTS = re.compile(r"[.,](?:--|[-–—])(?![0-9])|:-(?![0-9])")
_CENTS = re.compile(r"[.,][0-9]{2}\Z")
_COUNTED_OUT = re.compile("0[0-9]+")  # what is numbered, as "R0012345678", never a price
# Percent, thousands and millions, a time, a date, an order number.
_CONTINUES = re.compile(
    rf"{GAP}?(?:%|million|billion|mill\b|mio\b|mrd|bn\b|[万億萬亿만억])|[km](?![{CASED}])"
    r"|[.,:'-][0-9]|/[0-9]{1,2}/|_",
    re.IGNORECASE,
)
# Behind a whole number also: "5GB", "5½", "5/12".
_CONTINUES_WHOLE = re.compile(rf"[{CASED}]|/[0-9]")
# What costs so much a month is a price: "R749 per month".
# What also leads to a number without cents or groups: "Order N2817".
_NUMBERING = frozenset("N")
_RATE = re.compile(rf"{GAP}?(?:per |a |each |every |/{GAP}?)(?:month|mo\b|year|yr\b)")
_BEFORE_BARE = re.compile(rf"(?:[{CASED}_#+&@=]|[.,:'/\\]|(?<=[{CASED}0-9_])[-–])\Z")
_SIGN = re.compile(r"(?:\A|(?<=[^\w)\]%.,'’\"-]))[-–]\Z")
# Brackets are a minus where they are a cell of their own; behind a word they are an aside.
_ASIDE = re.compile(r"(?:\A|[\n|:;]) *\(\Z")
_CELL, _MINUS = " | ", ("-", "–")
_OPENS_CELL = re.compile(rf"(?:\A|\|){GAP}*(?P<sign>[-–(])?{GAP}?\Z")
_ENDS_CELL = re.compile(rf"(?P<sign>[-–)]|{GAP}CR(?=[ |]|\Z))?(?:{GAP}[A-Z])?{GAP}*(?:\||\Z)")
_GROUPS = re.compile(rf"[0-9]{{1,3}}(?:(?:{GAP}|[.,'])[0-9]{{3}})+")
_WITHOUT_CENTS = frozenset("CLP COP HUF IDR ISK JPY KRW PYG UGX VND".split())
_WITH_COMMA = frozenset("cs da de es fi fr hu it nb nl pl pt ro sv tr".split())
_BEGIN_NUMBERS, _SHORTEST_NUMBER = ("TL", "KR", "LEI"), 4


class Sight(msgspec.Struct, frozen=True, kw_only=True):
    """Digits with a currency beside them, `text[start:end]`; `code` outweighs `symbol`, which may
    stand `behind` them.
    """

    run: str
    symbol: str
    code: str
    negative: bool
    start: int
    end: int
    behind: bool = False


class _Run(msgspec.Struct, kw_only=True):
    """A run of digits while its neighbours are being sorted out: the one mutable thing here."""

    text: str
    start: int
    end: int
    left: Token | None
    right: Token | None


def sights(text: str, hint: LocaleHint) -> Iterator[Sight]:
    """Every run of digits that a currency belongs to and that is no part of something else."""
    runs = [_run(text, found) for found in _RUN.finditer(text)]
    for one, other in pairwise(runs):
        _share(one, other)
    for run in runs:
        if _COUNTED_OUT.fullmatch(run.text):
            continue
        if run.left or run.right:
            sight = _sight(text, run, hint)
        else:
            sight = _bare(text, run, hint) if hint.currency else None
        if sight is not None:
            yield sight


def _bare(text: str, run: _Run, hint: LocaleHint) -> Sight | None:
    """A cell of a row that is a number alone, in the money of the mail."""
    code = hint.currency or ""
    if _CELL not in text or not _is_price(run.text, code, hint):
        return None
    before = _OPENS_CELL.search(text, max(0, run.start - REACH), run.start)
    after = _ENDS_CELL.match(text, run.end)
    if before is None or after is None:
        return None
    negative = bool(before["sign"] or after["sign"])
    start = before.start("sign") if before["sign"] else run.start
    end = after.end("sign") if after["sign"] else run.end
    return Sight(run=run.text, symbol="", code=code, negative=negative, start=start, end=end)


def _is_price(run: str, code: str, hint: LocaleHint) -> bool:
    """Whether a number is written as money is there: "12.05" is a day where cents have a comma."""
    if _CENTS.search(run):
        return run[-3] == "," or hint.language not in _WITH_COMMA
    return code in _WITHOUT_CENTS and bool(_GROUPS.fullmatch(run))


def _run(text: str, found: re.Match[str]) -> _Run:
    start, end = found.span()
    no_cents = _NO_CENTS.match(text, end)
    end = no_cents.end() if no_cents else end
    left, right = before_number(text, start), behind_number(text, end)
    if not (left or right) and (no_cents or _CENTS.search(found[0])):
        left = in_label(text, start)
    elif left and not (left.code or right):
        left = told_by_label(text, left)
    return _Run(text=found[0], start=start, end=end, left=left, right=right)


def _share(one: _Run, other: _Run) -> None:
    """Gives a currency that stands between two numbers to the one it belongs to."""
    token, rival = one.right, other.left
    if token is None or rival is None or token.end <= rival.start:
        return
    if rival.code and rival.symbol and token.end <= rival.inner and one.left is not None:
        other.left = Token(
            symbol=rival.symbol, code="", start=rival.inner, end=rival.end, minus=rival.minus
        )
    elif _belongs_to_next(one, other, token, rival):
        one.right = None
    else:
        other.left = None


def _belongs_to_next(one: _Run, other: _Run, token: Token, rival: Token) -> bool:
    apart, next_apart = token.start > one.end, other.start > rival.end
    if apart != next_apart:
        return apart
    if one.left is not None:
        return not (token.code and one.left.symbol and may_mean(one.left.symbol, token.code))
    if other.right is not None:
        return False
    if _has_cents(one) != _has_cents(other):
        return _has_cents(other)
    return not (_has_cents(one) or stands_behind(token.symbol))


def _has_cents(run: _Run) -> bool:
    return bool(re.search(r"[.,][0-9]{1,2}\Z", run.text))


def _is_small(run: _Run) -> bool:
    """Whether it may be a count or a year's number: no cents, nor a dash in their place."""
    return run.text.isdecimal() and len(run.text) < 4 and run.end - run.start == len(run.text)


def _sight(text: str, run: _Run, hint: LocaleHint) -> Sight | None:
    run = _without_letters(run, hint)
    code, symbol = _named(run)
    if not (code or symbol):
        return None
    if _may_be_words(text, run, code or symbol, hint) or not _stands_alone(text, run):
        return None
    if may_weigh(symbol, hint) and _OF.match(text, run.right.end if run.right else run.end):
        return None
    start = run.left.start if run.left else run.start
    end = run.right.end if run.right else run.end
    negative = bool(run.left and run.left.minus)
    if _SIGN.search(text, max(0, start - 2), start):
        negative, start = True, start - 1
    if text[end : end + 1] in _MINUS and _ENDS_CELL.match(text, end) and _CELL in text:
        negative, end = True, end + 1  # "Payment | $84.30-"
    if text[end : end + 1] == ")" and _ASIDE.search(text, max(0, start - 8), start):
        negative, start, end = True, start - 1, end + 1
    return Sight(
        run=run.text,
        symbol=symbol,
        code=code,
        negative=negative,
        start=start,
        end=end,
        behind=run.left is None,
    )


def _without_letters(run: _Run, hint: LocaleHint) -> _Run:
    """A run without letters beside it that are no money: a unit, a version, a quarter."""
    is_money = hint.language == "es" and not _is_small(run) and not run.text.isdecimal()
    if run.left is not None and is_letter(run.left.symbol) and not is_money:
        run.left = None
    if run.right is not None and is_letter(run.right.symbol):
        is_money = is_finnish(run.right.symbol, hint) and _has_cents(run)
        run.right = run.right if is_money else None
    if run.right is not None and may_weigh(run.right.symbol, hint):
        is_weight = hint.territory is not None or not _has_cents(run)
        run.right = None if is_weight else run.right
    return run


def _may_be_words(text: str, run: _Run, name: str, hint: LocaleHint) -> bool:
    is_count = _is_small(run) or (name in _NUMBERING and run.text.isdecimal())
    if not (is_count and is_word(name, hint)):
        return False
    is_glued = run.left is not None and bool(run.left.symbol) and run.left.end == run.start
    return not (is_glued and _RATE.match(text, run.end))


def _named(run: _Run) -> tuple[str, str]:
    tokens = [token for token in (run.left, run.right) if token is not None]
    code = next((token.code for token in tokens if token.code), "")
    symbol = next((token.symbol for token in tokens if token.symbol), "")
    return code, symbol


def _stands_alone(text: str, run: _Run) -> bool:
    if run.left is None and _BEFORE_BARE.search(text, max(0, run.start - 2), run.start):
        return _after_colon(text, run.start)
    if run.left is not None and run.left.code and _is_in_number(text, run.left.start):
        return False
    if run.left is not None and run.right is None and _is_a_number_of_something(run, run.left):
        return False
    if run.right is not None:
        return not _goes_through(text, run, run.right)
    return not _goes_on(text, run)


def _after_colon(text: str, start: int) -> bool:
    """ "Total:5,00 €" and "完成，18.00元", but no time of day."""
    return text[start - 1] in ":," and not text[max(0, start - 2) : start - 1].isdecimal()


def _is_in_number(text: str, start: int) -> bool:
    """A code behind a hyphen is part of an order number: INV-EUR55."""
    return bool(re.search(rf"[{CASED}0-9]-\Z", text[max(0, start - 2) : start]))


def _is_a_number_of_something(run: _Run, before: Token) -> bool:
    """Whether capitals that stand behind their number elsewhere are glued before it, and it has no
    cents: a booking's TL8841.
    """
    is_glued = before.end == run.start and not before.code and before.symbol in _BEGIN_NUMBERS
    return is_glued and run.text.isdecimal() and len(run.text) >= _SHORTEST_NUMBER


def _goes_through(text: str, run: _Run, behind: Token) -> bool:
    """Whether a code behind is the middle of a number of another sort: a meter's 1ISK0071239."""
    is_glued = behind.start == run.end and text[behind.end : behind.end + 1].isdecimal()
    return is_glued and bool(behind.code) and not _has_cents(run)


def _goes_on(text: str, run: _Run) -> bool:
    if _CONTINUES.match(text, run.end):
        return True
    following = text[run.end : run.end + 1]
    glued = following.isnumeric() or bool(_CONTINUES_WHOLE.match(text, run.end))
    return glued and not _has_cents(run)
