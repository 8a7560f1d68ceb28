"""Spotify: receipts, cancellations and alerts all come from no-reply@."""

from collections.abc import Iterable

from parsers.declare import parser
from parsers.events import BillingEvent
from parsers.kit import Seller, statements
from parsers.page import Page

_SPOTIFY = Seller(name="Spotify", merchant="spotify", recurring=True)


@parser(senders=("no-reply@spotify.com", "no-reply@alerts.spotify.com"))
def billing(page: Page) -> Iterable[BillingEvent]:
    """Mail about Premium, in the language of the account; new logins and the like say nothing."""
    return statements(page, _SPOTIFY)
