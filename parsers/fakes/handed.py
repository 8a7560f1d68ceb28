"""Whether somebody says that what he writes of came to him for another, and that he hands it on."""

from parsers.text.bounded import Words
from parsers.text.worded import Worded

_WORDED = Worded(__file__)

_NEAR = 2000  # characters of a letter in which it says so
_HANDED = Words(
    _WORDED.pattern("handed"),
    most=_NEAR,
)


def is_passed_on(text: str) -> bool:
    """Whether it says that what it tells of is its reader's, and only came to its writer."""
    return bool(_HANDED.search(text))
