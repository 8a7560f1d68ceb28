"""Whether whoever does not want what is billed is given a number to ring."""

from parsers.fakes.calls import as_read, lines_before_numbers
from parsers.text.bounded import Words
from parsers.text.worded import Worded

_WORDED = Worded(__file__)

_NEAR = 200  # characters before a number
_REFUSED = Words(
    _WORDED.pattern("refused"),
    most=_NEAR,
)


def refused_by_a_number(text: str) -> bool:
    """Whether a number is there for who does not want what is billed."""
    return any(_REFUSED.search(before) for before in lines_before_numbers(as_read(text)))
