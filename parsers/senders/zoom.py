"""Zoom: bills from billing@, writes of meetings and of the account from no-reply@."""

from collections.abc import Iterable

from parsers.declare import parser
from parsers.events import BillingEvent
from parsers.kit import Seller, statements
from parsers.page import Page
from parsers.small_talk import NOT_STRIPES, overheard

_ZOOM = Seller(name="Zoom", merchant="zoom", recurring=True)


@parser(
    senders=("billing@zoom.us",),
    kinds="charge payment_failed invoice_due renewal_notice",
)
def billing(page: Page) -> Iterable[BillingEvent]:
    """Invoices and payments of a plan."""
    return statements(page, _ZOOM)


@parser(
    senders=("zoom.us", "zoom.com"),
    local=rf"{NOT_STRIPES}(?!billing$)",
    kinds="canceled",
)
def account(page: Page) -> Iterable[BillingEvent]:
    """Mail about the account says when a plan ends; meetings and recordings say nothing."""
    return overheard(page, _ZOOM)
