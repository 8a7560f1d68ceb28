"""What a price change or a new plan will cost, and what it cost before."""

import re
from collections.abc import Iterable, Sequence

from parsers.dates import find_dates
from parsers.events import EventKind
from parsers.language.lexicon import says
from parsers.language.notions import notions_for
from parsers.language.paragraphs import CELL, survey, texts_of_body
from parsers.language.wording import Claim, cadence_in, is_aside, straight
from parsers.page import Page
from parsers.statement import beside
from parsers.statement.plan_rows import plan_moved
from parsers.statement.price_rows import price_of_new_plan, price_step
from parsers.statement.when import days_to_come
from parsers.values.equivalents import is_former, is_present, own
from parsers.values.found_money import AmountFound, find_amounts

BOTH = 2
_BEHIND = 16  # characters in which "/month" follows
_NOW = 8  # characters in which "now" follows
_LONGEST = 200  # characters of a sentence
_ROW = 120  # characters; a longer line is running text
_CLAUSES = re.compile(r"[;(]|(?<!\d)[.,]|[.,](?!\d)")
_COSTS = frozenset(("pay", "price", "take"))
_ARROWS = "→⇒➔➜➡▶>"


def changed_amount(page: Page, claim: Claim) -> AmountFound | None:
    """What it will cost, as rows and sentences say it."""
    said = _in_rows(page, claim) or _said_in_words(page, claim)
    return said and (_instead_of_the_step(page, claim, said) or said)


def _instead_of_the_step(page: Page, claim: Claim, said: AmountFound) -> AmountFound | None:
    """The other amount of a sentence that names two, where it is the one that is paid each month,
    and much more: "rises £1.20 up to £31.20 a month".
    """
    found = find_amounts(claim.sentence, page.hint)
    if len(found) != BOTH or said.money not in {one.money for one in found}:
        return None
    step, whole = sorted(found, key=lambda one: one.amount)
    if said.money != step.money or step.amount * BOTH > whole.amount:
        return None
    timed = [_is_timed(claim.sentence, one, page) for one in (step, whole)]
    return whole if timed == [False, True] else None


def _is_timed(text: str, found: AmountFound, page: Page) -> bool:
    behind = text[found.end : found.end + _BEHIND]
    return cadence_in(behind, page.hint.language) is not None


def _said_in_words(page: Page, claim: Claim) -> AmountFound | None:
    """What it will cost, as sentences say it, and rows that name it beside its label."""
    said = after_promotion(page, claim) or _said_amount(page, claim) or _from_a_day(page, claim)
    told = said or _told_apart(page, claim) or _told_elsewhere(page) or _new_amount(page)
    stated = told or stepped(page, claim)[1] or _told_in_a_row(page)
    new = stated or beside.labelled_amount(page, "new_price", lines=page.lines)
    new = new or _beside_the_old(page)
    if new is None and claim.kind is EventKind.PRICE_CHANGE:
        return _only_price(page, _COSTS) if claim.in_subject else None
    return new or _only_price(page)


def _beside_the_old(page: Page) -> AmountFound | None:
    """The only other amount of a mail that names an old one: "Before: $9", "Now: $11"."""
    old = labelled(page, "before_row", page.lines)
    if old is None:
        return None
    seen = (one for text in of_the_bill(page, page.lines) for one in find_amounts(text, page.hint))
    return only([one for one in seen if one.money != old.money])


def renewed_amount(page: Page) -> AmountFound | None:
    """What a renewal will cost, where the mail says of every other amount that it was: "Your new
    premium is £212; last year you paid £198."
    """
    found = [
        (part, one)
        for text in of_the_bill(page, page.lines)
        for part in _CLAUSES.split(text)
        for one in find_amounts(part, page.hint)
    ]
    language = page.hint.language
    now = [one for part, one in found if not says(part, "formerly", language)]
    return only(now) if len(now) < len(found) else None


def _in_rows(page: Page, claim: Claim) -> AmountFound | None:
    """The new price as rows have it: in columns beside the old one, or with the new plan."""
    if claim.kind is EventKind.PLAN_CHANGED:
        moved = plan_moved(page)
        return moved.new if moved is not None else price_of_new_plan(page)
    step = price_step(page)
    return step.new if step is not None else None


def _only_price(page: Page, said: frozenset[str] = frozenset()) -> AmountFound | None:
    """The only amount that a mail about a plan names: what it costs. Its text is about one of the
    notions `said`, where any are, and not about what it did cost.
    """
    about = notions_for(page.hint.language).about
    texts = of_the_bill(page, page.lines)
    seen = [(text, one) for text in texts for one in find_amounts(text, page.hint)]
    found = only([one for _, one in seen])
    if found is None or not said:
        return found
    language = page.hint.language
    is_said = all(
        about(text) & said and "not" not in about(text) and not says(text, "formerly", language)
        for text, _ in seen
    )
    return found if is_said else None


def _said_amount(page: Page, claim: Claim) -> AmountFound | None:
    """The only amount of the sentence that says it, when it is one that things will cost."""
    only = beside.amount_in(claim.sentence, page)
    named = beside.labelled_amount(page, "new_price", lines=(claim.sentence,))
    return only if only and named and only.money == named.money else None


def _from_a_day(page: Page, claim: Claim) -> AmountFound | None:
    """The only amount of the sentence, where it is paid from a day to come on."""
    if says(claim.sentence, "formerly", page.hint.language):
        return None
    return beside.amount_in(claim.sentence, page) if days_to_come(claim.sentence, page) else None


def after_promotion(page: Page, claim: Claim) -> AmountFound | None:
    """What it costs when "your introductory rate of $1 ends": a sentence behind says so, that does
    not tell what "you have been paying".
    """
    if not _ends_promotion(page, claim):
        return None
    ended = {one.money for one in find_amounts(claim.sentence, page.hint)}
    if len(ended) > 1:
        return None
    said = [straight(text) for text in page.sentences]
    start = said.index(claim.sentence) + 1 if claim.sentence in said else 0
    language = page.hint.language
    later = (one for one in of_the_bill(page, said[start:]) if not says(one, "formerly", language))
    found = (beside.amount_in(text, page) for text in later)
    return next((one for one in found if one and one.money not in ended), None)


def _ends_promotion(page: Page, claim: Claim) -> bool:
    is_change = claim.kind is EventKind.PRICE_CHANGE
    return is_change and says(claim.sentence, "promotion", page.hint.language)


def _new_amount(page: Page) -> AmountFound | None:
    """The amount "to" which a price changes: "to" stands before names too ("membership to X")."""
    new, old = (labelled(page, label, page.sentences) for label in ("new_price", "old_price"))
    # "New plan: Basic | $50 / month": a table's cells are sentences each for itself.
    new = new or labelled(page, "new_price", page.lines)
    if new is None or old is None or new.money != old.money:
        return new
    if new.start <= old.start:  # "from your November payment on, it will be $11.99"
        return new
    found = (one for text in of_the_bill(page) for one in find_amounts(text, page.hint))
    return next((one for one in found if one.money != old.money), None)


def stepped(page: Page, claim: Claim) -> tuple[AmountFound | None, AmountFound | None]:
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
    return stepped(page, claim)[1] if told and len(found) == BOTH else None


def _told_elsewhere(page: Page) -> AmountFound | None:
    """The new one of the two amounts of a sentence, where a word between them tells which it is:
    "$7 instead of $5", "$5 becomes $7".
    """
    for text in texts_of_body(page):
        found = find_amounts(text, page.hint) if len(text) <= _LONGEST else ()
        if len(found) != BOTH or found[0].money == found[1].money:
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
        if len(found) != BOTH:
            continue
        if any(arrow in line[found[0].end : found[1].start] for arrow in _ARROWS):
            return found[1]
        new = [one for one in found if not _is_old(line, one, page)]
        if len(new) == 1:
            return new[0]
    return _in_columns(page)


def _in_columns(page: Page) -> AmountFound | None:
    """The new price of the last row that names two in cells of their own."""
    both = last_in_columns(page)
    return both[1] if both is not None else None


def last_in_columns(page: Page) -> tuple[AmountFound, ...] | None:
    """The two prices of the last such row, what it was first."""
    both = None
    for line in page.lines:
        found = find_amounts(line, page.hint) if CELL in line and len(line) <= _ROW else ()
        if len(found) == BOTH and CELL in line[found[0].end : found[1].start]:
            both = found
    return both


def _is_old(line: str, found: AmountFound, page: Page) -> bool:
    if is_former(line, found, page) or is_present(line, found, page):
        return True
    return says(line[found.end : found.end + _NOW], "of_now", page.hint.language)  # "it's £18 now"


def _is_backwards(page: Page, text: str, found: tuple[AmountFound, ...]) -> bool:
    """Whether the second of two amounts is what it was: "$7 instead of $5", or in a row below
    "From July | $7", "Old price | $5".
    """
    first, second = found
    between, language = text[first.end : second.start], page.hint.language
    if is_former(text, first, page) and says(between, "of_now", language):
        return False  # "before €58, now €62"
    if says(between, "instead", language) or _is_old(text, second, page):
        return True
    if CELL not in between or not says(between, "old_price", language):
        return False
    return not find_dates(between, hint=page.hint, near=page.mailed_on)  # "From July 1 | $7"


def of_the_bill(page: Page, texts: Iterable[str] | None = None) -> list[str]:
    said = page.sentences if texts is None else texts
    return [text for text in said if not is_aside(text, page.hint.language)]


def labelled(page: Page, label: str, texts: tuple[str, ...]) -> AmountFound | None:
    """The amount beside a label in some texts of the mail, of those that are of the bill; where it
    can stand in none, none is asked what it is about.
    """
    if not survey(page, texts).places(label):
        return None
    return beside.labelled_amount(page, label, lines=of_the_bill(page, texts))


def only(found: Sequence[AmountFound]) -> AmountFound | None:
    """The amount that all of some are, or None."""
    return found[0] if len({one.money for one in found}) == 1 else None
