"""Notion: bills from team@mail., and tells of comments from notify@mail."""

from collections.abc import Iterable

from parsers.declare import parser
from parsers.events import BillingEvent
from parsers.kit import Seller
from parsers.page import Page
from parsers.small_talk import NOT_STRIPES, overheard

_NOTION = Seller(name="Notion", merchant="notion", recurring=True)


@parser(
    senders=("notion.so", "notion.com"),
    local=rf"{NOT_STRIPES}(?!notify$)",
    kinds="charge payment_failed renewal_notice canceled",
)
def billing(page: Page) -> Iterable[BillingEvent]:
    """Reminders of the next charge, invoices that changed, cancellations."""
    return overheard(page, _NOTION)


@parser(senders=("notion.so", "notion.com"), local=r"^notify$")
def notification(_page: Page) -> Iterable[BillingEvent]:
    """Comments and mentions: what people write there is no bill."""
    return ()
