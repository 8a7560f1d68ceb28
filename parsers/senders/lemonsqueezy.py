"""Lemon Squeezy: all of a buyer's mail comes from one address, newsletters from broadcasts."""

import re
from collections.abc import Iterable

from parsers.declare import parser
from parsers.events import BillingEvent
from parsers.page import Page
from parsers.resellers import Reseller, resold

_LEMON_SQUEEZY = Reseller(
    name="Lemon Squeezy",
    channel="lemonsqueezy",
    own_names=frozenset({"lemon squeezy", "lemonsqueezy", "lemon squeezy llc"}),
)
_RECEIPT = re.compile(r"(?i)^your (?P<product>.+) receipt$")


@parser(
    senders=("hello@lemonsqueezy-mail.com",),
    kinds="charge refund payment_failed canceled",
)
def billing(page: Page) -> Iterable[BillingEvent]:
    """Receipts, whose subject names the product; other mail by what it says."""
    found = _RECEIPT.match(page.subject.strip())
    return resold(page, _LEMON_SQUEEZY, name=found["product"] if found else None)


@parser(senders=("broadcasts.lemonsqueezy-mail.com",))
def broadcast(_page: Page) -> Iterable[BillingEvent]:
    """The sellers' newsletters; they never bill."""
    return ()
