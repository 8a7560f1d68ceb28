"""DataCamp: plans by the month and the year, in mail of courses and streaks."""

from collections.abc import Iterable

from parsers.declare import parser
from parsers.events import BillingEvent
from parsers.kit import Seller
from parsers.page import Page
from parsers.small_talk import NOT_STRIPES, overheard

_DATACAMP = Seller(name="DataCamp", merchant="datacamp", recurring=True)


@parser(
    senders=("datacamp.com",),
    local=NOT_STRIPES,
    kinds="charge renewal_notice paused canceled",
    languages="de en",
)
def billing(page: Page) -> Iterable[BillingEvent]:
    """Receipts, renewals, pauses and cancellations; from which address is not documented."""
    return overheard(page, _DATACAMP)
