"""The end of a contract in a letter that wants back what came with it: a key, a router."""

from collections.abc import Iterator

from parsers.events import EventKind
from parsers.generic.shapes import is_offered
from parsers.language.notions import notions_for
from parsers.language.paragraphs import is_said
from parsers.language.wording import Claim, straight, titled
from parsers.page import Page
from parsers.statement.unpaid import is_brief
from parsers.statement.when import days_to_come
from parsers.values.found_money import find_amounts

_LONGEST = 300  # characters of a sentence
_NAMED, _ENDS = frozenset(("sub", "plan", "invoice")), frozenset(("end", "cancel"))
_REFUNDS = (EventKind.REFUND, EventKind.REFUND_PROMISED)
_ELSE = frozenset("free if can offer quote meet fail take".split())


def with_end(page: Page, found: tuple[Claim, ...]) -> tuple[Claim, ...]:
    """The claims; of a letter that tells nothing else, the end: "The lease of unit 12 ends on 31
    January. Hand in the key, and you get your deposit back."
    """
    if page.message.goes_to_many or not is_brief(page) or is_offered(page.subject):
        return found
    if not all(_is_of_a_deposit(one, page) for one in found):
        return found
    text = next(_ending(page), None)
    if text is None:
        return found
    kind = EventKind.CANCELED
    end = Claim(kind=kind, sentence=straight(text), in_subject=False)
    is_titled = bool(notions_for(page.hint.language).about(page.subject) & (_NAMED | _ENDS))
    return (titled(page, kind), end) if is_titled else (end,)


def _is_of_a_deposit(claim: Claim, page: Page) -> bool:
    """Whether a refund is only what comes back with the key, without an amount."""
    return claim.kind in _REFUNDS and not find_amounts(claim.sentence, page.hint)


def _ending(page: Page) -> Iterator[str]:
    """The sentences that name the only day to come on which a contract ends."""
    if not is_said(page, page.sentences, "handed_back"):
        return
    about = notions_for(page.hint.language).about
    for one in page.sentences:
        said = about(one) if len(one) <= _LONGEST else frozenset()
        is_end = said & _NAMED and said & _ENDS and not said & _ELSE
        if is_end and len(days_to_come(one, page)) == 1:
            yield one
