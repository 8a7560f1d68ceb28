"""The New York Times: bills from its domain; newsletters and offers have their own addresses."""

import re
from collections.abc import Iterable

from msgspec.structs import replace

from parsers.declare import parser
from parsers.events import BillingEvent
from parsers.kit import Seller
from parsers.page import Page
from parsers.said_plainly import said_plainly
from parsers.small_talk import NOT_STRIPES, overheard

_NYT = Seller(name="The New York Times", merchant="nytimes", recurring=True)
# Most plans; what stands beside a price without such words is an offer to new subscribers.
_FOUR_WEEKLY = re.compile(
    r"(?i)\b(?:billed|charged|renews|increase)\b.{0,80}\bevery (?:4|four) weeks\b"
)
_NEWSLETTERS = ("nytdirect@nytimes.com", "e.newyorktimes.com")


@parser(
    senders=("nytimes.com", "newyorktimes.com"),
    not_senders=_NEWSLETTERS,
    local=NOT_STRIPES,
    kinds="charge payment_failed renewal_notice price_change canceled",
)
def billing(page: Page) -> Iterable[BillingEvent]:
    """Receipts, renewals and cancellations; from which address is not documented."""
    return _billed(page)


def _billed(page: Page) -> list[BillingEvent]:
    return [_with_rhythm(page, event) for event in overheard(page, _NYT)]


def _with_rhythm(page: Page, event: BillingEvent) -> BillingEvent:
    """The event with the four weeks of its plan, where it names no other cadence."""
    if event.cadence is None and any(_FOUR_WEEKLY.search(text) for text in page.sentences):
        return replace(event, cadence="P28D")
    return event


@parser(
    senders=_NEWSLETTERS,
    local=NOT_STRIPES,
    kinds="charge price_change",
)
def newsletter(page: Page) -> Iterable[BillingEvent]:
    """News and offers never bill, but may say that a payment failed. What comes from there to one
    reader alone may be a bill: nobody knows from which address those come.
    """
    if page.message.goes_to_many:
        return said_plainly(page, _NYT)
    return _billed(page)
