"""Strava: the subscription, among kudos, comments and weekly reports."""

from collections.abc import Iterable

from parsers.declare import parser
from parsers.events import BillingEvent
from parsers.kit import Seller
from parsers.page import Page
from parsers.small_talk import NOT_STRIPES, overheard

_STRAVA = Seller(name="Strava", merchant="strava", recurring=True)


@parser(
    senders=("strava.com",),
    local=NOT_STRIPES,
    kinds="charge trial_started trial_ending renewal_notice price_change canceled",
    languages="de en fr",
)
def billing(page: Page) -> Iterable[BillingEvent]:
    """Trials, renewals, receipts and cancellations; from which address is not documented."""
    return overheard(page, _STRAVA)
