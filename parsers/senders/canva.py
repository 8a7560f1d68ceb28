"""Canva: invoices from account., product mail from the domain itself."""

from collections.abc import Iterable

from parsers.declare import parser
from parsers.events import BillingEvent
from parsers.kit import Seller
from parsers.page import Page
from parsers.small_talk import NOT_STRIPES, overheard

_CANVA = Seller(name="Canva", merchant="canva", takes_itself=True)


@parser(
    senders=("canva.com",),
    local=NOT_STRIPES,
    kinds="charge payment_failed trial_ending price_change canceled",
)
def billing(page: Page) -> Iterable[BillingEvent]:
    """Receipts, notices and cancellations; the wording tells them from everything else."""
    return overheard(page, _CANVA)
