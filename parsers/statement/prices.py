"""How much money the claim of a mail is about: what was paid, what it will cost, what it cost."""

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

from msgspec.structs import replace

from parsers.dates import find_dates
from parsers.events import EventKind
from parsers.language.lexicon import says
from parsers.language.notions import notions_for
from parsers.language.paragraphs import CELL, survey, texts_of_body
from parsers.language.wording import Claim, claims, is_aside, straight
from parsers.money import Money
from parsers.page import Page
from parsers.statement import fields
from parsers.statement.price_rows import (
    lone_amounts,
    price_of_new_plan,
    price_step,
    sum_of_rows,
    sum_with,
)
from parsers.statement.remaining import left_of_it
from parsers.statement.taken_off import nothing_left
from parsers.statement.terms import only_amount
from parsers.statement.ways import paid_by_ways
from parsers.statement.when import ENDS, PAID, REFUNDS
from parsers.values.equivalents import is_former, is_present, own
from parsers.values.found_money import AmountFound, find_amounts, parse_amount
from parsers.values.sums import summed

_BOTH = 2
_BILLED = (EventKind.CHARGE, EventKind.INVOICE_DUE)
_LONGEST = 200  # characters of a sentence
_ROW = 120  # characters; a longer line is running text
_OPEN = (":", "：")
_ARROWS = "→⇒➔➜➡▶>"
_HEAD = 40  # characters of a line that heads others
_OF_MONEY = frozenset(("return", "pay"))

AmountOf = Callable[[Page, Claim], AmountFound | None]


def amount_of_claim(page: Page, claim: Claim, paid: AmountOf) -> AmountFound | None:
    """The amount that a claim is about; `paid` finds those that were paid or given back."""
    if claim.kind in (EventKind.PRICE_CHANGE, EventKind.PLAN_CHANGED):
        return _in_rows(page, claim) or _changed_amount(page, claim)
    if claim.kind in ENDS:
        return fields.amount_in(claim.sentence, page)
    if claim.kind in REFUNDS:
        return _amount_back(page, claim, paid)
    if claim.kind in PAID:
        left = left_of_it(page) if claim.kind is EventKind.INVOICE_DUE else None
        return left or paid(page, claim)
    if claim.kind is EventKind.RENEWAL_NOTICE:
        # "Hosting | 10 Dec | $39.00" may be a row above "Tax" and "Total".
        is_priced = CELL not in claim.sentence and find_amounts(claim.sentence, page.hint)
        whole = None if is_priced else sum_of_rows(page)
        return whole or only_amount(page, claim) or _coming_amount(page)
    return only_amount(page, claim)


def _changed_amount(page: Page, claim: Claim) -> AmountFound | None:
    """What it will cost, as sentences and rows say it."""
    said = _after_promotion(page, claim) or _said_amount(page, claim)
    told = said or _told_apart(page, claim) or _told_elsewhere(page) or _new_amount(page)
    stated = told or _stepped(page, claim)[1] or _told_in_a_row(page)
    new = stated or fields.labelled_amount(page, "new_price", lines=page.lines)
    return new or (_only_price(page) if claim.kind is EventKind.PLAN_CHANGED else None)


def _amount_back(page: Page, claim: Claim, paid: AmountOf) -> AmountFound | None:
    """What is given back, by rows and sentences that say so; papers that take a bill back have a
    minus before it.
    """
    given = _given_back(page)
    given = (given and sum_with(page, given)) or given
    given = given or _stated_back(page) or _right_below(page) or _below_a_refund(page)
    given = given or _said_back(page, claim, paid(page, claim))
    return given and replace(given, amount=abs(given.amount))


def _in_rows(page: Page, claim: Claim) -> AmountFound | None:
    """The new price as rows have it: in columns beside the old one, or with the new plan."""
    if claim.kind is EventKind.PLAN_CHANGED:
        return price_of_new_plan(page)
    step = price_step(page)
    return step.new if step is not None else None


def _only_price(page: Page) -> AmountFound | None:
    """The only amount that a mail about a plan names: what it costs."""
    seen = [one for text in _of_the_bill(page, page.lines) for one in find_amounts(text, page.hint)]
    return _only(seen)


def _only(found: Sequence[AmountFound]) -> AmountFound | None:
    """The amount that all of some are."""
    return found[0] if len({one.money for one in found}) == 1 else None


def _said_back(page: Page, claim: Claim, likely: AmountFound | None) -> AmountFound | None:
    """What the sentence says was given back, where others name what had been paid."""
    said = fields.amount_in(claim.sentence, page)
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
    return _only(found)


def _stated_back(page: Page) -> AmountFound | None:
    """What the sentences say is given back, where others and rows name what had been paid."""
    said = (one.sentence for one in claims(page) if one.kind in REFUNDS)
    return _only([one for text in said if (one := fields.amount_in(text, page)) is not None])


def _right_below(page: Page) -> AmountFound | None:
    """The amount that stands alone below words of giving back that stop at a colon."""
    notions = notions_for(page.hint.language)
    below = (
        text
        for above, text in pairwise(page.sentences)
        if above.endswith(_OPEN) and "return" in notions.about(above)
    )
    return _only([one for text in below if (one := parse_amount(text, page.hint)) is not None])


def _given_back(page: Page) -> AmountFound | None:
    """What a row says was given back, where others name the order that it was paid for."""
    rows = fields.labelled(page, "refunded", lines=page.lines)
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
    now = [one for one in fields.totals(page) if not one.is_other and not _was(page, one)]
    best = min((one.rank for one in now), default=0)
    prices = {one.amount.money: one.amount for one in now if one.rank == best}
    return next(iter(prices.values())) if len(prices) == 1 else None


def _was(page: Page, total: fields.Total) -> bool:
    """Whether the line of a total speaks of the past: "Last year you paid | $99"."""
    return says(page.lines[total.at], "formerly", page.hint.language)


def _said_amount(page: Page, claim: Claim) -> AmountFound | None:
    """The only amount of the sentence that says it, when it is one that things will cost."""
    only = fields.amount_in(claim.sentence, page)
    named = fields.labelled_amount(page, "new_price", lines=(claim.sentence,))
    return only if only and named and only.money == named.money else None


def _after_promotion(page: Page, claim: Claim) -> AmountFound | None:
    """What it costs when "your introductory rate of $1 ends": a sentence behind says so."""
    if not _ends_promotion(page, claim):
        return None
    ended = {one.money for one in find_amounts(claim.sentence, page.hint)}
    if len(ended) > 1:
        return None
    said = [straight(text) for text in page.sentences]
    start = said.index(claim.sentence) + 1 if claim.sentence in said else 0
    found = (fields.amount_in(text, page) for text in _of_the_bill(page, said[start:]))
    return next((one for one in found if one and one.money not in ended), None)


def _ends_promotion(page: Page, claim: Claim) -> bool:
    is_change = claim.kind is EventKind.PRICE_CHANGE
    return is_change and says(claim.sentence, "promotion", page.hint.language)


def paid_amount(page: Page, claim: Claim) -> AmountFound | None:
    """What was paid: the sum of several ways, else by its label or the sentence that says so."""
    nothing = nothing_left(page) if claim.kind in _BILLED else None
    return paid_by_ways(page) or nothing or fields.total(page) or only_amount(page, claim)


def _new_amount(page: Page) -> AmountFound | None:
    """The amount "to" which a price changes: "to" stands before names too ("membership to X")."""
    new, old = (_labelled(page, label, page.sentences) for label in ("new_price", "old_price"))
    # "New plan: Basic | $50 / month": a table's cells are sentences each for itself.
    new = new or _labelled(page, "new_price", page.lines)
    if new is None or old is None or new.money != old.money:
        return new
    found = (one for text in _of_the_bill(page) for one in find_amounts(text, page.hint))
    return next((one for one in found if one.money != old.money), None)


def _stepped(page: Page, claim: Claim) -> tuple[AmountFound | None, AmountFound | None]:
    """The amounts of a sentence that names just two: it was the first, it will be the second.

    Unless it is the second "instead of" the first.
    """
    found = tuple(own([(claim.sentence, x) for x in find_amounts(claim.sentence, page.hint)], page))
    different = len({one.money for one in found}) == 2 == len(found)
    if different and _is_backwards(page, claim.sentence, found):
        found = found[::-1]
    return (found[0], found[1]) if different else (None, found[0] if len(found) == 1 else None)


def _told_apart(page: Page, claim: Claim) -> AmountFound | None:
    """The new one of the two amounts of a sentence, where a word tells the old one by its place."""
    text, found = claim.sentence, find_amounts(claim.sentence, page.hint)
    told = any(_is_old(text, amount, page) for amount in found)
    return _stepped(page, claim)[1] if told and len(found) == _BOTH else None


def _told_elsewhere(page: Page) -> AmountFound | None:
    """The new one of the two amounts of a sentence, where a word between them tells which it is:
    "$7 instead of $5", "$5 becomes $7".
    """
    for text in texts_of_body(page):
        found = find_amounts(text, page.hint) if len(text) <= _LONGEST else ()
        if len(found) != _BOTH or found[0].money == found[1].money:
            continue
        between = text[found[0].end : found[1].start]
        if says(between, "instead", page.hint.language):
            return found[0]
        if says(between, "becomes", page.hint.language):
            return found[1]
    return None


def _told_in_a_row(page: Page) -> AmountFound | None:
    """The new one of the two amounts of a row, where a word or a line through it tells the old one,
    or an arrow leads from it: "Solo $5 | → | Team $7".
    """
    for line in page.lines:
        found = find_amounts(line, page.hint) if len(line) <= _ROW else ()
        if len(found) != _BOTH:
            continue
        if any(arrow in line[found[0].end : found[1].start] for arrow in _ARROWS):
            return found[1]
        new = [one for one in found if not _is_old(line, one, page)]
        if len(new) == 1:
            return new[0]
    return _in_columns(page)


def _in_columns(page: Page) -> AmountFound | None:
    """The new price of the last row that names two in cells of their own, what it was first."""
    both = None
    for line in page.lines:
        found = find_amounts(line, page.hint) if CELL in line and len(line) <= _ROW else ()
        if len(found) == _BOTH and CELL in line[found[0].end : found[1].start]:
            both = found
    return both[1] if both is not None else None


def _is_old(line: str, found: AmountFound, page: Page) -> bool:
    return is_former(line, found, page) or is_present(line, found, page)


def _is_backwards(page: Page, text: str, found: tuple[AmountFound, ...]) -> bool:
    """Whether the second of two amounts is what it was: "$7 instead of $5", or in a row below
    "From July | $7", "Old price | $5".
    """
    first, second = found
    between, language = text[first.end : second.start], page.hint.language
    if says(between, "instead", language) or _is_old(text, second, page):
        return True
    if CELL not in between or not says(between, "old_price", language):
        return False
    return not find_dates(between, hint=page.hint, near=page.mailed_on)  # "From July 1 | $7"


def _of_the_bill(page: Page, texts: Iterable[str] | None = None) -> list[str]:
    said = page.sentences if texts is None else texts
    return [text for text in said if not is_aside(text, page.hint.language)]


def _labelled(page: Page, label: str, texts: tuple[str, ...]) -> AmountFound | None:
    """The amount beside a label in some texts of the mail, of those that are of the bill; where it
    can stand in none, none is asked what it is about.
    """
    if not survey(page, texts).places(label):
        return None
    return fields.labelled_amount(page, label, lines=_of_the_bill(page, texts))


def old_amount(page: Page, claim: Claim) -> Money | None:
    """What it cost before its price changes, when the mail says so."""
    if claim.kind is not EventKind.PRICE_CHANGE:
        return None
    if _after_promotion(page, claim) is not None:
        return found_money(fields.amount_in(claim.sentence, page))
    if step := price_step(page):
        return found_money(step.old)
    old = _labelled(page, "old_price", page.sentences) or _labelled(page, "old_price", page.lines)
    before, after = _stepped(page, claim)
    new = amount_of_claim(page, claim, paid_amount)
    unknown = old is None or (new is not None and old.money == new.money)
    if unknown and after is not None and new is not None and new.money == after.money:
        old = before
    return found_money(old)


def found_money(found: AmountFound | None) -> Money | None:
    """The money of an amount whose currency is settled."""
    return found.money if found is not None else None
