"""Grammarly: account mail and writing reports share a domain."""

from collections.abc import Iterable

from parsers.declare import parser
from parsers.events import BillingEvent
from parsers.kit import Seller
from parsers.page import Page
from parsers.small_talk import NOT_STRIPES, overheard

_GRAMMARLY = Seller(name="Grammarly", merchant="grammarly", recurring=True)


@parser(
    senders=("grammarly.com",),
    local=NOT_STRIPES,
    kinds="charge refund payment_failed renewal_notice canceled",
)
def billing(page: Page) -> Iterable[BillingEvent]:
    """Receipts, notices and cancellations; the wording tells them from everything else."""
    return overheard(page, _GRAMMARLY)
