"""The end of a contract in a letter whose subject says nothing of it: "Goodbye for now"."""

from parsers.events import EventKind
from parsers.generic.shapes import is_offered
from parsers.language.notions import notions_for
from parsers.language.paragraphs import is_said
from parsers.language.wording import Claim, straight, titled
from parsers.page import Page
from parsers.statement import fields
from parsers.statement.unpaid import is_brief
from parsers.statement.when import binding

_OPENING, _NEAR = 5, 3  # sentences that may tell it, and those behind that may bear it out
_LONGEST = 200  # characters of a sentence
_WHOSE, _CONTRACTS = frozenset(("you", "we", "me")), frozenset(("sub", "plan"))
_NO_MORE, _TAKEN = frozenset(("not",)), frozenset(("take", "pay"))
_LASTS = frozenset("until can end expire cover sub plan".split())
# What keeps nothing, but wants somebody back.
_INVITES, _BACK = frozenset(("if", "offer")), frozenset(("start",))
# What ends nothing: a wish, a condition, somebody's question, a lesson or an order.
_ELSE = frozenset("if can please offer quote meet talk fail try not will due goods free".split())
# What a subject is about that calls the letter something else.
_CALLED = frozenset("offer quote goods meet fail try late due invoice receipt return free".split())


def with_farewell(page: Page, found: tuple[Claim, ...]) -> tuple[Claim, ...]:
    """The claims; of a letter to one person that opens with an end and tells until which day all
    may be used, or that nothing more is taken, its title as well. That it was the reader's own
    contract is told in either sentence, where no words of an end were heard.
    """
    if any(one.kind is not EventKind.CANCELED or one.in_subject for one in found):
        return found
    if not is_brief(page) or is_offered(page.subject) or _is_called_otherwise(page):
        return found
    texts = [straight(one) for one in page.sentences[: _OPENING + _NEAR]]
    said = {one.sentence for one in found}
    for place, one in enumerate(texts[:_OPENING]):
        if one not in said and (found or not _ends(one, page)):
            continue
        near = texts[place : place + 1 + _NEAR]
        if any(_bears_out(other, page, (one, other), is_heard=bool(found)) for other in near):
            end = Claim(kind=EventKind.CANCELED, sentence=one, in_subject=False)
            return (titled(page, EventKind.CANCELED), *(found or (end,)))
    return found


def _is_called_otherwise(page: Page) -> bool:
    language, texts = page.hint.language, page.sentences[:_OPENING]
    if notions_for(language).about(page.subject) & _CALLED:
        return True
    return is_said(page, texts, "unfinished")


def _ends(text: str, page: Page) -> bool:
    """Whether a sentence tells the reader of an end in words of which no lexicon knows."""
    about = notions_for(page.hint.language).about(text) if len(text) <= _LONGEST else frozenset()
    return "cancel" in about and bool(about & _WHOSE) and not about & _ELSE


def _bears_out(text: str, page: Page, both: tuple[str, str], *, is_heard: bool) -> bool:
    """Whether a sentence tells until which day it may be used, or that nothing more is taken."""
    about = notions_for(page.hint.language).about
    if about(text) & _INVITES:
        return False
    is_until = text in map(straight, binding(page)) and bool(about(text) & _LASTS)
    is_until = is_until and bool(fields.labelled_day_to_come(page, "access_until", lines=(text,)))
    if is_heard:
        return is_until or (about(text) >= _NO_MORE and bool(about(text) & _TAKEN))
    is_theirs = any(about(one) & _CONTRACTS for one in both)
    return is_until and is_theirs and not about(text) & _BACK
