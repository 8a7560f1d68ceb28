"""Microsoft: one address for orders, invoices and renewals of everything it sells."""

from collections.abc import Iterable

from parsers.declare import parser
from parsers.events import BillingEvent
from parsers.kit import Seller
from parsers.page import Page
from parsers.products import Product, seller_of, sold
from parsers.said_plainly import said_plainly

_PRODUCTS = (
    Product(
        name=r"(?:microsoft|office) 365(?: (?:personal|family|basic|premium|business \w+))?",
        seller=Seller(name="Microsoft 365", merchant="microsoft_365", recurring=True),
    ),
    Product(
        name=r"(?:xbox |pc )?game pass(?: (?:ultimate|core|standard|essential|premium))?",
        seller=Seller(name="Xbox Game Pass", merchant="xbox_game_pass", recurring=True),
    ),
)
# Apps, games and films: bought in the store, and mostly once.
_STORE = Seller(name="Microsoft", merchant="microsoft", channel="microsoft")


@parser(
    senders=("microsoft-noreply@microsoft.com", "msbill@microsoft.com"),
    kinds="charge refund payment_failed invoice_due trial_ending renewal_notice price_change"
    " canceled",
    languages="da de en",
)
def billing(page: Page) -> Iterable[BillingEvent]:
    """Orders, invoices, renewals and cancellations, for the service that the mail is about."""
    return sold(page, _PRODUCTS, _STORE)


@parser(senders=("engagement.microsoft.com", "infomails.microsoft.com"))
def promotion(page: Page) -> Iterable[BillingEvent]:
    """Tips and offers; they never bill, but may say that a payment failed."""
    return said_plainly(page, seller_of(page, _PRODUCTS, _STORE))
