"""PlayStation: one address for PlayStation Plus and for the games of its store."""

from collections.abc import Iterable

from parsers.declare import parser
from parsers.events import BillingEvent
from parsers.kit import Seller
from parsers.page import Page
from parsers.products import Product, seller_of, sold
from parsers.said_plainly import said_plainly
from parsers.small_talk import NOT_STRIPES

_PRODUCTS = (
    Product(
        name=r"(?:playstation ?plus|ps plus)(?: (?:essential|extra|premium|deluxe))?",
        seller=Seller(name="PlayStation Plus", merchant="playstation_plus", recurring=True),
    ),
)
# Games and add-ons: mostly bought once.
_STORE = Seller(name="PlayStation Store", merchant="playstation_store")
_PROMOTION = ("email.sonyentertainmentnetwork.com",)


@parser(
    senders=("playstation.com", "account.sony.com", "sonyentertainmentnetwork.com"),
    not_senders=_PROMOTION,
    local=NOT_STRIPES,
    kinds="charge payment_failed renewal_notice price_change canceled",
    languages="de en fr",
)
def billing(page: Page) -> Iterable[BillingEvent]:
    """Purchases and renewals, for what the mail is about; sign-ins say nothing."""
    return sold(page, _PRODUCTS, _STORE)


@parser(senders=_PROMOTION, local=NOT_STRIPES)
def promotion(page: Page) -> Iterable[BillingEvent]:
    """Games and offers; they never bill, but may say that a payment failed."""
    return said_plainly(page, seller_of(page, _PRODUCTS, _STORE))
