"""What a mail calls its totals, and which of them is the one to pay."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import islice

import msgspec

from parsers.language.lexicon import look, says
from parsers.language.phrases import NO_PHRASES
from parsers.page import Page, once
from parsers.statement.beside import amount_beside, amount_in, is_of_other
from parsers.statement.labels import Labelled, labelled
from parsers.text.bounded import Bounded
from parsers.values.found_money import AmountFound

_MOST_PARTS = 3  # rows between a total and the sum that it is a part of
_MOST_TOTALS = 200
# "Total incl. VAT" is the total; "VAT" alone is not.
_WITH_TAX = Bounded(
    r"(?i)(?<!\w)(?:incl(?:\.|uding|usive(?: of)?|us[oa]|uíd[oa]|uid[oa])?|inkl(?:\.|usive)?"
    r"|inclusief|dont|med|sis\.|sisältää|s|z|w tym|cu|con|com|all) (?:[\d.,]+ ?% )?"
    r"(?:all |any |der )?(?:taxe?s?|sales tax|vat|gst|mwst|ust|mehrwertsteuer|moms|mva|alv"
    r"|btw|iva|tva|dph|áfa|kdv|shipping|versand(?:kosten)?|frakt)(?!\w)"
    r"|(?<!\w)(?:iva|tva|tax|vat|mwst|kdv|alv|dph) "
    r"(?:incl\w*\.?|included|inbegriffen|dahil|comprise)|\bttc\b|税込|税込み|含税",
    most=10_000,
)
_PAID_LABEL = re.compile(
    r"(?i)paid|charged|bezahlt|gezahlt|payé|réglé|pagad|pagat|pago|betaald|zapłacon|opłacon|betalt"
    r"|maksettu|zaplacen|fizetve|plătit|achitat|ödenen|支払|決済|결제|实付|實付"
)


class Total(msgspec.Struct, frozen=True, kw_only=True):
    """An amount beside a label of totals; `is_other` is that of a subtotal, a tax, a saving.

    `is_paid` is the amount of a label that says that it was paid.
    """

    at: int
    rank: int
    amount: AmountFound
    is_other: bool
    is_paid: bool = False


@once
def totals(page: Page) -> tuple[Total, ...]:
    """The amounts beside a label of totals, in reading order; no bill has hundreds."""
    return tuple(islice(_totals(page), _MOST_TOTALS))


def _totals(page: Page) -> Iterator[Total]:
    for place in labelled(page, "total", lines=page.lines):
        amount = amount_beside(place, page)
        if amount is not None:
            yield Total(
                at=place.at,
                rank=place.rank,
                amount=amount,
                is_other=_is_other_amount(place, page) or _was_paid_before(place, page),
                is_paid=bool(_PAID_LABEL.search(place.label)),
            )


def total(page: Page) -> AmountFound | None:
    """The amount that the mail calls its total: the best label, the last place it stands."""
    found = [one for one in totals(page) if not one.is_other]
    best = best_labelled(_settled_in_full(found) or found)
    kept = [one for one in best if one.amount.amount >= 0]
    return (_summed_up(kept[-1], found, page) or kept[-1]).amount if kept else None


def is_part(amount: Decimal, page: Page) -> bool:
    """Whether an amount beside a label of totals is only a part of another one below it."""
    found = [one for one in totals(page) if not one.is_other]
    same = (one for one in found if one.amount.amount == amount)
    return any(_summed_up(one, found, page) is not None for one in same)


def _summed_up(part: Total, found: Sequence[Total], page: Page) -> Total | None:
    """The total below another one that it is the sum of, with the rows between them: "Back payment
    61.20, instalment 89.00, sum 150.20".
    """
    for one in found:
        lines = page.lines[part.at + 1 : one.at]
        if not 0 < len(lines) <= _MOST_PARTS or one.amount.currencies != part.amount.currencies:
            continue
        rows = [amount_in(line, page) for line in lines if not is_of_other(line, page)]
        rest = [row.amount for row in rows if row is not None and row.amount > 0]
        if len(rest) == len(lines) and part.amount.amount + sum(rest) == one.amount.amount:
            return one
    return None


def best_labelled(found: Sequence[Total]) -> list[Total]:
    """Those of some totals that stand beside the most telling of their labels, in their order."""
    best = min((one.rank for one in found), default=0)
    return [one for one in found if one.rank == best]


def _settled_in_full(found: list[Total]) -> list[Total]:
    """What was paid, where the total is what is left to pay after that: "Total 0, paid 131" """
    is_nothing_left = any(one.amount.amount == 0 for one in found)
    return [one for one in found if is_nothing_left and one.is_paid and one.amount.amount > 0]


def says_paid(row: str) -> bool:
    """Whether a row says that its amount was paid."""
    return bool(_PAID_LABEL.search(row))


def _is_other_amount(place: Labelled, page: Page) -> bool:
    """Subtotals, taxes, savings and balances are amounts, but not what was paid."""
    seen = look(_WITH_TAX.sub("", _cell_of(place)), page.hint.language)
    return any(
        lexicon.labels.get("not_total", NO_PHRASES).match(seen.text, suspects)
        for lexicon, suspects in seen.suspects
    )


def _was_paid_before(place: Labelled, page: Page) -> bool:
    """Whether the label is that of what was paid another time: "Last year you paid"."""
    label, mark, _ = place.line.partition(" | ")
    return bool(mark) and says(label, "formerly", page.hint.language)


def _cell_of(place: Labelled) -> str:
    """The label's own cell: everything before the amount, up to the cell's borders."""
    before = place.line[: len(place.line) - len(place.after)]
    head = before.rpartition(" | ")[2]
    tail = re.split(r"[\d|]|[^\w\s.:,()%'-]", place.after, maxsplit=1)[0]
    return head + tail
