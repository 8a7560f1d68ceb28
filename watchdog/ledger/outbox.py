"""The outbox: every notification once by its key, claimed before it is sent, answered for after."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, select, update

from watchdog.ledger.recording import upsert
from watchdog.ledger.records import Notification, NotificationState, OutboxEntry
from watchdog.ledger.tables import notifications

_INTERRUPTED = "the program ended while this was being sent"


def queue(connection: Connection, new: Sequence[Notification], now: datetime) -> int:
    """Add those whose key was never queued, due at once; how many those are."""
    statement = upsert(connection, notifications).on_conflict_do_nothing(index_elements=["key"])
    added = (
        connection.scalar(statement.values(_row(each, now)).returning(notifications.c.id))
        for each in new
    )
    return sum(each is not None for each in added)


def _row(notification: Notification, now: datetime) -> dict[str, Any]:
    return {
        "key": notification.key,
        "finding_id": notification.finding_id,
        "target": notification.target,
        "subject": notification.subject,
        "body": notification.body,
        "html": notification.html,
        "state": NotificationState.PENDING.value,
        "attempts": 0,
        "created_at": now,
        "next_at": now,
    }


def claim_due(connection: Connection, now: datetime, limit: int | None) -> tuple[OutboxEntry, ...]:
    """Take what is due, oldest first, so that nobody else sends it; at most `limit` of them."""
    is_due = (notifications.c.state == NotificationState.PENDING.value) & (
        notifications.c.next_at <= now
    )
    oldest = select(notifications.c.id).where(is_due).order_by(notifications.c.id).limit(limit)
    claimed = connection.execute(
        update(notifications)
        .where(is_due, notifications.c.id.in_(oldest))
        .values(state=NotificationState.SENDING.value, attempts=notifications.c.attempts + 1)
        .returning(notifications)
    )
    return tuple(_entry(row) for row in sorted(claimed, key=lambda row: row.id))


def mark_sent(connection: Connection, key: str, now: datetime) -> bool:
    """A claimed notification has arrived; False when it was not claimed."""
    return _answer(connection, key, state=NotificationState.SENT.value, sent_at=now)


def mark_failed(connection: Connection, key: str, *, error: str, next_at: datetime | None) -> bool:
    """A claimed notification failed: try again at `next_at`, or give up when that is None."""
    if next_at is None:
        return _answer(connection, key, state=NotificationState.DEAD.value, last_error=error)
    return _answer(
        connection,
        key,
        state=NotificationState.PENDING.value,
        last_error=error,
        next_at=next_at,
    )


def _answer(connection: Connection, key: str, **values: Any) -> bool:
    answered = connection.execute(
        update(notifications)
        .where(
            notifications.c.key == key,
            notifications.c.state == NotificationState.SENDING.value,
        )
        .values(**values)
    )
    return answered.rowcount == 1


def release_stuck(connection: Connection, now: datetime) -> int:
    """Make due again what was claimed by a program that ended before it could answer."""
    released = connection.execute(
        update(notifications)
        .where(notifications.c.state == NotificationState.SENDING.value)
        .values(state=NotificationState.PENDING.value, next_at=now, last_error=_INTERRUPTED)
    )
    return released.rowcount


def entries(connection: Connection, state: NotificationState | None) -> tuple[OutboxEntry, ...]:
    """The notifications in that state, or all, in the order in which they were queued."""
    query = select(notifications).order_by(notifications.c.id)
    if state is not None:
        query = query.where(notifications.c.state == state.value)
    return tuple(_entry(row) for row in connection.execute(query))


def _entry(row: Row[Any]) -> OutboxEntry:
    return OutboxEntry(
        notification=Notification(
            key=row.key,
            finding_id=row.finding_id,
            target=row.target,
            subject=row.subject,
            body=row.body,
            html=row.html,
        ),
        state=NotificationState(row.state),
        attempts=row.attempts,
        created_at=row.created_at,
        next_at=row.next_at,
        sent_at=row.sent_at,
        last_error=row.last_error,
    )
