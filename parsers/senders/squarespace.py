"""Squarespace: no-reply@ bills for sites and domains, and tells owners of orders in their shops."""

from collections.abc import Iterable

from parsers.declare import parser
from parsers.events import BillingEvent
from parsers.kit import Seller
from parsers.page import Page
from parsers.small_talk import NOT_STRIPES, overheard

_SQUARESPACE = Seller(name="Squarespace", merchant="squarespace", takes_itself=True)
_SHOP_ORDER = r": A New Order has Arrived\b"


@parser(
    senders=("squarespace.com",),
    local=NOT_STRIPES,
    not_subject=_SHOP_ORDER,
    kinds="charge payment_failed trial_ending renewal_notice canceled",
)
def billing(page: Page) -> Iterable[BillingEvent]:
    """Sites, domains and mailboxes renew and end apart."""
    return overheard(page, _SQUARESPACE)


@parser(senders=("squarespace.com",), local=NOT_STRIPES, subject=_SHOP_ORDER)
def shop_order(_page: Page) -> Iterable[BillingEvent]:
    """What somebody bought in the user's own shop."""
    return ()
