"""Wix: sites, domains and mailboxes are billed apart; its addresses are not documented."""

from collections.abc import Iterable

from parsers.declare import parser
from parsers.events import BillingEvent
from parsers.kit import Seller
from parsers.page import Page
from parsers.small_talk import NOT_STRIPES, overheard

_WIX = Seller(name="Wix", merchant="wix", takes_itself=True)


@parser(
    senders=("wix.com",),
    local=NOT_STRIPES,
    kinds="charge payment_failed renewal_notice canceled",
    languages="de en",
)
def billing(page: Page) -> Iterable[BillingEvent]:
    """Invoices, renewals and cancellations of Premium plans, by what they say."""
    return overheard(page, _WIX)


@parser(
    senders=("wixemails.com", "ascendbywix.com", "wixforms.com", "wixanswers.com"),
    local=NOT_STRIPES,
)
def for_sites(_page: Page) -> Iterable[BillingEvent]:
    """Mail that the owners of sites send to their own visitors: no bill of Wix."""
    return ()
