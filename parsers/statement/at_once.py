"""Whether what was cancelled ended at once, and is not to be used until what was paid is over."""

from parsers.events import EventKind
from parsers.language.lexicon import says
from parsers.language.notions import notions_for
from parsers.language.wording import Claim, claims, straight
from parsers.page import Page

_LONGEST = 300  # characters
_ENDS = (EventKind.CANCELED, EventKind.EXPIRED)
_CONDITION = frozenset(("if", "can"))


def ended_at_once(page: Page, claim: Claim) -> bool:
    """Whether a sentence that states the end says that it ended with it, and none until when."""
    ends = (one.sentence for one in claims(page) if one.kind in _ENDS)
    said = [one for one in dict.fromkeys((claim.sentence, *ends)) if _says_so(one, page)]
    language = page.hint.language
    others = (one for one in page.sentences if straight(one) not in said)
    return bool(said) and not any(says(one, "access_until", language) for one in others)


def _says_so(text: str, page: Page) -> bool:
    language = page.hint.language
    if len(text) > _LONGEST or not says(text, "at_once", language):
        return False
    return not notions_for(language).about(text) & _CONDITION
