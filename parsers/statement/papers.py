"""What a mail is by its form: the paper of a bill needs no verb of payment."""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import islice

from parsers.language.lexicon import Lexicon, Look, look, says
from parsers.language.notions import notions_for
from parsers.language.paragraphs import sentences_with, survey
from parsers.page import Page, once
from parsers.statement import fields, labels, totals
from parsers.statement.particulars import last_four
from parsers.values.found_money import find_amounts
from parsers.values.sums import summed

_TOP = 12  # lines in which a paper says what it is
_SHORT = 60  # characters; a longer cell is running text
_LONGEST = 400
_MOST = 200  # amounts
_CELL = " | "
# "1 x Mug", "Mug × 2": how many of a thing, in a row with its price.
_COUNTED = re.compile(
    r"(?:^|\| )\d{1,3} ?[x×] ?[^\W\d]|[^\W\d] ?[x×] ?\d{1,3}(?= *(?:\||$))", re.IGNORECASE
)
_RUNS_ON = frozenset(("sub", "plan", "per"))
# Of these at least one has to be there: advertisements have heads, prices and journeys too.
_HARD = frozenset({"paid_with", "reference", "items", "tax"})


@once
def paper_signs(page: Page) -> frozenset[str]:
    """What a page has of a receipt, a ticket or a booking; nothing where nothing was paid (yet)."""
    total = totals.total(page)
    if total is None or total.amount <= 0 or is_unpaid(page):
        return frozenset()
    return frozenset(_signs(page, total.amount))


def is_paper(signs: frozenset[str]) -> bool:
    """Whether signs are enough to call a mail a bill that says nowhere that it was paid."""
    return bool(signs & {"head", "paid_with"} and signs & _HARD) and len(signs) > 1


def is_of_goods(page: Page) -> bool:
    """Whether two cells are such as only goods and journeys have: a parcel's address, a seat."""
    language = page.hint.language
    cells = (cell for cell in _formal(page) if is_of_paper(cell, "goods", language))
    return len(list(islice(cells, 2))) > 1


def is_order_of_things(page: Page) -> bool:
    """Whether a row counts things ("2 x Blue mug") and a line speaks of their way to the reader, or
    an order has a row for what that costs; none of them by a name of what runs on: a box that comes
    each month is one.
    """
    return _is_order_to_send(page) or _is_of_counted(page)


def _is_order_to_send(page: Page) -> bool:
    """Whether what calls itself an order has a row that prices its delivery ("Postage | £3.50") and
    none above it that names what runs on; what stands below may be an offer.
    """
    language = page.hint.language
    if not any(says(one, "ordered", language) for one in (page.subject, *_top(page))):
        return False
    rows = [one for one in page.lines if len(one) <= _LONGEST and find_amounts(one, page.hint)]
    fees = [place for place, one in enumerate(rows) if says(one, "delivery_fee", language)]
    above = rows[: fees[0]] if fees else ()
    return bool(fees) and not any(
        _names_what_runs_on(one, language) for one in (page.subject, *above)
    )


def _names_what_runs_on(text: str, language: str | None) -> bool:
    """Whether a text does, but for the word for an order, which may be that for a subscription."""
    each = notions_for(language).each(text)
    named = (word for word, about in each if not _RUNS_ON.isdisjoint(about))
    return any(not says(one, "ordered", language) for one in named)


def _is_of_counted(page: Page) -> bool:
    notions = notions_for(page.hint.language)
    counted = [line for line in page.lines if _COUNTED.search(line)]
    if not counted or any(notions.about(line) & _RUNS_ON for line in (page.subject, *counted)):
        return False
    sent = (one for one in page.sentences if len(one) <= _LONGEST)
    return any("goods" in notions.about(one) for one in sent)


def _signs(page: Page, total: Decimal) -> Iterator[str]:
    language = page.hint.language
    short = _formal(page)
    if any(is_of_paper(text, "head", language) for text in (page.subject, *_top(page))):
        yield "head"
    if last_four(page) or any(is_of_paper(line, "paid_with", language) for line in short):
        yield "paid_with"
    if any(is_of_paper(line, "goods", language) for line in short):
        yield "goods"
    if fields.reference(page):
        yield "reference"
    yield from _arithmetic(page, total)


def _arithmetic(page: Page, total: Decimal) -> Iterator[str]:
    amounts = (one.amount for line in page.lines for one in find_amounts(line, page.hint))
    if total in summed(list(islice(amounts, _MOST)))[0]:
        yield "items"
    if any(one.is_other for one in totals.totals(page)) or _has_parts(page):
        yield "tax"


def _has_parts(page: Page) -> bool:
    """Whether a row is that of a subtotal or a tax: "Sales tax | $0.62"."""
    rows = labels.labelled(page, "not_total", lines=page.lines)
    parts = (row for row in rows if row.line.startswith(row.label) and _CELL in row.after)
    return any(find_amounts(row.after, page.hint) for row in parts)


def is_unpaid(page: Page) -> bool:
    """Whether it is an offer, a basket, a bill to be paid, a parcel's note, somebody's earnings."""
    language = page.hint.language
    links = {block.text for block in page.document.blocks if block.link}
    is_titled = any(is_of_paper(page.subject, name, language) for name in ("subject", "later"))
    return (
        (is_titled and not _is_meal(page))
        or any(is_of_paper(line, "unpaid", language) for line in _formal(page) if line not in links)
        or says_paid_later(page)
    )


def _is_meal(page: Page) -> bool:
    """Whether what was brought is told with what was paid for it, and was no parcel: of food and
    rides only the mail that they are there is a receipt.
    """
    language = page.hint.language
    if not says(page.subject, "brought", language):
        return False
    is_paid = any(one.is_paid and one.amount.amount > 0 for one in totals.totals(page))
    is_paid = is_paid or last_four(page) is not None
    return is_paid and not any(says(one, "parcels", language) for one in page.lines)


def says_paid_later(page: Page) -> bool:
    """Whether a sentence says that it is paid later, or not at all."""
    language = page.hint.language
    return any(is_of_paper(text, "later", language) for text in sentences_with(page, _later))


def _later(lexicon: Lexicon) -> int:
    return lexicon.papers["later"].bits


@once
def _formal(page: Page) -> tuple[str, ...]:
    """The short cells that may have any word of a paper: each of its words is asked of few."""
    language, looks = page.hint.language, survey(page, page.lines).looks
    lines = (line for line, seen in zip(page.lines, looks, strict=True) if _may_be_formal(seen))
    return tuple(cell for cell in _short(lines) if _may_be_formal(look(cell, language)))


def _may_be_formal(seen: Look) -> bool:
    for lexicon, suspects in seen.suspects:  # noqa: SIM110 - a generator takes half as long again
        if suspects & lexicon.formal:
            return True
    return False


def _top(page: Page) -> Iterable[str]:
    return _short(page.lines[:_TOP])


def _short(lines: Iterable[str]) -> Iterator[str]:
    """The cells of the lines that are no running text."""
    cells = (cell for line in lines if len(line) <= _LONGEST for cell in line.split(_CELL))
    return (cell for cell in cells if len(cell) <= _SHORT)


def is_of_paper(text: str, name: str, language: str | None) -> bool:
    """Whether a text has such words of a paper: `name` is a key of the lexicons' [papers]."""
    seen = look(text, language)
    for lexicon, suspects in seen.suspects:
        words = lexicon.papers[name]
        if suspects & words.bits and words.match(seen.text, suspects):
            return True
    return False
