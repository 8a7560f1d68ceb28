"""Hulu: bills and promotions share a domain, so the wording decides."""

from collections.abc import Iterable

from parsers.declare import parser
from parsers.events import BillingEvent
from parsers.kit import Seller
from parsers.page import Page
from parsers.small_talk import NOT_STRIPES, overheard

_HULU = Seller(name="Hulu", merchant="hulu", recurring=True)


@parser(
    senders=("hulu.com", "hulumail.com"),
    local=NOT_STRIPES,
    kinds="charge payment_failed trial_ending price_change paused canceled",
)
def billing(page: Page) -> Iterable[BillingEvent]:
    """Receipts, notices and cancellations; the wording tells them from everything else."""
    return overheard(page, _HULU)
