"""Mail of a known sender can no longer be read: what it says of money goes unnoticed."""

from collections.abc import Iterable

from watchdog.books import Books
from watchdog.declare import detection
from watchdog.degrees import Severity
from watchdog.findings import Evidence, Finding, short_id
from watchdog.language import said_day, say, say_many
from watchdog.readings import Unread

_RECENT_DAYS = 30
# One odd mail is an odd mail; two in a row are a new layout.
_ENOUGH = 2


@detection("reader_drift")
def reader_drift(books: Books) -> Iterable[Finding]:
    """Each sender with at least two mails since the last one that could be read."""
    for unread in books.readings.unread:
        if unread.mails >= _ENOUGH and books.is_recent(unread.last_on, _RECENT_DAYS):
            yield _finding(unread)


def _finding(unread: Unread) -> Finding:
    # The first unread mail names it: more of them are the same finding.
    key = f"reader_drift:{unread.sender}:{unread.first_on.isoformat()}"
    return Finding(
        id=short_id(key),
        key=key,
        kind="reader_drift",
        subscription=None,
        merchant=unread.sender,
        merchant_name=unread.sender,
        channel=None,
        plan=None,
        severity=Severity.SOON,
        on=unread.last_on,
        deadline=None,
        at_stake=None,
        says=say_many(
            "{number} mail from {sender} since {day} could not be read: what it says is not in "
            "this report.",
            "{number} mails from {sender} since {day} could not be read: what they say is not in "
            "this report.",
            unread.mails,
            sender=unread.sender,
            day=said_day(unread.first_on),
        ),
        evidence=(
            Evidence(
                message_id=unread.message_id,
                on=unread.last_on,
                subject=unread.subject,
                sha256=unread.sha256,
                says=say("the last one that could not be read"),
            ),
        ),
    )
