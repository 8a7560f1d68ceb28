"""LinkedIn: Premium plans among the mail of a network."""

from collections.abc import Iterable

from parsers.declare import parser
from parsers.events import BillingEvent
from parsers.kit import Seller
from parsers.page import Page
from parsers.small_talk import NOT_STRIPES, overheard

_PREMIUM = Seller(name="LinkedIn Premium", merchant="linkedin_premium", recurring=True)


@parser(
    senders=("linkedin.com",),
    local=NOT_STRIPES,
    kinds="charge refund payment_failed trial_started trial_ending canceled",
)
def billing(page: Page) -> Iterable[BillingEvent]:
    """Receipts, notices and cancellations; the wording tells them from everything else."""
    return overheard(page, _PREMIUM)
