"""Dropbox: bills from its main domain, writes about the product from dropboxmail.com."""

from collections.abc import Iterable

from parsers.declare import parser
from parsers.events import BillingEvent
from parsers.kit import Seller
from parsers.page import Page
from parsers.said_plainly import said_plainly
from parsers.small_talk import NOT_STRIPES, overheard

_DROPBOX = Seller(name="Dropbox", merchant="dropbox", recurring=True)


@parser(
    senders=("dropbox.com",),
    local=NOT_STRIPES,
    kinds="charge refund payment_failed trial_ending renewal_notice canceled",
)
def billing(page: Page) -> Iterable[BillingEvent]:
    """Receipts, renewals and cancellations, among shared files and new sign-ins."""
    return overheard(page, _DROPBOX)


@parser(senders=("dropboxmail.com",), local=NOT_STRIPES)
def promotion(page: Page) -> Iterable[BillingEvent]:
    """Tips and offers; they never bill, but may say that a payment failed."""
    return said_plainly(page, _DROPBOX)
