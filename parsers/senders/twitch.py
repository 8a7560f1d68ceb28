"""Twitch: subscriptions to channels, told by the addresses that also announce who is live."""

import re
from collections.abc import Iterable

from parsers.declare import parser
from parsers.events import BillingEvent
from parsers.kit import Seller
from parsers.page import Page
from parsers.small_talk import NOT_STRIPES, overheard

_TWITCH = Seller(name="Twitch", merchant="twitch", takes_itself=True)
_LIVE = r"\bis live\b"
_TURBO = re.compile(r"\bTwitch Turbo\b")
_CHANNEL = re.compile(
    r"(?i)\b(?:subscription|subscribed|subscribing) to (?P<channel>[a-z]\w{2,24})\b(?! month| year)"
)
_NO_CHANNELS = frozenset({"a", "any", "each", "other", "the", "this", "twitch", "your"})


@parser(
    senders=("twitch.tv",),
    local=NOT_STRIPES,
    not_subject=_LIVE,
    kinds="charge payment_failed renewal_notice canceled",
)
def billing(page: Page) -> Iterable[BillingEvent]:
    """Receipts, renewals and ends of subscriptions, each to the channel that it is for."""
    return overheard(page, _TWITCH, plan=_plan(page))


@parser(senders=("twitch.tv",), local=NOT_STRIPES, subject=_LIVE)
def live(_page: Page) -> Iterable[BillingEvent]:
    """Who is live: titles of streams are no bills."""
    return ()


def _plan(page: Page) -> str | None:
    texts = (page.subject, *page.lines)
    if any(_TURBO.search(text) for text in texts):
        return "Twitch Turbo"
    named = (hit["channel"] for text in texts for hit in _CHANNEL.finditer(text))
    return next((name for name in named if name.lower() not in _NO_CHANNELS), None)
