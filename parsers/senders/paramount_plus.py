"""Paramount+: from which address it bills is not documented."""

from collections.abc import Iterable

from parsers.declare import parser
from parsers.events import BillingEvent
from parsers.kit import Seller
from parsers.page import Page
from parsers.small_talk import NOT_STRIPES, overheard

_PARAMOUNT_PLUS = Seller(name="Paramount+", merchant="paramount_plus", recurring=True)


@parser(
    senders=("paramountplus.com",),
    local=NOT_STRIPES,
    kinds="charge payment_failed trial_ending price_change canceled",
)
def billing(page: Page) -> Iterable[BillingEvent]:
    """Receipts, notices and cancellations; the wording tells them from everything else."""
    return overheard(page, _PARAMOUNT_PLUS)
