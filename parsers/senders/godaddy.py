"""GoDaddy: announces renewals from renewals@; where receipts come from is not documented."""

from collections.abc import Iterable

from parsers.declare import parser
from parsers.events import BillingEvent
from parsers.kit import NOT_STRIPES, Seller, overheard
from parsers.page import Page

_GODADDY = Seller(name="GoDaddy", merchant="godaddy")


@parser(senders=("godaddy.com",), local=NOT_STRIPES)
def billing(page: Page) -> Iterable[BillingEvent]:
    """Renewal notices, orders and cancellations, by what they say."""
    return overheard(page, _GODADDY)
