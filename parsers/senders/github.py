"""GitHub: receipts and invoices come from noreply@, and so does nearly everything else."""

import re
from collections.abc import Iterable

from msgspec.structs import replace

from parsers.declare import parser
from parsers.events import BillingEvent
from parsers.kit import Seller, statements
from parsers.page import Page
from parsers.small_talk import overheard

_GITHUB = Seller(name="GitHub", merchant="github")
_BILLS = r"^\[GitHub\] Payment Receipt\b|^GitHub Invoice\b"
_SUBSCRIPTION = re.compile(r"(?i)\byour GitHub(?:\.com)? subscription\b|\bCopilot (?:Pro|Max)\b")
_PLAN = re.compile(
    r"\bCopilot (?:Pro\+?|Max|Business|Enterprise)|\bGitHub (?:Pro|Team|Enterprise)\b"
)


@parser(
    senders=("noreply@github.com",),
    subject=_BILLS,
    kinds="charge invoice_due",
)
def bills(page: Page) -> Iterable[BillingEvent]:
    """Receipts may hold several plans and credits between them: only the total was paid."""
    found = statements(page, _GITHUB, plan=_plan(page))
    words = any(_SUBSCRIPTION.search(text) for text in page.sentences)
    return [replace(one, recurring=one.recurring or words or None) for one in found]


@parser(
    senders=("noreply@github.com",),
    not_subject=_BILLS,
    kinds="payment_failed trial_ending canceled",
)
def account(page: Page) -> Iterable[BillingEvent]:
    """Plans, trials and refused cards, among keys, tokens and sign-ins."""
    return overheard(page, _GITHUB, plan=_plan(page))


def _plan(page: Page) -> str | None:
    """The plan, where the mail names only one."""
    named = {found for text in (page.subject, *page.lines) for found in _PLAN.findall(text)}
    return named.pop() if len(named) == 1 else None
