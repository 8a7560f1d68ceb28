"""edX: courses that are paid for once and programs by the month, beside newsletters from news@."""

from collections.abc import Iterable

from parsers.declare import parser
from parsers.events import BillingEvent
from parsers.kit import Seller
from parsers.page import Page
from parsers.said_plainly import said_plainly
from parsers.small_talk import NOT_STRIPES, overheard

# A course is paid for once: a charge recurs only where the mail says so.
_EDX = Seller(name="edX", merchant="edx", takes_itself=True)
_NEWSLETTERS = ("news@edx.org",)


@parser(
    senders=("edx.org",),
    not_senders=_NEWSLETTERS,
    local=NOT_STRIPES,
    kinds="charge refund canceled",
)
def billing(page: Page) -> Iterable[BillingEvent]:
    """Receipts, refunds and subscriptions, among mail of courses; the address is not documented."""
    return overheard(page, _EDX)


@parser(senders=_NEWSLETTERS)
def newsletter(page: Page) -> Iterable[BillingEvent]:
    """New courses and what they cost; it never bills, but may say that a payment failed."""
    return said_plainly(page, _EDX)
