"""How much of what was paid is tax, where a mail's own sums bear it out."""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import islice

import msgspec

from parsers.money import Money
from parsers.page import Page, once
from parsers.text.bounded import Bounded
from parsers.text.folding import words_of
from parsers.values.found_money import find_amounts
from parsers.values.sums import summed

_LONGEST = 200  # characters; a longer line is running text
_MOST_ROWS, _MOST_AMOUNTS = 12, 60
_BOTH = 2  # what was paid, and its tax
_CENT = Decimal("0.02")
# No tax on what is bought is a larger part of the whole (Hungary has 27 % of the price before it).
_MOST_PART = Decimal("0.22")
# The words among them that have no letters but plain ones.
_PLAIN_TAXES = frozenset(
    """tax taxes vat gst hst pst qst tps tvq iva igic tva mwst ust umsatzsteuer mehrwertsteuer
    steuer steuern impuesto impuestos imposto impostos imposte moms mva alv btw dph kdv ptu
    podatek""".split()
)
# In the languages of the lexicons; the names of taxes are the same wherever they are levied.
_TAX = Bounded(
    r"(?i)(?<![^\W\d_])(?:sales tax|tax(?:es)?|vat|gst|hst|pst|qst|tps|tvq|iva|igic|tva|mwst|ust"
    r"|umsatzsteuer|mehrwertsteuer|steuern?|impuestos?|impostos?|imposte|taxes|moms|mva|alv|btw"
    r"|dph|áfa|kdv|ptu|podatek)(?![^\W\d_])|消費税|内税|税額|부가세|부가가치세|增值税|增值稅|税额|稅額",
    most=_LONGEST,
)
_WITHOUT = Bounded(
    r"(?i)(?<!\w)(?:ex(?:cl(?:\.|uding|usive)?|kl(?:\.|usive)?)?|before|without|net(?:to)?|ohne"
    r"|hors|sin|senza|sem|zonder|utan|uden|uten|bez|sub-?total|sous-total|zwischensumme"
    r"|base|imponibile|bases|taxable)(?!\w)|税抜|未税|未稅",
    most=_LONGEST,
)
_WITHIN = Bounded(
    r"(?i)(?<!\w)(?:incl(?:\.|uding|uded|udes|usive|us[oa])?|inkl(?:\.|usive)?|davon|enthalten\w*"
    r"|dont|de los cuales|di cui|dos quais|waarvan|inclusief|varav|heraf|herav|w tym|z toho|ebből"
    r"|dahil|sisältää)(?!\w)|うち|内",
    most=_LONGEST,
)
_RATE = re.compile(r"(?<![\d.,])(?P<rate>\d{1,2}(?:[.,]\d{1,3})?) ?%")


class _Row(msgspec.Struct, frozen=True, kw_only=True):
    """A line that names a tax and an amount; `within` when the amount is said to be included."""

    amount: Money
    rate: Decimal | None
    within: bool


def tax_of(paid: Money | None, page: Page) -> Money | None:
    """The tax within an amount that was paid; None where the mail's sums do not prove it."""
    if paid is None or paid.amount <= 0:
        return None
    rows = [row for row in _rows(page) if row.amount.currency == paid.currency]
    for some in _choices(rows):
        total = sum((row.amount.amount for row in some), Decimal(0))
        if total <= paid.amount * _MOST_PART and _is_proven(total, some, paid, page):
            return Money(amount=total, currency=paid.currency)
    return None


@once
def taxes_within(page: Page) -> frozenset[Decimal]:
    """The tax within the only other amount of a mail, at the rate that stands beside it: "(20%
    VAT: £1.65)" below one of £9.90. Where there are more, their sums tell what is what.
    """
    if len(set(_amounts(page))) != _BOTH:
        return frozenset()
    return frozenset(row.amount.amount for row in _rows(page) if _is_share(row, page))


def _is_share(row: _Row, page: Page) -> bool:
    rate, tax = row.rate, row.amount
    if not rate or tax.amount <= 0:
        return False
    others = (one.amount for one in _amounts(page) if one.currency == tax.currency)
    return any(abs(one * rate / (100 + rate) - tax.amount) <= _CENT / 2 for one in others)


def _choices(rows: list[_Row]) -> Iterator[list[_Row]]:
    """All taxes together (GST and QST), then each by itself: a summary may repeat one."""
    if len(rows) > 1:
        yield rows
        distinct = list({row.amount: row for row in rows}.values())
        if 1 < len(distinct) < len(rows):
            yield distinct
    yield from ([row] for row in rows)


def _is_proven(tax: Decimal, rows: list[_Row], paid: Money, page: Page) -> bool:
    amounts = [one.amount for one in _amounts(page) if one.currency == paid.currency]
    if tax == 0:
        return not any(row.within for row in rows)
    if paid.amount - tax in amounts:
        return True
    sums, parts = summed(amounts)
    is_repeated = len({(row.amount, row.rate) for row in rows}) < len(rows)
    if paid.amount in sums and all(row.amount.amount in parts for row in rows) and not is_repeated:
        return True
    if len(rows) > 1:
        return False
    rate = rows[0].rate
    if rate is not None:
        return abs(paid.amount * rate / (100 + rate) - tax) <= _CENT
    return rows[0].within


@once
def _amounts(page: Page) -> tuple[Money, ...]:
    found = (one for line in page.lines for one in find_amounts(line, page.hint))
    return tuple(islice((one.money for one in found if one.money is not None), _MOST_AMOUNTS))


@once
def _rows(page: Page) -> tuple[_Row, ...]:
    return tuple(islice(_all_rows(page.lines, page), _MOST_ROWS))


def _all_rows(lines: Iterable[str], page: Page) -> Iterator[_Row]:
    told = ""
    for line in lines:
        names = _may_name_tax(line) and len(line) <= _LONGEST and _TAX.search(line) is not None
        if not names and not told:
            continue
        # "VAT" in one line and its amount in the next: a stacked layout.
        text = line if names or not told else f"{told} {line}"
        told = line if names and not find_amounts(line, page.hint) else ""
        tax = _TAX.search(text) if len(text) <= _LONGEST else None
        if tax is None or _WITHOUT.search(text[: tax.end()]):
            continue
        yield from _beside(text, tax, page)


def _may_name_tax(text: str) -> bool:
    """A quick look that spares the pattern most lines."""
    return not text.isascii() or not _PLAIN_TAXES.isdisjoint(words_of(text.lower()))


def _beside(text: str, tax: re.Match[str], page: Page) -> Iterator[_Row]:
    """The amount next to the name of the tax: behind it, else right before it."""
    found = [one for one in find_amounts(text, page.hint) if one.money is not None]
    behind = [one for one in found if one.start >= tax.end()]
    near = behind[-1:] or [one for one in found if one.end <= tax.start()][-1:]
    rate = _RATE.search(text)
    for one in near:
        if one.money is not None and one.amount >= 0:
            share = Decimal(rate["rate"].replace(",", ".")) if rate else None
            within = _WITHIN.search(text) is not None
            yield _Row(amount=one.money, rate=share, within=within)
