"""Coursera: bills from noreply@, tells of trials from t.learn, advertises elsewhere."""

import re
from collections.abc import Iterable

from parsers.declare import parser
from parsers.events import BillingEvent
from parsers.kit import Seller, statements
from parsers.page import Page
from parsers.said_plainly import said_plainly

_COURSERA = Seller(name="Coursera", merchant="coursera", takes_itself=True)
# One person may pay for several of these side by side, so each mail must say which it is about.
_PLAN = re.compile(
    r"\bCoursera Plus(?: (?:Monthly|Annual))?\b"
    r"|\b(?!Your |The |This |Thanks |Welcome )"
    r"(?:[A-Z][\w'’&-]*,? (?:(?:and|for|in|of|the|to|with) )*){1,9}"
    r"(?:Specialization|Professional Certificate)\b"
)


@parser(
    senders=(
        "noreply@coursera.org",
        "no-reply@t.learn.coursera.org",
        "no-reply@t.mail.coursera.org",
    ),
    kinds="charge refund payment_failed trial_started trial_ending paused canceled",
)
def billing(page: Page) -> Iterable[BillingEvent]:
    """Receipts, trials, cancellations, pauses and refunds: known by what they say, since the
    subjects vary and a trial's end may stand in a mail about a certificate."""
    return statements(page, _COURSERA, plan=_plan(page))


@parser(
    senders=(
        "m.learn.coursera.org",
        "m.send.coursera.org",
        "m.mail.coursera.org",
        "email.coursera.org",
        "global-noreply@coursera.org",
    )
)
def promotion(page: Page) -> Iterable[BillingEvent]:
    """Advertisements speak of "your Coursera Plus subscription" too; they never bill, but may say
    that a payment failed.
    """
    return said_plainly(page, _COURSERA)


def _plan(page: Page) -> str | None:
    """The first plan named: the small print at the end may advertise another."""
    named = (_PLAN.search(text) for text in (page.subject, *page.lines))
    return next((found[0] for found in named if found), None)
