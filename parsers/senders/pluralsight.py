"""Pluralsight: plans by the month and the year, in mail of courses and channels."""

from collections.abc import Iterable

from parsers.declare import parser
from parsers.events import BillingEvent
from parsers.kit import Seller
from parsers.page import Page
from parsers.small_talk import NOT_STRIPES, overheard

_PLURALSIGHT = Seller(name="Pluralsight", merchant="pluralsight", recurring=True)


@parser(
    senders=("pluralsight.com",),
    local=NOT_STRIPES,
    kinds="charge payment_failed renewal_notice canceled",
)
def billing(page: Page) -> Iterable[BillingEvent]:
    """Receipts, renewals and cancellations; from which address is not documented."""
    return overheard(page, _PLURALSIGHT)
