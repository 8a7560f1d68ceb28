"""Netflix: bills from account. and members., advertises from mailer."""

from collections.abc import Iterable

from parsers.declare import parser
from parsers.events import BillingEvent
from parsers.kit import Seller, statements
from parsers.page import Page
from parsers.said_plainly import said_plainly

# Netflix sells nothing but memberships.
_NETFLIX = Seller(name="Netflix", merchant="netflix", recurring=True)


@parser(
    senders=("info@account.netflix.com", "info@members.netflix.com", "no-reply@netflix.com"),
    kinds="charge payment_failed price_change plan_changed canceled",
    languages="de en it ja",
)
def billing(page: Page) -> Iterable[BillingEvent]:
    """Receipts, prices, cancellations and failed payments; their subjects are not documented."""
    return statements(page, _NETFLIX)


@parser(senders=("mailer.netflix.com",), kinds="payment_failed", languages="es")
def promotion(page: Page) -> Iterable[BillingEvent]:
    """What to watch next; it never bills, but may say that a payment failed."""
    return said_plainly(page, _NETFLIX)
