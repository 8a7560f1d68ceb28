"""Paddle: sells software as its makers' reseller, so the product stands in the body."""

from collections.abc import Iterable

from parsers.declare import parser
from parsers.events import BillingEvent
from parsers.page import Page
from parsers.resellers import Reseller, resold

_PADDLE = Reseller(
    name="Paddle",
    channel="paddle",
    own_names=frozenset({"paddle", "paddle com", "paddle net", "paddle com market limited"}),
)


@parser(
    senders=("help@paddle.com", "billing@paddle.com"),
    kinds="charge refund trial_ending subscription_started renewal_notice canceled",
    languages="de en fr",
)
def billing(page: Page) -> Iterable[BillingEvent]:
    """Receipts and, beside them, confirmations of a subscription, which charge nothing more."""
    return resold(page, _PADDLE)
