"""Calm: bills from its domain, advertises from breathe.calm.com."""

from collections.abc import Iterable

from parsers.declare import parser
from parsers.events import BillingEvent
from parsers.kit import Seller
from parsers.page import Page
from parsers.said_plainly import said_plainly
from parsers.small_talk import NOT_STRIPES, overheard

# There is also a plan for life, which the mail says is paid for once.
_CALM = Seller(name="Calm", merchant="calm", recurring=True)
_PROMOTION = ("breathe.calm.com",)


@parser(
    senders=("calm.com",),
    not_senders=_PROMOTION,
    local=NOT_STRIPES,
    kinds="charge refund trial_started trial_ending renewal_notice canceled",
)
def billing(page: Page) -> Iterable[BillingEvent]:
    """Trials, receipts, renewals and cancellations; from which address is not documented."""
    return overheard(page, _CALM)


@parser(senders=_PROMOTION, local=NOT_STRIPES)
def promotion(page: Page) -> Iterable[BillingEvent]:
    """Offers and free trials; they never bill, but may say that a payment failed."""
    return said_plainly(page, _CALM)
