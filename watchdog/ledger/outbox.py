"""The outbox: every notification once by its key, claimed before it is sent, answered for after."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, func, or_, select, update

from watchdog.ledger.milestones import reach
from watchdog.ledger.recording import key_of, upsert
from watchdog.ledger.records import Notification, NotificationState, OutboxEntry, Telling
from watchdog.ledger.tables import milestones, notifications

_INTERRUPTED = "the program ended while this was being sent"
# No wait is as long as this: what seems due later was put off by a clock that was wrong.
_LONGEST_WAIT = timedelta(days=2)
_State = NotificationState
_TOLD = "told:"
# What is in doubt was probably read; what a later letter tells too was told by that one.
_ARRIVED = (_State.SENT.value, _State.UNCERTAIN.value, _State.FOLDED.value)


def queue(connection: Connection, new: Sequence[Notification], now: datetime) -> int:
    """Add those whose key was never queued, due at once; how many those are."""
    statement = upsert(connection, notifications).on_conflict_do_nothing(
        index_elements=key_of(connection, notifications.c.key)
    )
    added = (
        connection.scalar(statement.values(_row(each, now)).returning(notifications.c.id))
        for each in new
    )
    return sum(each is not None for each in added)


def queued(connection: Connection, keys: Collection[str]) -> frozenset[str]:
    """Those of the keys that were ever queued."""
    query = select(notifications.c.key).where(notifications.c.key.in_(keys))
    return frozenset(connection.scalars(query))


def handed_over(connection: Connection) -> dict[str, str]:
    """Those that somebody tried to send: the subject of each by its key."""
    query = select(notifications.c.key, notifications.c.subject).where(notifications.c.attempts > 0)
    return {row.key: row.subject for row in connection.execute(query)}


def _row(notification: Notification, now: datetime) -> dict[str, Any]:
    return {
        "key": notification.key,
        "finding_id": notification.finding_id,
        "target": notification.target,
        "subject": notification.subject,
        "body": notification.body,
        "html": notification.html,
        "state": _State.PENDING.value,
        "attempts": 0,
        "resent": 0,
        "created_at": now,
        "next_at": now,
    }


def _is_due(state: NotificationState, now: datetime) -> ColumnElement[bool]:
    due = or_(notifications.c.next_at <= now, notifications.c.next_at > now + _LONGEST_WAIT)
    return and_(notifications.c.state == state.value, due)


def claim_due(connection: Connection, now: datetime, limit: int | None) -> tuple[OutboxEntry, ...]:
    """Take what is due, oldest first, so that nobody else sends it; at most `limit` of them."""
    is_due = _is_due(_State.PENDING, now)
    oldest = select(notifications.c.id).where(is_due).order_by(notifications.c.id).limit(limit)
    claimed = connection.execute(
        update(notifications)
        .where(is_due, notifications.c.id.in_(oldest))
        .values(state=_State.SENDING.value, attempts=notifications.c.attempts + 1, doubted_at=None)
        .returning(notifications)
    )
    return tuple(_entry(row) for row in sorted(claimed, key=lambda row: row.id))


def hand_over(connection: Connection, key: str, now: datetime) -> bool:
    """From here on a claimed notification may arrive, whatever we come to know of it."""
    return _answer(connection, key, doubted_at=now)


def mark_sent(connection: Connection, key: str, now: datetime) -> bool:
    """A claimed notification has arrived; False when it was not claimed."""
    return _answer(connection, key, state=_State.SENT.value, sent_at=now)


def mark_failed(connection: Connection, key: str, *, error: str, next_at: datetime | None) -> bool:
    """A claimed notification failed: try again at `next_at`, or give up when that is None."""
    if next_at is None:
        return _answer(connection, key, state=_State.DEAD.value, last_error=error)
    return _answer(connection, key, state=_State.PENDING.value, last_error=error, next_at=next_at)


def mark_doubtful(connection: Connection, key: str, *, error: str, now: datetime) -> bool:
    """Nobody said whether a claimed notification was taken: it is looked for from now on."""
    return _answer(
        connection,
        key,
        state=_State.UNCERTAIN.value,
        last_error=error,
        doubted_at=now,
        next_at=now,
    )


def _answer(
    connection: Connection, key: str, was: NotificationState = _State.SENDING, **values: Any
) -> bool:
    answered = connection.execute(
        update(notifications)
        .where(notifications.c.key == key, notifications.c.state == was.value)
        .values(**values)
    )
    return answered.rowcount == 1


def doubtful(connection: Connection, now: datetime) -> tuple[OutboxEntry, ...]:
    """Those that are to be looked for by now, oldest first."""
    query = select(notifications).where(_is_due(_State.UNCERTAIN, now))
    return tuple(_entry(row) for row in connection.execute(query.order_by(notifications.c.id)))


def resolve(
    connection: Connection,
    key: str,
    *,
    state: NotificationState,
    now: datetime,
    next_at: datetime | None = None,
    resend: bool = False,
) -> bool:
    """What looking for a doubtful one has shown; `resend` counts that it is sent unseen."""
    return _answer(
        connection,
        key,
        was=_State.UNCERTAIN,
        state=state.value,
        next_at=next_at or now,
        sent_at=now if state is _State.SENT else None,
        resent=notifications.c.resent + int(resend),  # PostgreSQL does not add a boolean
    )


def release_stuck(connection: Connection, now: datetime) -> int:
    """After a program that ended at work: what it had claimed is due again, or in doubt."""
    stuck = update(notifications).where(notifications.c.state == _State.SENDING.value)
    handed_over = notifications.c.doubted_at.is_not(None)
    values = {"next_at": now, "last_error": _INTERRUPTED}
    doubts = connection.execute(
        stuck.where(handed_over).values(state=_State.UNCERTAIN.value, **values)
    )
    released = connection.execute(
        stuck.where(~handed_over).values(state=_State.PENDING.value, **values)
    )
    return doubts.rowcount + released.rowcount


def fold(connection: Connection, keys: Collection[str], into: str) -> None:
    """A later letter tells these too: none of them is sent by itself any more."""
    connection.execute(
        update(notifications)
        .where(notifications.c.key.in_(keys))
        .values(state=_State.FOLDED.value, folded_into=into)
    )


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
        state=_State(row.state),
        attempts=row.attempts,
        created_at=row.created_at,
        next_at=row.next_at,
        sent_at=row.sent_at,
        last_error=row.last_error,
        doubted_at=row.doubted_at,
        resent=row.resent,
        folded_into=row.folded_into,
    )


def mark_told(connection: Connection, findings: Sequence[str], now: datetime) -> None:
    """A weekly letter tells these findings."""
    for finding in findings:
        reach(connection, f"{_TOLD}{finding}", now)


def told(connection: Connection) -> dict[str, Telling]:
    """Each finding that somebody was told of, by its id."""
    in_letters = select(milestones).where(milestones.c.key.startswith(_TOLD))
    found = {
        row.key.removeprefix(_TOLD): Telling(first_at=row.reached_at, at_once=False)
        for row in connection.execute(in_letters)
    }
    at_once = (
        select(notifications.c.finding_id, func.min(notifications.c.created_at).label("first_at"))
        .where(notifications.c.finding_id.is_not(None))
        .where(notifications.c.state.in_(_ARRIVED))
        .group_by(notifications.c.finding_id)
    )
    for row in connection.execute(at_once):
        earlier = found.get(row.finding_id)
        first = min(row.first_at, earlier.first_at) if earlier else row.first_at
        found[row.finding_id] = Telling(first_at=first, at_once=True)
    return found
