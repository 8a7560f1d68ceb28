"""Which amounts of a text it only reckons another from: the price of one of several, the whole of
which a share is due, a price before its tax, what a sum is the sum of.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations

from parsers.language.lexicon import lexicons_for, says
from parsers.language.notions import notions_for
from parsers.language.paragraphs import CELL, survey, texts_of_body
from parsers.page import Page, once
from parsers.values.found_money import AmountFound, find_amounts
from parsers.values.sums import summed
from parsers.values.taxes import taxes_within

_LONGEST = 300  # characters of a sentence or a row
_MOST = 8  # amounts of a text; one with more is a list
_BESIDE = 16  # characters in which "excl. VAT" stands beside an amount
_BEFORE = 60  # characters before the whole in which its share stands
_HIGHEST_TAX = Decimal("1.3")
_FEWEST = 2
_INSTALMENTS = frozenset(("pay", "take"))
_PARTS = re.compile(r"(?i)\b(?:termijn|rat[aey]?\b|prestaç|splátk|avdrag|rate\b)")
_STEPS = frozenset(("rise", "instead", "change"))
_CENT = Decimal("0.01")
_NUMBER = re.compile(
    r"(?<![\w.,])\d{1,3}(?:[ \u00a0.,']\d{3})+(?![\d.,]*\d)|(?<![\w.,])\d{1,6}(?![.,]?\d)"
)
_SHARE = re.compile(
    r"(?<![\d.,])(?P<share>\d{1,2}) ?(?:%|percent|per cent|prozent|procent|prosent\w*|por ciento"
    r"|por cento|pour cent|per cento|prosenttia|százalék\w*|la sută)",
    re.IGNORECASE,
)
# What stands between an amount and the mark of the next clause or cell.
_ENDS = re.compile(r"[/|(;:·]| [-–—] ")

Value = tuple[Decimal, tuple[str, ...]]


def without_reckoned(text: str, found: Sequence[AmountFound], page: Page) -> list[AmountFound]:
    """The amounts of a text of which it says what they are, not what they make."""
    if not 1 < len(found) <= _MOST or len(text) > _LONGEST:
        return list(found)
    dropped = {id(one) for some in _each(text, found, page) for one in some}
    return [one for one in found if id(one) not in dropped] or list(found)


@once
def reckoned(page: Page) -> frozenset[Value]:
    """The amounts of a mail that a text of it only reckons another from, or the tax within one."""
    values, taxes = set[Value](), taxes_within(page)
    for text in texts_of_body(page):
        found = find_amounts(text, page.hint) if len(text) <= _LONGEST else ()
        kept = [_value(one) for one in without_reckoned(text, found, page)]
        values.update(_value(one) for one in found if _value(one) not in kept)
        values.update(_value(one) for one in found if one.amount in taxes)
    return frozenset(values.union(map(_value, _under_heads(page))))


def _under_heads(page: Page) -> Iterator[AmountFound]:
    """The amounts under the head of a column without tax, in rows that name one with it: "Net |
    Gross" over "£120.00 | £144.00".
    """
    for at in survey(page, page.lines).places("before_tax"):
        head = page.lines[at].split(CELL)
        if len(head) < _FEWEST or find_amounts(page.lines[at], page.hint):
            continue
        nets = [place for place, one in enumerate(head) if _names_net(one, page)]
        for line in page.lines[at + 1 :]:
            cells = line.split(CELL) if len(line) <= _LONGEST else []
            if len(cells) != len(head):
                break
            yield from _nets(cells, nets, page)


def _names_net(text: str, page: Page) -> bool:
    return says(text, "before_tax", page.hint.language)


def _nets(cells: Sequence[str], nets: Sequence[int], page: Page) -> Iterator[AmountFound]:
    """The amounts in some cells of a row that others of it may be with their tax."""
    each = [find_amounts(cell, page.hint) for cell in cells]
    more = [one for some in each for one in some]
    for one in (one for place in nets for one in each[place]):
        if any(_is_taxed(one, other) for other in more):
            yield one


def _is_taxed(one: AmountFound, other: AmountFound) -> bool:
    """Whether one amount may be the other without its tax."""
    is_more = one.amount < other.amount <= one.amount * _HIGHEST_TAX
    return is_more and one.currencies == other.currencies


def _value(found: AmountFound) -> Value:
    return found.amount, found.currencies


def _each(text: str, found: Sequence[AmountFound], page: Page) -> Iterator[Sequence[AmountFound]]:
    for one, other in combinations(found, 2):
        if one.currencies != other.currencies or one.amount <= 0 or other.amount <= 0:
            continue
        if _is_one_of(text, one, other, page) or _is_whole_of(text, one, other, page):
            yield (one,)
        if net := _without_tax(text, one, other, page):
            yield (net,)
    if not notions_for(page.hint.language).about(text) & _STEPS:  # "by $1, from $20 to $21"
        yield from _summands(found)
    yield from _with_discount(text, found, page)


def _is_one_of(text: str, one: AmountFound, other: AmountFound, page: Page) -> bool:
    """Whether the second is so many times the first, as a number before it says: "six lessons at
    £30 each, so £180"; of the first of three instalments it is not.
    """
    many, rest = divmod(other.amount, one.amount)
    if rest or many < _FEWEST:
        return False
    about, before = notions_for(page.hint.language).about, text[: one.start]
    ends = [end for number, end in numbers_in(before, page) if number == many]
    behind = [before[end:] for end in ends]
    return any(not (about(one) & _INSTALMENTS or _PARTS.search(one)) for one in behind)


def numbers_in(text: str, page: Page) -> Iterator[tuple[int, int]]:
    """The numbers that a text has in figures, and the small ones that it spells; where they end."""
    for said in _NUMBER.finditer(text):
        yield int(re.sub(r"\D", "", said[0])), said.end()
    for one in lexicons_for(page.hint.language):
        yield from one.lengths.spelt(text)


def _is_whole_of(text: str, one: AmountFound, other: AmountFound, page: Page) -> bool:
    """Whether the second is a share of the first, named before it: "25% of £4,000, so £1,000"; what
    is taken off is none.
    """
    before = text[max(0, one.start - _BEFORE) : one.start]
    shares = (Decimal(said["share"]) for said in _SHARE.finditer(before))
    if not any(abs(one.amount * share / 100 - other.amount) <= _CENT for share in shares):
        return False
    return not says(text[: other.end], "not_total", page.hint.language)


def _without_tax(text: str, one: AmountFound, other: AmountFound, page: Page) -> AmountFound | None:
    """That of two amounts that a text calls one before tax, where the other is not much more."""
    less, more = sorted((one, other), key=lambda found: found.amount)
    if not _is_taxed(less, more):
        return None
    is_net = _is_net(text, less, page) and not _is_net(text, more, page)
    return less if is_net else None


def _is_net(text: str, found: AmountFound, page: Page) -> bool:
    return _names_net(_ENDS.split(text[found.end : found.end + _BESIDE], maxsplit=1)[0], page)


def _summands(found: Sequence[AmountFound]) -> Iterator[Sequence[AmountFound]]:
    """The amounts right before one that is their sum: "Net 25.00, tax 5.50, 30.50"."""
    if len({one.currencies for one in found}) == 1:
        _, parts = summed([one.amount for one in found])
        yield [one for one in found if one.amount in parts]


def _with_discount(
    text: str, found: Sequence[AmountFound], page: Page
) -> Iterator[Sequence[AmountFound]]:
    """What something cost, and what was taken off, before what that left to pay: "10% off £50 saved
    you £5, so you paid £45".
    """
    for whole, less, rest in zip(found, found[1:], found[2:], strict=False):
        if whole.amount - less.amount == rest.amount and less.amount > 0:
            said = text[max(0, whole.start - _BEFORE) : rest.start]
            if says(said, "not_total", page.hint.language) and not _gives_back(said, page):
                yield whole, less


def _gives_back(text: str, page: Page) -> bool:
    return "return" in notions_for(page.hint.language).about(text)
