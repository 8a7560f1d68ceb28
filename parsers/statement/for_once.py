"""What is left to pay of something that was booked: it is taken once, and renews nothing."""

from datetime import date

from msgspec.structs import replace

from parsers.events import BillingEvent, EventKind
from parsers.language.lexicon import says
from parsers.page import Page


def as_rest(event: BillingEvent, page: Page) -> BillingEvent:
    """The event; of a renewal that is the rest of a price, the bill that is due on that day."""
    if event.kind is not EventKind.RENEWAL_NOTICE or event.cadence or event.recurring:
        return event
    if not any(
        says(one, "for_once", page.hint.language) for one in (*event.evidence, page.subject)
    ):
        return event
    return due_then(event)


def announced_for(payment: BillingEvent, day: date) -> BillingEvent:
    """A payment as the notice of it: it is taken on a day to come."""
    kind = EventKind.RENEWAL_NOTICE
    return replace(payment, kind=kind, renews_on=day, period=None, recurring=None)


def due_then(notice: BillingEvent) -> BillingEvent:
    """A notice as the bill that is due on the day on which the money is taken."""
    due = notice.due_on or notice.renews_on
    return replace(notice, kind=EventKind.INVOICE_DUE, due_on=due, renews_on=None)
