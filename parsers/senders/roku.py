"""Roku: bills for channels of others; which of its addresses does so is not documented."""

from collections.abc import Iterable

from parsers.declare import parser
from parsers.events import BillingEvent
from parsers.page import Page
from parsers.resellers import Reseller, resold
from parsers.small_talk import NOT_STRIPES

_ROKU = Reseller(
    name="Roku",
    channel="roku",
    own_names=frozenset({"roku", "roku pay", "roku inc", "roku account"}),
)


@parser(
    senders=("roku.com",),
    local=NOT_STRIPES,
    kinds="charge payment_failed trial_started canceled",
)
def billing(page: Page) -> Iterable[BillingEvent]:
    """Whatever the address, by what it says: the channel that it names is the merchant."""
    return resold(page, _ROKU)
