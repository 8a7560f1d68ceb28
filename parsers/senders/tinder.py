"""Tinder: bills those who bought on the web or on Android, and advertises from mail.tinder.com."""

from collections.abc import Iterable

from parsers.declare import parser
from parsers.events import BillingEvent
from parsers.kit import Seller
from parsers.page import Page
from parsers.products import Product, product_named
from parsers.said_plainly import said_plainly
from parsers.small_talk import NOT_STRIPES, overheard

# Boosts and Super Likes are bought once: a charge recurs only where the mail says so.
_TINDER = Seller(name="Tinder", merchant="tinder", takes_itself=True)
_PLANS = (Product(name=r"tinder (?:plus|gold|platinum)", seller=_TINDER),)
_PROMOTION = ("tinder@mail.tinder.com",)


@parser(
    senders=("tinder.com", "gotinder.com"),
    not_senders=_PROMOTION,
    local=NOT_STRIPES,
    kinds="charge refund renewal_notice canceled",
    languages="en es",
)
def billing(page: Page) -> Iterable[BillingEvent]:
    """Receipts, renewals and cancellations; from which address is not documented."""
    named = product_named(page, _PLANS)
    return overheard(page, _TINDER, plan=named.words if named else None)


@parser(senders=_PROMOTION)
def promotion(page: Page) -> Iterable[BillingEvent]:
    """Offers and new likes; they never bill, but may say that a payment failed."""
    return said_plainly(page, _TINDER)
