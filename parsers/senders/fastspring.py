"""FastSpring: sells software as its makers' reseller; its subjects are the sellers' own."""

from collections.abc import Iterable

from parsers.declare import parser
from parsers.events import BillingEvent
from parsers.page import Page
from parsers.resellers import Reseller, resold

_FASTSPRING = Reseller(
    name="FastSpring",
    channel="fastspring",
    own_names=frozenset({"fastspring", "fastspring com", "fastspring support"}),
)


@parser(
    senders=("orders@fastspring.com",),
    kinds="charge refund payment_failed renewal_notice canceled",
)
def billing(page: Page) -> Iterable[BillingEvent]:
    """Orders and what becomes of them, by what they say."""
    return resold(page, _FASTSPRING)
