"""A mailbox cannot be read: whatever is billed there goes unnoticed."""

from collections.abc import Iterable

from watchdog import text
from watchdog.books import Books
from watchdog.declare import detection
from watchdog.degrees import Severity
from watchdog.findings import Finding, short_id
from watchdog.language import said_moment, say
from watchdog.outages import UNREACHABLE, Outage


@detection(UNREACHABLE)
def mailbox_unreachable(books: Books) -> Iterable[Finding]:
    """Each mailbox that is out of reach for six hours or more; when it is back, it is no more."""
    for outage in books.outages:
        if outage.ended_at is None and outage.began_at.date() <= books.today:
            yield _finding(outage)


def _finding(outage: Outage) -> Finding:
    since = said_moment(outage.began_at)
    problem = text.safe(outage.problem).rstrip(".")
    why = say(" The last attempt failed: {problem}.", problem=problem) if problem else ""
    return Finding(
        id=short_id(outage.key),
        key=outage.key,
        kind=UNREACHABLE,
        subscription=None,
        merchant=outage.account,
        merchant_name=outage.account,
        channel=None,
        plan=None,
        severity=Severity.ACT_NOW,
        on=outage.began_at.date(),
        deadline=None,
        at_stake=None,
        says=say(
            "The mailbox {name} could not be read since {since}: a charge there goes unnoticed.",
            name=text.safe(outage.account, 60),
            since=since,
        )
        + why,
        evidence=(),
    )
