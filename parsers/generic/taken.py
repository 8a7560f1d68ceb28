"""The payment in a letter about a bill, or called a notice, whose money was taken already."""

import re

from parsers.events import EventKind
from parsers.language.notions import notions_for
from parsers.language.wording import Claim, straight
from parsers.page import Page
from parsers.statement.when import days_to_come

_MOST = 40  # sentences and cells
_LONGEST = 300  # characters of a sentence
_CLAUSES = re.compile(r"[,;] ")
_TAKEN, _FROM = frozenset(("take", "was")), frozenset(("card", "bank"))
_NOTICES = (EventKind.RENEWAL_NOTICE, EventKind.INVOICE_DUE)
# What a notice is called of money that is taken by itself, and what makes it one of the future.
_DEBIT, _AHEAD = frozenset(("take", "bank")), frozenset(("next", "renew"))
# What was not taken, or another bill's money.
_ELSE = frozenset("not if will can try fail return next end late please due until".split())


def with_taken(page: Page, found: tuple[Claim, ...]) -> tuple[Claim, ...]:
    """The claims, with the payment that a clause tells where they only call it a bill: "The amount
    was charged to your card today, there is nothing to do".
    """
    found = _done(page, found)
    if not found or any(one.kind is not EventKind.INVOICE_DUE for one in found):
        return found
    if len(page.sentences) > _MOST or page.message.goes_to_many:
        return found
    text = next((one for one in page.sentences if len(one) <= _LONGEST and _tells(one, page)), None)
    if text is None:
        return found
    return (*found, Claim(kind=EventKind.CHARGE, sentence=straight(text), in_subject=False))


def _done(page: Page, found: tuple[Claim, ...]) -> tuple[Claim, ...]:
    """The claims; what only the title calls a notice of a debit is the payment where a sentence
    tells that the money was taken: "Direct Debit notice", "We have collected your fee".
    """
    notices = {one for one in found if one.kind in _NOTICES}
    if not any(one.kind is EventKind.RENEWAL_NOTICE and one.in_subject for one in notices):
        return found
    about, title = notions_for(page.hint.language).about, straight(page.subject)
    if not about(title) & _DEBIT or about(title) & _AHEAD or days_to_come(title, page):
        return found
    rest = [one for one in found if one not in notices]
    is_told = any(one.kind is EventKind.CHARGE and _takes(one, page) for one in rest)
    if not is_told or any(_is_to_come(one, page) for one in (*page.sentences, *page.lines)):
        return found
    return (Claim(kind=EventKind.CHARGE, sentence=title, in_subject=True), *rest)


def _takes(claim: Claim, page: Page) -> bool:
    is_of_money = "take" in notions_for(page.hint.language).about(claim.sentence)
    return is_of_money and not days_to_come(claim.sentence, page)


def _is_to_come(text: str, page: Page) -> bool:
    """Whether a text names a day to come on which money is taken; what is next is another bill."""
    said = notions_for(page.hint.language).about(text) if days_to_come(text, page) else frozenset()
    return "take" in said and "next" not in said


def _tells(sentence: str, page: Page) -> bool:
    about = notions_for(page.hint.language).about
    for clause in _CLAUSES.split(sentence):
        said = about(clause)
        if said >= _TAKEN and said & _FROM and not said & _ELSE:
            return not days_to_come(sentence, page)
    return False
