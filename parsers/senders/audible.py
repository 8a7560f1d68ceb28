"""Audible: receipts under Amazon's subjects, for memberships, and for books and extra credits."""

import re
from collections.abc import Iterable

from msgspec.structs import replace

from parsers.declare import parser
from parsers.events import BillingEvent, EventKind
from parsers.kit import Seller
from parsers.page import Page
from parsers.small_talk import NOT_STRIPES, overheard

_AUDIBLE = Seller(name="Audible", merchant="audible", takes_itself=True)
_MEMBERSHIP = re.compile(
    r"(?i)\bpremium plus\b|\baudible (?:plus|standard)\b|\bmembership (?:fee|renewal)\b"
)
_EXTRA = re.compile(r"(?i)\bextra credits?\b|\bcredits? pack\b|\badditional credits?\b")


@parser(
    senders=("audible.com", "audible.co.uk", "audible.de", "audible.in"),
    local=NOT_STRIPES,
    kinds="charge trial_started paused canceled",
)
def billing(page: Page) -> Iterable[BillingEvent]:
    """A charge recurs when it is for a membership; a book says nothing of one."""
    return [_completed(page, event) for event in overheard(page, _AUDIBLE)]


def _completed(page: Page, event: BillingEvent) -> BillingEvent:
    if event.kind is not EventKind.CHARGE or event.recurring is False:
        return event
    if any(_EXTRA.search(line) for line in page.lines):
        return replace(event, recurring=False, cadence=None)
    member = any(_MEMBERSHIP.search(line) for line in page.lines)
    return replace(event, recurring=True if member else event.recurring)
