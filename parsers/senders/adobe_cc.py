"""Adobe: plans of Creative Cloud, billed from its own domain."""

from collections.abc import Iterable

from parsers.declare import parser
from parsers.events import BillingEvent
from parsers.kit import Seller
from parsers.page import Page
from parsers.small_talk import NOT_STRIPES, overheard

_ADOBE = Seller(name="Adobe Creative Cloud", merchant="adobe_cc", recurring=True)


@parser(
    senders=("adobe.com",),
    local=NOT_STRIPES,
    kinds="charge refund payment_failed trial_ending renewal_notice price_change canceled",
)
def billing(page: Page) -> Iterable[BillingEvent]:
    """Receipts, notices and cancellations; the wording tells them from everything else."""
    return overheard(page, _ADOBE)
