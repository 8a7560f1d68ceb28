"""Whether what was cancelled ended at once, and is not to be used until what was paid is over."""

from parsers.language.lexicon import says
from parsers.language.notions import notions_for
from parsers.language.wording import Claim, straight
from parsers.page import Page

_LONGEST = 300  # characters
_CONDITION = frozenset(("if", "can"))


def ended_at_once(page: Page, claim: Claim) -> bool:
    """Whether the sentence that states an end says that it ended with it, and none until when."""
    text, language = claim.sentence, page.hint.language
    if len(text) > _LONGEST or not says(text, "at_once", language):
        return False
    if notions_for(language).about(text) & _CONDITION:
        return False
    others = (one for one in page.sentences if straight(one) != text)
    return not any(says(one, "access_until", language) for one in others)
