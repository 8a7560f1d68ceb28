"""Whether what came to an end did so because the reader asked for it: then it was cancelled."""

from msgspec.structs import replace

from parsers.events import BillingEvent, EventKind
from parsers.language.notions import notions_for
from parsers.language.paragraphs import those_saying
from parsers.page import Page

_OF_ENDS = frozenset(("end", "expire", "cancel"))


def as_asked(page: Page, event: BillingEvent) -> BillingEvent:
    """The event; an end that a sentence calls the reader's own wish is a cancellation."""
    if event.kind is not EventKind.EXPIRED or not _is_asked(page):
        return event
    return replace(event, kind=EventKind.CANCELED)


def _is_asked(page: Page) -> bool:
    about = notions_for(page.hint.language).about
    asked = those_saying(page, page.sentences, "at_request")
    return any(about(one) & _OF_ENDS for one in asked)
