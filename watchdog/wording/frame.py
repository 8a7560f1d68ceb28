"""The first line and the last: what it is, and what to do now."""

from datetime import date

from watchdog import text
from watchdog.language import said_day, say
from watchdog.report import Coverage, Report


def head_line(as_of: date, account: str | None) -> str:
    """What it is, of which day, and of which mailbox where it tells of one alone."""
    if account is None:
        return say("Billing watchdog, {day}", day=said_day(as_of))
    return say(
        "Billing watchdog, {day}, mailbox {account}",
        day=said_day(as_of),
        account=text.safe(account, 40),
    )


def next_command(report: Report) -> str:
    """What to do now, as a command."""
    first = next((one.id for one in report.findings), None)
    is_new = not (report.subscriptions or report.health.mailboxes or report.account)
    return next_of(first, report.coverage, is_new=is_new)


def next_of(finding: str | None, seen: Coverage, *, is_new: bool) -> str:
    """The same by the first finding, what was looked at, and whether nothing is there yet."""
    if finding is not None:
        return say("Next: watchdog fix {id} (the whole way out)", id=finding)
    if seen.review:
        return say("Next: watchdog review (mails that wait for your eyes)")
    if is_new:
        return say("Next: watchdog init you@example.org, or watchdog import PATH")
    return say("Next: watchdog upcoming (what comes, and when you will be told)")
