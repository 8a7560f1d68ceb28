"""HBO Max: account mail and promotions from the same domains."""

from collections.abc import Iterable

from parsers.declare import parser
from parsers.events import BillingEvent
from parsers.kit import Seller
from parsers.page import Page
from parsers.small_talk import NOT_STRIPES, overheard

_HBO_MAX = Seller(name="HBO Max", merchant="hbo_max", recurring=True)


@parser(
    senders=("hbomax.com", "max.com", "hbo.com"),
    local=NOT_STRIPES,
    kinds="charge payment_failed renewal_notice price_change canceled",
)
def billing(page: Page) -> Iterable[BillingEvent]:
    """Receipts, notices and cancellations; the wording tells them from everything else."""
    return overheard(page, _HBO_MAX)
