"""Nintendo: one domain for the Switch Online membership, the eShop's games and the account."""

from collections.abc import Iterable

from msgspec.structs import replace

from parsers.declare import parser
from parsers.events import BillingEvent, EventKind
from parsers.kit import Seller
from parsers.page import Page
from parsers.products import Product, product_named
from parsers.small_talk import NOT_STRIPES, overheard

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
    languages="de en",
)
def billing(page: Page) -> Iterable[BillingEvent]:
    """Purchases and renewals, for what the mail is about; sign-ins say nothing."""
    named = product_named(page, _PRODUCTS)
    if named:
        return overheard(page, named.seller, plan=named.words)
    return [_bought(event) for event in overheard(page, _ESHOP)]


def _bought(event: BillingEvent) -> BillingEvent:
    """Without a day of renewal, a rhythm is that of an offer beside the order."""
    if event.kind is not EventKind.CHARGE or event.renews_on or event.period:
        return event
    return replace(event, cadence=None, recurring=None)


@parser(senders=_PROMOTION)
def promotion(_page: Page) -> Iterable[BillingEvent]:
    """Games and offers; they never bill."""
    return ()
