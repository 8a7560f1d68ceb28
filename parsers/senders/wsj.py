"""The Wall Street Journal: bills from wsj.com, or from the domain of the house that owns it."""

import re
from collections.abc import Iterable

from parsers.declare import parser
from parsers.events import BillingEvent
from parsers.kit import Seller
from parsers.page import Page
from parsers.said_plainly import said_plainly
from parsers.small_talk import NOT_STRIPES, overheard

_WSJ = Seller(name="The Wall Street Journal", merchant="wsj", recurring=True)
# Dow Jones has other papers, on the same terms.
_DOW_JONES = Seller(name="Dow Jones", merchant="dow_jones", recurring=True)
_NEWSLETTERS = ("access@interactive.wsj.com",)
_JOURNAL = re.compile(r"(?i)\bwall street journal\b|\bwsj\b(?!\.com)")


@parser(
    senders=("wsj.com",),
    not_senders=_NEWSLETTERS,
    local=NOT_STRIPES,
    kinds="charge refund price_change canceled",
)
def billing(page: Page) -> Iterable[BillingEvent]:
    """Receipts, renewals and cancellations, among newsletters that only talk of money."""
    return overheard(page, _WSJ)


@parser(
    senders=("dowjones.com",),
    local=NOT_STRIPES,
    kinds="charge renewal_notice",
)
def house(page: Page) -> Iterable[BillingEvent]:
    """Mail of the house is about the Journal where it names it."""
    named = any(_JOURNAL.search(text) for text in (page.subject, *page.lines))
    return overheard(page, _WSJ if named else _DOW_JONES)


@parser(senders=_NEWSLETTERS)
def newsletter(page: Page) -> Iterable[BillingEvent]:
    """News and offers; they never bill, but may say that a payment failed."""
    return said_plainly(page, _WSJ)
