"""GitHub: receipts and invoices come from noreply@, and so does nearly everything else."""

import re
from collections.abc import Iterable

from msgspec.structs import replace

from parsers.declare import parser
from parsers.events import BillingEvent, Period
from parsers.kit import Seller, statements
from parsers.page import Page
from parsers.small_talk import overheard
from parsers.statement import fields

_GITHUB = Seller(name="GitHub", merchant="github")
_BILLS = r"^\[GitHub\] Payment Receipt\b|^GitHub Invoice\b"
_SUBSCRIPTION = re.compile(r"(?i)\byour GitHub(?:\.com)? subscription\b|\bCopilot (?:Pro|Max)\b")
_SERVED = re.compile(r"(?i)^for service through\b")
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
    return [
        replace(one, recurring=one.recurring or words or None, period=_served(one, page))
        for one in found
    ]


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


def _served(event: BillingEvent, page: Page) -> Period | None:
    """The time that a receipt pays for which says no rhythm: to the last day that it names."""
    line = next((text for text in page.lines if _SERVED.search(text)), None)
    until = fields.settled(fields.date_in(line, page)) if line else None
    if event.cadence or event.on is None or until is None or until <= event.on:
        return event.period
    return Period(starts_on=event.on, ends_on=until)
