"""Anthropic: its own mail about a plan's begin and end; the receipts are Stripe's to read."""

import re
from collections.abc import Iterable

from parsers.declare import parser
from parsers.events import BillingEvent, EventKind
from parsers.kit import Seller, statements
from parsers.language.wording import Claim
from parsers.page import Page
from parsers.small_talk import NOT_STRIPES, overheard

_CLAUDE = Seller(name="Claude (Anthropic)", merchant="anthropic_claude", recurring=True)
_REPORTS = ("no-reply-claude@mail.anthropic.com",)
_PLAN = r"(?P<plan>(?:Claude )?(?:Pro|Max|Team)(?: plan)?(?: ?[-–(]? ?(?:5|20)x\)?)?)"
_STARTED = tuple(
    re.compile(rf"(?i)^{pattern}[.!]?$")
    for pattern in (
        rf"your {_PLAN} subscription is confirmed",
        rf"welcome to the {_PLAN} plan",
        rf"welcome back to {_PLAN}",
    )
)
_CANCELED = re.compile(rf"(?i)^your {_PLAN} subscription was cancell?ed$")
# The API is prepaid: what is said of it is said of no plan.
_API = re.compile(r"(?i)\bapi access\b")


@parser(
    senders=("anthropic.com", "claude.ai", "claude.com"),
    not_senders=_REPORTS,
    local=NOT_STRIPES,
    kinds="payment_failed subscription_started canceled",
)
def billing(page: Page) -> Iterable[BillingEvent]:
    """Plans that begin, fail to be paid for and end; the API's mail says nothing of them."""
    if _API.search(page.subject):
        return ()
    plan = _plan(page)
    if any(pattern.search(page.subject.strip()) for pattern in _STARTED):
        begun = Claim(kind=EventKind.SUBSCRIPTION_STARTED, sentence=page.subject, in_subject=True)
        return statements(page, _CLAUDE, plan=plan, found=(begun,))
    return overheard(page, _CLAUDE, plan=plan)


@parser(senders=_REPORTS)
def report(_page: Page) -> Iterable[BillingEvent]:
    """What Claude did; it never bills."""
    return ()


def _plan(page: Page) -> str | None:
    hits = (pattern.search(page.subject.strip()) for pattern in (*_STARTED, _CANCELED))
    return next((found["plan"] for found in hits if found), None)
