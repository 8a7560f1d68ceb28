"""Udemy: courses are paid once, plans are not."""

from collections.abc import Iterable

from parsers.declare import parser
from parsers.events import BillingEvent
from parsers.kit import Seller
from parsers.page import Page
from parsers.small_talk import NOT_STRIPES, overheard

_UDEMY = Seller(name="Udemy", merchant="udemy", takes_itself=True)


@parser(
    senders=("udemy.com", "udemymail.com"),
    local=NOT_STRIPES,
    kinds="charge refund payment_failed renewal_notice canceled",
)
def billing(page: Page) -> Iterable[BillingEvent]:
    """Receipts, notices and cancellations; the wording tells them from everything else."""
    return overheard(page, _UDEMY)
