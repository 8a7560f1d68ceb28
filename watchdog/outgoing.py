"""Sends what waits in the outbox: claim, hand over, answer for; and in doubt it looks first."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from enum import StrEnum

import msgspec

from watchdog.ledger import Ledger, Notification, NotificationState, OutboxEntry

WEEKLY = "digest:"  # keys of weekly letters begin so
# Growing steps of minutes; after the last one every four hours, five days in all.
_RETRY_MINUTES = (1, 5, 15, 60, 240)
_ATTEMPTS = 33
# What the server refuses for good is tried three times, so that a mended password finds it.
_REFUSED_MINUTES = (60, 240)
# A letter may be on its way for a while before it lies in the mailbox.
_ON_ITS_WAY = timedelta(minutes=10)
_LOOK_MINUTES = 2
# As long as a mailbox that could tell is out of reach, we wait for it, but not for ever.
_WAIT_FOR_SIGHT = timedelta(hours=6)


log = logging.getLogger("watchdog")


def named(notice: Notification) -> str:
    """A notification where others may read along: which finding it tells, and where it goes."""
    return f"{notice.finding_id or 'a letter'} to {notice.target}"


class Failure(msgspec.Struct, frozen=True, kw_only=True):
    """Why something did not go: `said` is one line, `permanent` that trying again cannot help.

    `maybe_sent`: the line broke after it was handed over, so it may have arrived.
    """

    said: str
    permanent: bool = False
    maybe_sent: bool = False


class Sight(StrEnum):
    """What a look for a letter showed; `blind`: we watch no mailbox that could tell."""

    ARRIVED = "arrived"
    ABSENT = "absent"
    UNREACHABLE = "unreachable"
    BLIND = "blind"


HandOver = Callable[[], None]
Send = Callable[[OutboxEntry, HandOver], Failure | None]
Look = Callable[[OutboxEntry], Sight]


def deliver(ledger: Ledger, send: Send, look: Look, *, now: datetime) -> tuple[OutboxEntry, ...]:
    """Clear up what is in doubt, then send what is due; those that were tried.

    One at a time, so that a crash leaves only one in doubt. `send` calls its second argument
    before the first byte that could arrive.
    """
    for entry in ledger.outbox.doubtful(now=now):
        _clear_up(ledger, entry, look(entry), now)
    done: list[OutboxEntry] = []
    while claimed := ledger.outbox.claim_due(now=now, limit=1):
        done.append(claimed[0])
        _send_one(ledger, claimed[0], send, now)
    return tuple(done)


def _send_one(ledger: Ledger, entry: OutboxEntry, send: Send, now: datetime) -> None:
    key = entry.notification.key
    failure = send(entry, lambda: _surely(ledger.outbox.hand_over(key, now=now)))
    if failure is None:
        ledger.outbox.mark_sent(key, now=now)
    elif failure.maybe_sent:
        ledger.outbox.mark_doubtful(key, now=now, error=failure.said)
    else:
        wait = pause_after_failure(entry, failure)
        ledger.outbox.mark_failed(
            key,
            now=now,
            error=failure.said,
            permanent=wait is None,
            next_at=now + wait if wait is not None else None,
        )


def _surely(was_claimed: bool) -> None:
    if not was_claimed:
        raise RuntimeError("somebody else answered for a notification that we had claimed")


def pause_after_failure(entry: OutboxEntry, failure: Failure) -> timedelta | None:
    """Until the next attempt; None: give up. A weekly letter waits for the next one to tell it."""
    steps = _REFUSED_MINUTES if failure.permanent else _RETRY_MINUTES
    if failure.permanent and entry.attempts > len(steps):
        return None
    if entry.attempts >= _ATTEMPTS and not entry.notification.key.startswith(WEEKLY):
        return None
    return timedelta(minutes=steps[min(entry.attempts, len(steps)) - 1])


def _clear_up(ledger: Ledger, entry: OutboxEntry, sight: Sight, now: datetime) -> None:
    key = entry.notification.key
    doubted_for = now - (entry.doubted_at or now)
    if sight is Sight.ARRIVED:
        ledger.outbox.resolve(key, state=NotificationState.SENT, now=now)
    elif sight is Sight.ABSENT and doubted_for >= _ON_ITS_WAY:
        ledger.outbox.resolve(key, state=NotificationState.PENDING, now=now)
    elif sight is Sight.ABSENT or (sight is Sight.UNREACHABLE and doubted_for < _WAIT_FOR_SIGHT):
        again = now + timedelta(minutes=_LOOK_MINUTES)
        ledger.outbox.resolve(key, state=NotificationState.UNCERTAIN, now=now, next_at=again)
    elif entry.resent:
        name = named(entry.notification)
        log.warning("given up: %s: sent twice, and nobody knows whether it arrived", name)
        ledger.outbox.resolve(key, state=NotificationState.DEAD, now=now)
    else:
        ledger.outbox.resolve(key, state=NotificationState.PENDING, now=now, resend=True)
