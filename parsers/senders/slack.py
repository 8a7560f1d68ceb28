"""Slack: bills from feedback@slack.com, which also asks for feedback; promotes from slackhq."""

from collections.abc import Iterable

from parsers.declare import parser
from parsers.events import BillingEvent
from parsers.kit import Seller
from parsers.page import Page
from parsers.said_plainly import said_plainly
from parsers.small_talk import NOT_STRIPES, overheard

_SLACK = Seller(name="Slack", merchant="slack", recurring=True)


@parser(
    senders=("slack.com",),
    local=NOT_STRIPES,
    kinds="charge payment_failed canceled",
)
def billing(page: Page) -> Iterable[BillingEvent]:
    """Plans bought, renewed and ended, for a workspace."""
    return overheard(page, _SLACK)


@parser(senders=("slackhq.com",), local=NOT_STRIPES)
def promotion(page: Page) -> Iterable[BillingEvent]:
    """Offers and tips; they never bill, but may say that a payment failed."""
    return said_plainly(page, _SLACK)
