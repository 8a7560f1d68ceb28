"""A letter about money that was taken twice: no payment of its own; one of the two comes back."""

from parsers.events import EventKind
from parsers.generic.statement import is_greeted
from parsers.language.lexicon import says
from parsers.language.notions import notions_for
from parsers.language.paragraphs import those_saying
from parsers.language.wording import Claim, straight
from parsers.page import Page, once
from parsers.values.found_money import find_amounts

_LONGEST = 300  # characters of a sentence
# What such a letter speaks of, though nothing of it happened now.
_NEITHER = (
    EventKind.CHARGE,
    EventKind.PAYMENT_FAILED,
    EventKind.INVOICE_DUE,
    EventKind.RENEWAL_NOTICE,
)
_BACK = (EventKind.REFUND, EventKind.REFUND_PROMISED)
_OPEN = frozenset(("if", "can"))


def with_one_back(page: Page, found: tuple[Claim, ...]) -> tuple[Claim, ...]:
    """The claims; of a letter that owns up to it, that one of the two comes back, and how much the
    sentence about them says: "£24.00 was taken twice. We will return one payment today."
    """
    told = _told(page) if is_of_two(page) else None
    if told is None:
        return found
    others = [one for one in found if one.kind not in _NEITHER]
    back = next((one for one in others if one.kind in _BACK), None) or _promised(page)
    if back is None:
        return tuple(others)
    whole = back.sentence if find_amounts(back.sentence, page.hint) else f"{told} {back.sentence}"
    rest = tuple(one for one in others if one.kind not in _BACK)
    return (Claim(kind=back.kind, sentence=whole, in_subject=False), *rest)


def is_of_two(page: Page) -> bool:
    """Whether a letter to its reader owns up to money that was taken twice; of others' money tell
    those who greet nobody by name.
    """
    told = None if page.message.goes_to_many else _told(page)
    about = notions_for(page.hint.language).about
    return told is not None and (is_greeted(page) or "you" in about(told))


@once
def _told(page: Page) -> str | None:
    """The sentence that says that an amount was taken twice."""
    texts = (one for one in page.sentences if len(one) <= _LONGEST)
    said = those_saying(page, texts, "twice")
    sure = (one for one in said if not says(one, "on_condition", page.hint.language))
    return next((straight(one) for one in sure if find_amounts(one, page.hint)), None)


def _promised(page: Page) -> Claim | None:
    """The first sentence that says that something comes back."""
    about = notions_for(page.hint.language).about
    for text in page.sentences:
        said = about(text) if len(text) <= _LONGEST else frozenset()
        if "return" in said and not said & _OPEN:
            kind = EventKind.REFUND_PROMISED
            return Claim(kind=kind, sentence=straight(text), in_subject=False)
    return None
