"""A contract's length told from what one payment is for: a year that is billed by the month."""

from datetime import timedelta

from msgspec.structs import replace

from parsers.events import BillingEvent, EventKind
from parsers.page import Page
from parsers.statement.when import those_with

_MONTHLY, _LONGEST = "P1M", timedelta(days=100)  # a quarter may be paid in a month's rhythm
_DAY = timedelta(days=1)


def without_commitment(event: BillingEvent, page: Page) -> BillingEvent:
    """The event without the time for which its reader is bound, where its mail says that this is
    paid by the month: the "annual commitment from March 9 to March 8" of what is "billed monthly"
    says nothing of the next payment.
    """
    if event.kind is not EventKind.CHARGE or event.cadence != _MONTHLY or event.period is None:
        return event
    if not those_with(page.lines, "paid_monthly", page):
        return event
    starts_on, ends_on = event.period.starts_on, event.period.ends_on
    if ends_on - starts_on <= _LONGEST:
        return event
    renews = event.renews_on
    is_of_all = renews is not None and abs(renews - ends_on) <= _DAY
    return replace(event, period=None, renews_on=None if is_of_all else renews)
