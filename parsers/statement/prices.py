"""How much money the claim of a mail is about: what was paid, is due, or came back."""

from collections.abc import Callable
from itertools import pairwise

from msgspec.structs import replace

from parsers.events import EventKind
from parsers.language.lexicon import says
from parsers.language.notions import notions_for
from parsers.language.paragraphs import CELL
from parsers.language.wording import Claim, claims
from parsers.money import Money
from parsers.page import Page
from parsers.statement import beside, labels, totals
from parsers.statement.given_back import given_back_among_others, given_back_in
from parsers.statement.price_changes import changed_amount, only, renewed_amount
from parsers.statement.price_rows import (
    lone_amounts,
    sum_of_rows,
    sum_with,
)
from parsers.statement.remaining import left_of_it
from parsers.statement.taken_off import nothing_left
from parsers.statement.terms import amount_behind, only_amount
from parsers.statement.ways import paid_by_ways
from parsers.statement.when import ENDS, PAID, REFUNDS, TRIALS
from parsers.values.found_money import AmountFound, find_amounts, parse_amount
from parsers.values.sums import summed

_BOTH = 2
_BILLED = (EventKind.CHARGE, EventKind.INVOICE_DUE)
_ROW = 120  # characters; a longer line is running text
_OPEN = (":", "：")
_ARROWS = "→⇒➔➜➡▶>"
_HEAD = 40  # characters of a line that heads others
_OF_MONEY = frozenset(("return", "pay"))

AmountOf = Callable[[Page, Claim], AmountFound | None]


def amount_of_claim(page: Page, claim: Claim, paid: AmountOf) -> AmountFound | None:
    """The amount that a claim is about; `paid` finds those that were paid or given back."""
    if claim.kind in (EventKind.PRICE_CHANGE, EventKind.PLAN_CHANGED):
        return changed_amount(page, claim)
    if claim.kind in ENDS:
        return beside.amount_in(claim.sentence, page)
    if claim.kind in REFUNDS:
        return _amount_back(page, claim, paid)
    if claim.kind in PAID:
        left = left_of_it(page) if claim.kind is EventKind.INVOICE_DUE else None
        return left or paid(page, claim)
    if claim.kind is EventKind.RENEWAL_NOTICE:
        # "Hosting | 10 Dec | $39.00" may be a row above "Tax" and "Total".
        is_priced = CELL not in claim.sentence and find_amounts(claim.sentence, page.hint)
        whole = None if is_priced else sum_of_rows(page)
        whole = whole or only_amount(page, claim) or _coming_amount(page)
        return whole or renewed_amount(page)
    following = amount_behind(page, claim) if claim.kind in TRIALS else None
    return following or only_amount(page, claim)


def _amount_back(page: Page, claim: Claim, paid: AmountOf) -> AmountFound | None:
    """What is given back, by rows and sentences that say so; papers that take a bill back have a
    minus before it.
    """
    given = _given_back(page)
    given = (given and sum_with(page, given)) or given
    given = given or _stated_back(page) or _right_below(page) or _below_a_refund(page)
    given = given or _said_back(page, claim, paid(page, claim))
    return given and replace(given, amount=abs(given.amount))


def _said_back(page: Page, claim: Claim, likely: AmountFound | None) -> AmountFound | None:
    """What the sentence says was given back, where others name what had been paid; else what
    another one says that names both.
    """
    said = beside.amount_in(claim.sentence, page) or given_back_among_others(page)
    return likely if said is None or (likely and likely.money == said.money) else said


def _below_a_refund(page: Page) -> AmountFound | None:
    """The only amount below a line that heads what was given back, and not what had been paid:
    "Original payment", "Amount | $76", "Refund details", "Amount | $38".
    """
    notions, is_below = notions_for(page.hint.language), False
    found: list[AmountFound] = []
    for line in page.lines:
        amounts = find_amounts(line, page.hint)
        if amounts:
            found.extend(amounts if is_below else ())
        elif len(line) <= _HEAD and " | " not in line:
            about = notions.about(line)
            is_below = "return" in about if about & _OF_MONEY else is_below
    return only(found)


def _stated_back(page: Page) -> AmountFound | None:
    """What the sentences say is given back, where others and rows name what had been paid."""
    said = (one.sentence for one in claims(page) if one.kind in REFUNDS)
    return only([one for text in said if (one := given_back_in(text, page)) is not None])


def _right_below(page: Page) -> AmountFound | None:
    """The amount that stands alone below words of giving back that stop at a colon."""
    notions = notions_for(page.hint.language)
    below = (
        text
        for above, text in pairwise(page.sentences)
        if above.endswith(_OPEN) and "return" in notions.about(above)
    )
    return only([one for text in below if (one := parse_amount(text, page.hint)) is not None])


def _given_back(page: Page) -> AmountFound | None:
    """What a row says was given back, where others name the order that it was paid for."""
    rows = labels.labelled(page, "refunded", lines=page.lines)
    cells = (one.after for one in rows if one.line.startswith(one.label))
    given = [found for cell in cells if (found := find_amounts(cell, page.hint))]
    amounts = {one.amount: one for found in given for one in found}
    if len(amounts) > 1:  # parts of it, and their sum
        sums, _ = summed([abs(one.amount) for one in lone_amounts(page)])
        amounts = {value: one for value, one in amounts.items() if abs(value) in sums}
    if len(amounts) != 1:
        return None
    return next(iter(amounts.values()))


def _coming_amount(page: Page) -> AmountFound | None:
    """What a renewal will cost, where a table beside it also says what it cost before."""
    now = [one for one in totals.totals(page) if not one.is_other and not _was(page, one)]
    best = min((one.rank for one in now), default=0)
    prices = {one.amount.money: one.amount for one in now if one.rank == best}
    return next(iter(prices.values())) if len(prices) == 1 else None


def _was(page: Page, total: totals.Total) -> bool:
    """Whether the line of a total speaks of the past: "Last year you paid | $99"."""
    return says(page.lines[total.at], "formerly", page.hint.language)


def paid_amount(page: Page, claim: Claim) -> AmountFound | None:
    """What was paid: the sum of several ways, else by its label or the sentence that says so."""
    nothing = nothing_left(page) if claim.kind in _BILLED else None
    return paid_by_ways(page) or nothing or totals.total(page) or only_amount(page, claim)


def found_money(found: AmountFound | None) -> Money | None:
    """The money of an amount whose currency is settled."""
    return found.money if found is not None else None
