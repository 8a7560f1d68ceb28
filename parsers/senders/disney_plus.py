"""Disney+: account and billing mail comes from its own domains."""

from collections.abc import Iterable

from parsers.declare import parser
from parsers.events import BillingEvent
from parsers.kit import Seller
from parsers.page import Page
from parsers.small_talk import NOT_STRIPES, overheard

_DISNEY_PLUS = Seller(name="Disney+", merchant="disney_plus", recurring=True)


@parser(
    senders=("disneyplus.com", "disneyaccount.com"),
    local=NOT_STRIPES,
    kinds="charge payment_failed renewal_notice price_change canceled",
)
def billing(page: Page) -> Iterable[BillingEvent]:
    """Receipts, notices and cancellations; the wording tells them from everything else."""
    return overheard(page, _DISNEY_PLUS)
