"""Nintendo: one domain for the Switch Online membership, the eShop's games and the account."""

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
        name=r"nintendo switch online(?: ?\+ ?expansion pack)?",
        seller=Seller(
            name="Nintendo Switch Online", merchant="nintendo_switch_online", recurring=True
        ),
    ),
)
# The catalogue takes "Nintendo" and "Nintendo eShop" for the membership, as cards name it.
_ESHOP = Seller(name="eShop (Nintendo)", merchant="eshop_nintendo")
_PROMOTION = ("nintendo-noreply@nintendo.net",)


@parser(
    senders=("nintendo.com", "nintendo.net"),
    not_senders=_PROMOTION,
    local=NOT_STRIPES,
    kinds="charge payment_failed renewal_notice canceled",
    languages="de en fr",
)
def billing(page: Page) -> Iterable[BillingEvent]:
    """Purchases and renewals, for what the mail is about; sign-ins say nothing."""
    return sold(page, _PRODUCTS, _ESHOP)


@parser(senders=_PROMOTION)
def promotion(page: Page) -> Iterable[BillingEvent]:
    """Games and offers; they never bill, but may say that a payment failed."""
    return said_plainly(page, seller_of(page, _PRODUCTS, _ESHOP))
