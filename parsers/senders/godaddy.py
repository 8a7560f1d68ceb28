"""GoDaddy: announces renewals from renewals@; where receipts come from is not documented."""

from collections.abc import Iterable

from parsers.declare import parser
from parsers.events import BillingEvent
from parsers.kit import Seller
from parsers.page import Page
from parsers.small_talk import NOT_STRIPES, overheard

_GODADDY = Seller(name="GoDaddy", merchant="godaddy", takes_itself=True)


@parser(
    senders=("godaddy.com",),
    local=NOT_STRIPES,
    kinds="charge refund payment_failed renewal_notice canceled",
)
def billing(page: Page) -> Iterable[BillingEvent]:
    """Renewal notices, orders and cancellations, by what they say."""
    return overheard(page, _GODADDY)
