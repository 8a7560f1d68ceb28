"""Namecheap: orders and renewals of domains come from support@, one mail for several at times."""

import re
from collections.abc import Iterable

from msgspec.structs import replace

from parsers.declare import parser
from parsers.events import BillingEvent, EventKind
from parsers.kit import Seller, statements
from parsers.language.wording import titled
from parsers.page import Page
from parsers.small_talk import NOT_STRIPES, overheard
from parsers.statement import totals
from parsers.text.bounded import Bounded

_NAMECHEAP = Seller(name="Namecheap", merchant="namecheap", takes_itself=True)
_SUMMARY = re.compile(r"(?i)^namecheap order summary\b")
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
    """Order summaries and notices; a domain is a subscription of its own. A summary that thanks
    nobody is told by its subject and by what it adds up to.
    """
    page = replace(page, hint=replace(page.hint, language="en"))  # rows have few words to tell
    found = overheard(page, _NAMECHEAP, plan=_domain(page))
    if found or not _SUMMARY.match(page.subject) or totals.total(page) is None:
        return found
    claim = titled(page, EventKind.CHARGE)
    return statements(page, _NAMECHEAP, plan=_domain(page), found=(claim,))


def _domain(page: Page) -> str | None:
    """The domain, where the mail is about one."""
    named = {found[0].lower() for line in page.lines for found in _DOMAIN.finditer(line)}
    return named.pop() if len(named) == 1 else None
