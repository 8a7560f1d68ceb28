"""What is left to pay of something that was booked: it is taken once, and renews nothing."""

from msgspec.structs import replace

from parsers.events import BillingEvent, EventKind
from parsers.language.lexicon import says
from parsers.page import Page


def as_bill(event: BillingEvent, page: Page) -> BillingEvent:
    """The event; of a renewal that is the rest of a price, the bill that is due on that day."""
    if event.kind is not EventKind.RENEWAL_NOTICE or event.cadence or event.recurring:
        return event
    if not any(
        says(one, "for_once", page.hint.language) for one in (*event.evidence, page.subject)
    ):
        return event
    return replace(
        event, kind=EventKind.INVOICE_DUE, due_on=event.due_on or event.renews_on, renews_on=None
    )
