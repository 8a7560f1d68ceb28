"""Money that is said to go back, of which another mail tells once it has gone: a promise."""

from msgspec.structs import replace

from parsers.events import EventKind
from parsers.language.wording import Claim
from parsers.page import Page
from parsers.statement.when import those_with

_LONGEST = 300  # characters of a sentence


def with_promise(page: Page, found: tuple[Claim, ...]) -> tuple[Claim, ...]:
    """The claims; a refund that a letter announces another mail of is promised: "I've put through a
    full refund. You'll get a separate email as soon as it has been processed."
    """
    refund, promise = EventKind.REFUND, EventKind.REFUND_PROMISED
    if all(one.kind is not refund for one in found) or not _tells_later(page):
        return found
    meant = dict.fromkeys(
        replace(one, kind=promise) if one.kind is refund else one for one in found
    )
    # What the letter is about is the end that comes with it.
    return tuple(sorted(meant, key=lambda one: (not one.in_subject, one.kind is promise)))


def _tells_later(page: Page) -> bool:
    return any(len(one) <= _LONGEST for one in those_with(page.sentences, "told_once_back", page))
