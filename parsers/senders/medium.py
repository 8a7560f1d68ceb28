"""Medium: one address for the membership and for digests, whose headlines talk like bills."""

import re
from collections.abc import Iterable

from parsers.declare import parser
from parsers.events import BillingEvent
from parsers.kit import Seller
from parsers.page import Page
from parsers.small_talk import NOT_STRIPES, overheard

_MEDIUM = Seller(name="Medium", merchant="medium", recurring=True)
_MEMBERSHIP = re.compile(r"(?i)\bmedium(?:'s|’s)? member(?:ship)?\b|\byour membership\b")


@parser(
    senders=("medium.com",),
    local=NOT_STRIPES,
    kinds="charge payment_failed renewal_notice canceled",
)
def billing(page: Page) -> Iterable[BillingEvent]:
    """Mail about the membership; "I canceled my subscription" in a digest is a story."""
    return [event for event in overheard(page, _MEDIUM) if _is_own(page, event)]


def _is_own(page: Page, event: BillingEvent) -> bool:
    """Whether a mail to lists names the membership in the very words that it was read from."""
    listed = page.message.goes_to_many
    return not listed or any(_MEMBERSHIP.search(text) for text in event.evidence)
