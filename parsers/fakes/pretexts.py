"""Whether a letter says that its sender stands in for a brand: a reseller, whoever bills for it."""

from parsers.text.bounded import Words
from parsers.text.worded import Worded

_WORDED = Worded(__file__)

_NEAR = 1200  # characters of a letter in which it says so
_STANDS_IN = Words(
    _WORDED.pattern("stands_in"),
    most=_NEAR,
)


def stands_in(text: str) -> bool:
    """Whether it says that its sender sells or bills for somebody else."""
    return bool(_STANDS_IN.search(text))
