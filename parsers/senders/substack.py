"""Substack: publications write from addresses of their own; only no-reply@ tells of money."""

import re
from collections.abc import Iterable

from parsers.declare import UnreadableEmailError, parser
from parsers.events import BillingEvent, EventKind
from parsers.kit import Seller
from parsers.language.wording import straight
from parsers.page import Page
from parsers.small_talk import NOT_STRIPES, overheard
from parsers.things import things_named

_SUBSTACK = Seller(name="Substack", merchant="substack", takes_itself=True)
_LOCAL = r"^no-?reply$"
_NAME = r"(?P<name>[A-Z0-9][^.,!?;:|]{1,60}?)"
# One person pays for several publications side by side: each mail must say which it is about.
_PUBLICATION = (
    re.compile(
        r"\b(?:subscri(?:ption|bing|bed|ber)|payment|receipt|trial) "
        rf"(?:to|for|of|from) {_NAME}(?= (?:has|is|was|will|on|for|by|ends)\b|[.,!?;:|]|$)"
    ),
    re.compile(rf"\b[Yy]our (?!paid\b){_NAME} (?:subscription|payment|receipt)\b"),
)


@parser(
    senders=("substack.com",),
    local=_LOCAL,
    kinds="charge payment_failed trial_ending subscription_started renewal_notice price_change"
    " paused canceled",
    languages="en it",
)
def billing(page: Page) -> Iterable[BillingEvent]:
    """Subscriptions that begin, renew, pause and end, by what they say; digests say nothing."""
    return overheard(page, _SUBSTACK, plan=_publication(page))


@parser(
    senders=("substack.com",),
    local=rf"{NOT_STRIPES}(?!no-?reply$)",
    kinds="subscription_started",
)
def post(page: Page) -> Iterable[BillingEvent]:
    """Posts of the publications: they may write about money, but tell of it only where a
    subscription begins, with the day on which it renews.
    """
    try:
        told = overheard(page, _SUBSTACK, plan=_publication(page) or page.message.from_name)
    except UnreadableEmailError:
        return ()
    return [one for one in told if one.kind is EventKind.SUBSCRIPTION_STARTED and one.renews_on]


def _publication(page: Page) -> str | None:
    texts = [straight(text) for text in (page.subject, *page.sentences)]
    named = (found for one in _PUBLICATION for text in texts if (found := one.search(text)))
    return next((found["name"].strip() for found in named), next(things_named(page), None))
