"""Until when a payment pays, where a receipt says so: "It now runs until 4 December 2027"."""

from datetime import date

from parsers.events import BillingEvent, EventKind
from parsers.language.notions import notions_for
from parsers.page import Page, once
from parsers.statement import fields
from parsers.statement.when import binding, those_without

_LONGEST = 300  # characters of a sentence or a row
# What a text is about of which the day is none of the payment's.
_ELSE = frozenset(("offer", "quote", "meet", "if"))


def paid_until(event: BillingEvent, page: Page) -> date | None:
    """The last day that the payment of a receipt pays for; None where it names none after it."""
    if event.kind is not EventKind.CHARGE:
        return None
    day = last_day_paid_for(page)
    return day if day is not None and day > (event.on or page.mailed_on) else None


@once
def last_day_paid_for(page: Page) -> date | None:
    """The day to come until which something is said to be paid for, or to run."""
    if not fields.may_name_a_day(page, "paid_until"):
        return None
    about = notions_for(page.hint.language).about
    texts = tuple(
        one
        for one in (page.subject, *those_without(binding(page), "lasts_too", page))
        if len(one) <= _LONGEST and not about(one) & _ELSE
    )
    return fields.labelled_day_to_come(page, "paid_until", lines=texts)
