"""Duolingo: bills among reminders to practise."""

from collections.abc import Iterable

from parsers.declare import parser
from parsers.events import BillingEvent
from parsers.kit import Seller
from parsers.page import Page
from parsers.small_talk import NOT_STRIPES, overheard

_DUOLINGO = Seller(name="Super Duolingo", merchant="duolingo", recurring=True)


@parser(
    senders=("duolingo.com",),
    local=NOT_STRIPES,
    kinds="charge payment_failed trial_ending renewal_notice canceled",
)
def billing(page: Page) -> Iterable[BillingEvent]:
    """Receipts, notices and cancellations; the wording tells them from everything else."""
    return overheard(page, _DUOLINGO)
