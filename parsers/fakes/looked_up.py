"""Bills for what stands in public registers, or is owed to a state: anybody can look up to whom."""

import re
from collections.abc import Iterable, Iterator

from parsers.events import BillingEvent
from parsers.fakes.claims import greets_by_name
from parsers.fakes.ways import leaves_nothing
from parsers.message import Message
from parsers.text.bounded import Words
from parsers.text.worded import Worded

_WORDED = Worded(__file__)

_NEAR = 2000  # how far into a mail its demand is looked for
_EVENTS = frozenset({"registration", "registrations"})  # of who goes to one
# What is sold by bills that nobody asked for: a line in a register, an office for names and marks.
# Not by what any firm has at its foot: the number of a register, a court's, a street, a fine for
# who pays late; nor by words that are others in the next language ("told", "toll", "Vám").
_LISTED = Words(
    _WORDED.pattern("listed"),
    most=_NEAR,
)
# What is owed to a state, a road or a customs office, which knows by whom.
_OWED = Words(
    _WORDED.pattern("owed"),
    most=_NEAR,
)


def _listed(text: str, *, named: bool) -> Iterator[re.Match[str]]:
    """What of a text stands in registers; to somebody by name not what people go to."""
    while (found := _LISTED.search(text)) is not None:
        if not (named and found[0] in _EVENTS):
            yield found
        text = text[found.end() :]


def looked_up(message: Message, body: str, events: Iterable[BillingEvent]) -> str | None:
    """Why it waits that it bills for what stands in public registers, out of which anybody has a
    name too: with one, where its sender's name or its subject says so.

    Of what is owed to a state nothing is wrong where nobody gains by a bill that is not his; a line
    in a register is sold by an answer, too.
    """
    shown = f"{message.from_name}\n{message.subject}"
    named = greets_by_name(body)
    text = shown if named else f"{shown}\n{body}"
    # A register's name, and the number that a court's has behind it in a firm's last lines.
    found = next(_listed(text, named=named), None)
    found = found or (None if named else _LISTED.search(message.from_name))
    if found is None and (owed := _OWED.search(text)) and not leaves_nothing(message, body, events):
        found = owed
    if found is None:
        return None
    if named:
        return "it wants you to pay for what anybody can look up with your name"
    return "it wants you to pay, and does not say your name"
