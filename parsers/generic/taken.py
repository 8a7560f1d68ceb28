"""The payment in a letter about a new bill whose money was taken already."""

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
# What was not taken, or another bill's money.
_ELSE = frozenset("not if will can try fail return next end late please due until".split())


def with_taken(page: Page, found: tuple[Claim, ...]) -> tuple[Claim, ...]:
    """The claims, with the payment that a clause tells where they only call it a bill: "The amount
    was charged to your card today, there is nothing to do".
    """
    if not found or any(one.kind is not EventKind.INVOICE_DUE for one in found):
        return found
    if len(page.sentences) > _MOST or page.message.goes_to_many:
        return found
    text = next((one for one in page.sentences if len(one) <= _LONGEST and _tells(one, page)), None)
    if text is None:
        return found
    return (*found, Claim(kind=EventKind.CHARGE, sentence=straight(text), in_subject=False))


def _tells(sentence: str, page: Page) -> bool:
    about = notions_for(page.hint.language).about
    for clause in _CLAUSES.split(sentence):
        said = about(clause)
        if said >= _TAKEN and said & _FROM and not said & _ELSE:
            return not days_to_come(sentence, page)
    return False
