"""Whether a charge is only announced: called a receipt, and taken on a day to come."""

from collections.abc import Iterator
from itertools import pairwise

from parsers.dates import find_periods
from parsers.events import BillingEvent, EventKind
from parsers.generic.shapes import is_offered
from parsers.language.lexicon import says
from parsers.language.notions import notions_for
from parsers.language.paragraphs import CELL
from parsers.language.wording import Claim, claims, straight
from parsers.page import Page, once
from parsers.statement import totals
from parsers.statement.papers import is_of_goods
from parsers.statement.when import days_to_come
from parsers.values.equivalents import own_amounts
from parsers.values.found_money import find_amounts

_MOST = 12  # sentences of a letter that says nothing else
_MOST_ROWS = 40  # sentences and rows
_LONGEST = 300  # characters of a sentence
_OF_BILLS = {EventKind.CHARGE, EventKind.INVOICE_DUE, EventKind.RENEWAL_NOTICE}
# From where money is taken that somebody announces; or by whom, and whose or how much it is.
_BY, _WHOSE = frozenset(("we", "card", "auto")), frozenset(("you", "full"))
_BY_ITSELF = frozenset(("we", "auto"))
# What a day to come is for that says nothing of this bill, or takes nothing.
_ELSE = frozenset(
    "next not if can try free return fail resume offer meet goods quote by until please".split()
)
_PAID = frozenset(("take", "pay"))
_TOTAL = frozenset(("take", "full"))
_TOLD = frozenset(("thanks", "get", "done", "receipt"))


def is_ahead(page: Page, event: BillingEvent, found: tuple[Claim, ...]) -> bool:
    """Whether every sentence that names the amount of a charge names a day to come with it, or
    another one announces that it will be taken.
    """
    if event.kind is not EventKind.CHARGE or event.amount is None:
        return False
    if announced(page, found) is not None:
        return True
    if len(page.sentences) > _MOST:
        return False
    if any(claim.kind is EventKind.CHARGE and not claim.in_subject for claim in found):
        return False
    wanted = event.amount.amount
    said = [one for one in page.sentences if wanted in _amounts(one, page)]
    return bool(said) and all(days_to_come(one, page) for one in said)


def _amounts(text: str, page: Page) -> set[object]:
    return {one.amount for one in own_amounts(text, page)}


def with_announced(page: Page, found: tuple[Claim, ...]) -> tuple[Claim, ...]:
    """The claims; of a letter that announces what is taken, this instead of a payment."""
    notice = announced(page, found)
    if notice is None:
        return found
    others = [one for one in found if one.kind is not EventKind.CHARGE]
    kinds = {one.kind for one in others}
    if EventKind.INVOICE_DUE in kinds:  # which has words of its own
        return found if EventKind.RENEWAL_NOTICE in kinds else (*others, notice)
    is_titled = any(one.in_subject and one.kind is EventKind.CHARGE for one in found)
    title = [Claim(kind=notice.kind, sentence=page.subject, in_subject=True)] if is_titled else []
    return (*title, notice, *others)


def announced(page: Page, found: tuple[Claim, ...]) -> Claim | None:
    """The sentence of a letter, or two that stand together, by which money is taken from the
    reader on the only day to come that they name: "We take it from your account on 3 July".

    Only where nothing says that it was paid, and nothing else is stated.
    """
    if page.message.goes_to_many or (len(page.sentences) > _MOST and _scheduled(page) is None):
        return None
    if any(one.kind not in _OF_BILLS for one in found) or is_offered(page.subject):
        return None
    scheduled = _scheduled(page)
    text = scheduled or _announcement(page)
    if text is None:
        return None
    paid = (one for one in found if one.kind is EventKind.CHARGE)
    if not all(_is_bare(one, text, page) for one in paid):
        return None
    # A stay renews nothing.
    is_owed = scheduled is not None and is_of_goods(page)
    kind = EventKind.INVOICE_DUE if is_owed else EventKind.RENEWAL_NOTICE
    return Claim(kind=kind, sentence=text, in_subject=False)


@once
def _announcement(page: Page) -> str | None:
    """The first such text, whatever else the letter states."""
    return next(_announcing(page), None)


def _announcing(page: Page) -> Iterator[str]:
    before = dated = ""
    for one in page.sentences:
        if len(one) > _LONGEST:
            continue
        days = days_to_come(one, page)
        if len(days) == 1:
            dated = one
        is_told = len(days) == 1 and _takes(one, page)
        is_told = is_told or (not days and bool(dated) and _takes_then(one, page))
        if is_told and _is_priced(f"{before} {one}", page):
            yield straight(one if days else f"{dated} {one}")
        before = one


@once
def _scheduled(page: Page) -> str | None:
    """The sentence by which money is taken, with the row below it that names how much and the day:
    "We'll charge your card automatically.", "27 December | Scheduled | £423".
    """
    pairs = pairwise(page.sentences[:_MOST_ROWS])
    both = ((one, row) for one, row in pairs if CELL in row and CELL not in one)
    for one, row in both:
        if len(days_to_come(row, page)) != 1 or not find_amounts(row, page.hint):
            continue
        by_itself = "auto" in notions_for(page.hint.language).about(one)
        if by_itself and _takes(one, page) and not days_to_come(one, page):
            return straight(f"{one} {row}")
    return None


def _takes_then(sentence: str, page: Page) -> bool:
    """Whether money is taken on "that day", or a total is called one that will be taken."""
    language = page.hint.language
    if _takes(sentence, page):
        return says(sentence, "that_day", language)
    about = notions_for(language).about(sentence)
    if not about >= _TOTAL or about & _ELSE or not says(sentence, "collected", language):
        return False
    told = (one.sentence for one in claims(page) if one.kind is EventKind.RENEWAL_NOTICE)
    return not any(days_to_come(one, page) for one in told)


def _takes(sentence: str, page: Page) -> bool:
    about = notions_for(page.hint.language).about(sentence)
    ours = "bank" in about or (about & _BY and about & _WHOSE) or about >= _BY_ITSELF
    takes = "take" in about and bool(ours) and not about & _ELSE
    return takes and not find_periods(sentence, hint=page.hint, near=page.mailed_on)


def _is_priced(text: str, page: Page) -> bool:
    return bool(find_amounts(text, page.hint)) or totals.total(page) is not None


def _is_bare(claim: Claim, text: str, page: Page) -> bool:
    """Whether a claim of a payment only names an amount or a bill, or is what announces it."""
    about = notions_for(page.hint.language).about(claim.sentence)
    if about & _TOLD:
        return False
    is_open = claim.sentence in text or "invoice" in about
    return not about & _PAID or (is_open and "was" not in about)
