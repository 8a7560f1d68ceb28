"""Codecademy: plans by the month and the year, in mail of lessons and streaks."""

from collections.abc import Iterable

from parsers.declare import parser
from parsers.events import BillingEvent
from parsers.kit import Seller
from parsers.page import Page
from parsers.small_talk import NOT_STRIPES, overheard

_CODECADEMY = Seller(name="Codecademy", merchant="codecademy", recurring=True)


@parser(
    senders=("codecademy.com",),
    local=NOT_STRIPES,
    kinds="charge payment_failed renewal_notice paused canceled",
)
def billing(page: Page) -> Iterable[BillingEvent]:
    """Receipts, renewals and cancellations; from which address is not documented."""
    return overheard(page, _CODECADEMY)
