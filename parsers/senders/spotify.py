"""Spotify: receipts, cancellations and alerts all come from no-reply@."""

import re
from collections.abc import Iterable

from parsers.declare import parser
from parsers.events import BillingEvent
from parsers.kit import Seller, statements
from parsers.page import Page

_SPOTIFY = Seller(name="Spotify", merchant="spotify", recurring=True)
_PLAN = re.compile(
    r"\bPremium (?:Individual|Duo|Family|Student|Mini|Basic|Lite|Standard|Platinum)\b"
)


@parser(
    senders=("no-reply@spotify.com", "no-reply@alerts.spotify.com"),
    kinds="charge payment_failed trial_ending price_change canceled",
    languages="de en es it",
)
def billing(page: Page) -> Iterable[BillingEvent]:
    """Mail about Premium, in the language of the account; new logins and the like say nothing."""
    return statements(page, _SPOTIFY, plan=_plan(page))


def _plan(page: Page) -> str | None:
    named = (_PLAN.search(text) for text in (page.subject, *page.lines))
    return next((found[0] for found in named if found), None)
