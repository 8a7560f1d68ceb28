"""What is not told: findings that were dismissed, snoozed or made moot, and kinds switched off."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from operator import attrgetter

from msgspec.structs import replace

from watchdog.findings import Finding
from watchdog.timeline.facts import Statement, StatementKind
from watchdog.timeline.subscriptions import Subscription

# "There is something new" is answered for good by "yes, that is mine".
_ANSWERED_BY_A_YES = {"new_subscription", "resubscribed_unexpectedly"}
_PUT_AWAY = (StatementKind.DISMISSED, StatementKind.SNOOZED)


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
    words: dict[str, list[Statement]] = defaultdict(list)
    for one in statements:
        if one.kind in _PUT_AWAY and one.finding:
            words[one.finding].append(one)
    for finding in findings:
        own = subscriptions.get(finding.subscription or "")
        said = _said_of(finding, own, words, subscriptions) if words else []
        untils = [one.until for one in said if one.kind is StatementKind.SNOOZED]
        until = untils[-1] if untils else None
        is_dismissed = any(one.kind is StatementKind.DISMISSED for one in said)
        if is_dismissed or finding.kind in off or (until and today < until):
            continue
        if not _is_answered(finding, own):
            yield replace(finding, woken_on=until)


def last_chance(deadline: date | None, until: date, *, today: date) -> date | None:
    """The last safe day to act, where it would be missed by who hears no more of it until a day."""
    return deadline if deadline is not None and today <= deadline < until else None


def _said_of(
    finding: Finding,
    own: Subscription | None,
    words: Mapping[str, Sequence[Statement]],
    subscriptions: Mapping[str, Subscription],
) -> list[Statement]:
    """The words that put a finding away, in the order in which they were said: not those about its
    like in another mailbox, whichever of both has the plain id now.
    """
    found = (
        one
        for each in finding.ids
        for one in words.get(each, ())
        if own is None or _is_in(one, own, subscriptions, is_its_id=each == finding.id)
    )
    return sorted(found, key=attrgetter("id"))


def _is_in(
    word: Statement, own: Subscription, known: Mapping[str, Subscription], *, is_its_id: bool
) -> bool:
    if own.mailbox in word.mailboxes:
        return True
    boxes = {one.mailbox for one in known.values() if one.merchant == own.merchant}
    return is_its_id and boxes.isdisjoint(word.mailboxes)


def _is_answered(finding: Finding, subscription: Subscription | None) -> bool:
    if finding.kind not in _ANSWERED_BY_A_YES or subscription is None:
        return False
    return any(
        one.kind is StatementKind.CONFIRMED and finding.on <= one.said_at.date()
        for one in subscription.statements
    )
