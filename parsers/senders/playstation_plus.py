"""PlayStation: one address for PlayStation Plus and for the games of its store."""

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
    languages="de en",
)
def billing(page: Page) -> Iterable[BillingEvent]:
    """Purchases and renewals, for what the mail is about; sign-ins say nothing."""
    named = product_named(page, _PRODUCTS)
    if named:
        return overheard(page, named.seller, plan=named.words)
    return [_bought(event) for event in overheard(page, _STORE)]


def _bought(event: BillingEvent) -> BillingEvent:
    """Without a day of renewal, a rhythm is that of an offer beside the order."""
    if event.kind is not EventKind.CHARGE or event.renews_on or event.period:
        return event
    return replace(event, cadence=None, recurring=None)


@parser(senders=_PROMOTION, local=NOT_STRIPES)
def promotion(_page: Page) -> Iterable[BillingEvent]:
    """Games and offers; they never bill."""
    return ()
