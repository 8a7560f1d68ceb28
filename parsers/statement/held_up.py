"""A pause for want of a payment, which nobody asked for: the payment failed."""

from msgspec.structs import replace

from parsers.events import BillingEvent, EventKind
from parsers.language.wording import claims
from parsers.page import Page


def as_failure(event: BillingEvent, page: Page) -> BillingEvent:
    """The event; of a pause whose mail says that a payment failed, that failure."""
    if event.kind is not EventKind.PAUSED or event.resumes_on is not None:
        return event
    failed = [one.sentence for one in claims(page) if one.kind is EventKind.PAYMENT_FAILED]
    if not failed:
        return event
    evidence = tuple(dict.fromkeys((*event.evidence, failed[0])))
    return replace(event, kind=EventKind.PAYMENT_FAILED, evidence=evidence)
