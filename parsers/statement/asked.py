"""Whether what came to an end did so because the reader asked for it: then it was cancelled."""

from msgspec.structs import replace

from parsers.events import BillingEvent, EventKind
from parsers.language.lexicon import says
from parsers.language.notions import notions_for
from parsers.page import Page

_OF_ENDS = frozenset(("end", "expire", "cancel"))


def as_asked(page: Page, event: BillingEvent) -> BillingEvent:
    """The event; an end that a sentence calls the reader's own wish is a cancellation."""
    if event.kind is not EventKind.EXPIRED or not _is_asked(page):
        return event
    return replace(event, kind=EventKind.CANCELED)


def _is_asked(page: Page) -> bool:
    language = page.hint.language
    about = notions_for(language).about
    return any(
        says(one, "at_request", language) and about(one) & _OF_ENDS for one in page.sentences
    )
