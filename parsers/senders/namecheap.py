"""Namecheap: orders and renewals of domains come from support@, one mail for several at times."""

import re
from collections.abc import Iterable

from parsers.declare import parser
from parsers.events import BillingEvent
from parsers.kit import Seller
from parsers.page import Page
from parsers.small_talk import NOT_STRIPES, overheard
from parsers.text.bounded import Bounded

_NAMECHEAP = Seller(name="Namecheap", merchant="namecheap")
_DOMAIN = Bounded(
    r"\b(?=[a-z0-9])(?<![a-z0-9]-)(?!(?:www\.)?namecheap\.)(?:[a-z0-9-]{1,63}\.){1,5}[a-z]{2,18}\b",
    re.IGNORECASE,
    most=10_000,
)


@parser(
    senders=("namecheap.com",),
    local=NOT_STRIPES,
    kinds="charge payment_failed renewal_notice",
)
def billing(page: Page) -> Iterable[BillingEvent]:
    """Order summaries and notices; a domain is a subscription of its own."""
    return overheard(page, _NAMECHEAP, plan=_domain(page))


def _domain(page: Page) -> str | None:
    """The domain, where the mail is about one."""
    named = {found[0].lower() for line in page.lines for found in _DOMAIN.finditer(line)}
    return named.pop() if len(named) == 1 else None
