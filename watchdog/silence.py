"""What is not told: findings that were dismissed, snoozed or made moot, and kinds switched off."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date

from msgspec.structs import replace

from watchdog.findings import Finding
from watchdog.timeline.facts import Statement, StatementKind
from watchdog.timeline.subscriptions import Subscription

# "There is something new" is answered for good by "yes, that is mine".
_ANSWERED_BY_A_YES = {"new_subscription", "resubscribed_unexpectedly"}


def audible(
    findings: Iterable[Finding],
    subscriptions: Mapping[str, Subscription],
    statements: Iterable[Statement],
    *,
    off: Collection[str],
    today: date,
) -> Iterator[Finding]:
    """The findings that are told on a day, in their order; `off` are kinds nobody wants.

    One that comes back from a snooze says so in `woken_on`.
    """
    words = tuple(statements)
    dismissed = {one.finding for one in words if one.kind is StatementKind.DISMISSED}
    snoozed = {one.finding: one.until for one in words if one.kind is StatementKind.SNOOZED}
    for finding in findings:
        until = snoozed.get(finding.id)
        if finding.id in dismissed or finding.kind in off or (until and today < until):
            continue
        if not _is_answered(finding, subscriptions.get(finding.subscription or "")):
            yield replace(finding, woken_on=until)


def _is_answered(finding: Finding, subscription: Subscription | None) -> bool:
    if finding.kind not in _ANSWERED_BY_A_YES or subscription is None:
        return False
    return any(
        one.kind is StatementKind.CONFIRMED and finding.on <= one.said_at.date()
        for one in subscription.statements
    )
