"""What the reader ordered anew, beside what was paid for it: no charge of what had ended."""

from msgspec.structs import replace

from parsers.events import BillingEvent, EventKind
from parsers.language.paragraphs import is_said
from parsers.language.wording import straight
from parsers.page import Page

_OPENING = 8  # sentences
_LONGEST = 300  # characters
_BEGINS = (EventKind.SUBSCRIPTION_STARTED, EventKind.TRIAL_STARTED, EventKind.RESUMED)


def with_order(page: Page, events: list[BillingEvent]) -> list[BillingEvent]:
    """The events; where a mail says that its reader ordered a new contract, or one again, and what
    was paid for it, also that it begins.
    """
    paid = [one for one in events if one.kind is EventKind.CHARGE and one.recurring is not False]
    begun = any(one.kind in _BEGINS for one in events)
    if begun or len(paid) != 1 or not _is_ordered(page):
        return events
    return [*events, _start(paid[0])]


def _start(paid: BillingEvent) -> BillingEvent:
    """The start of what a payment is for."""
    kept = replace(paid, kind=EventKind.SUBSCRIPTION_STARTED, by_reader=True, recurring=None)
    return replace(kept, period=None, access_until=None, later_amount=None, later_on=None)


def _is_ordered(page: Page) -> bool:
    texts = map(straight, (page.subject, *page.sentences[:_OPENING]))
    said = (one for one in texts if len(one) <= _LONGEST and not one.endswith(("?", "？")))
    return is_said(page, said, "ordered_anew")
