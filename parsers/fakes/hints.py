"""What a letter that hides its sender is after, told loosely: a card, what failed, what ends.

Asked only of letters that say nothing of who wrote them: in any other such words stand by chance.
"""

from parsers.text.bounded import Words
from parsers.text.worded import Worded

_WORDED = Worded(__file__)

_NEAR = 2000
# A card or a way to pay, in whatever sentence; no gift's, and none whose last figures are told.
_CARD = Words(
    _WORDED.pattern("card"),
    most=_NEAR,
)
# That it did not work, or that something is over unless its reader does something.
_FAILED = Words(
    _WORDED.pattern("failed"),
    most=_NEAR,
)
_OVER = Words(
    _WORDED.pattern("over"),
    most=_NEAR,
)


def speaks_of_a_card(text: str) -> bool:
    """Whether it names a card, or a way to pay, of which it does not tell the last figures."""
    return bool(_CARD.search(text))


def fails_and_ends(text: str) -> bool:
    """Whether it says that something failed, and that something ends for it."""
    return bool(_FAILED.search(text)) and bool(_OVER.search(text))


def tells_of_an_end(text: str) -> bool:
    """Whether it says that a payment failed or that something ends, stands still, or is lost."""
    return bool(_FAILED.search(text) or _OVER.search(text))
