"""Taking facts out for good, when their owner asks: mails by age or account, and their traces."""

from collections.abc import Sequence
from datetime import datetime

import msgspec
from sqlalchemy import ColumnElement, Connection, Engine, delete, func, or_, select, update

from watchdog.batches import in_batches
from watchdog.ledger.engine import outside_transactions
from watchdog.ledger.records import NotificationState, SeenState
from watchdog.ledger.tables import (
    checks,
    cursors,
    events,
    locations,
    messages,
    notifications,
    statements,
)

_DONE = (NotificationState.SENT, NotificationState.FOLDED)
_CHUNK = 500  # ids in one statement


class Doomed(msgspec.Struct, frozen=True, kw_only=True):
    """What is to go: mails from `before`, those of `account` alone, or both kinds.

    `bytes_only`: the mails as they came go, what was read of them stays.
    """

    before: datetime | None = None
    account: str | None = None
    bytes_only: bool = False


class Purged(msgspec.Struct, frozen=True, kw_only=True):
    """How much goes: mails, what was read of them, words about them, texts of sent notices."""

    mails: int
    events: int
    words: int
    notices: int


def doomed(connection: Connection, what: Doomed) -> Purged:
    """What `purge` would take out now."""
    ids = _messages(connection, what)
    return Purged(
        mails=len(ids),
        events=0 if what.bytes_only else _count(connection, events.c.message_id, ids),
        words=0 if what.bytes_only else len(_words(connection, ids)),
        notices=0 if what.bytes_only else len(_notices(connection, what)),
    )


def purge(connection: Connection, what: Doomed) -> Purged:
    """Take it out, all or nothing. UIDs stay known, so that no sweep brings the mails back."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("PRAGMA secure_delete = ON")
    told, ids = doomed(connection, what), _messages(connection, what)
    if what.bytes_only:
        for some in in_batches(ids, _CHUNK):
            connection.execute(update(messages).where(messages.c.id.in_(some)).values(raw=None))
        return told
    _silence(connection, _words(connection, ids), _notices(connection, what))
    if what.account is not None:
        for table in (locations, cursors, checks):
            connection.execute(delete(table).where(table.c.account == what.account))
    for some in in_batches(ids, _CHUNK):
        _take_out(connection, some)
    return told


def compact(engine: Engine) -> None:
    """Give back the room, so that no page of the file holds what was taken out."""
    if engine.dialect.name == "sqlite":
        with outside_transactions(engine).connect() as connection:
            connection.exec_driver_sql("VACUUM")
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")


def _silence(connection: Connection, words: list[int], notices: list[int]) -> None:
    """Corrections go whole; a notice keeps its key, so that nothing is told twice."""
    empty = {"subject": "", "body": "", "html": None, "last_error": None}
    for some in in_batches(words, _CHUNK):
        connection.execute(delete(statements).where(statements.c.id.in_(some)))
    for some in in_batches(notices, _CHUNK):
        silenced = update(notifications).where(notifications.c.id.in_(some))
        connection.execute(silenced.values(empty))


def _take_out(connection: Connection, ids: Sequence[int]) -> None:
    connection.execute(delete(events).where(events.c.message_id.in_(ids)))
    connection.execute(
        update(locations)
        .where(locations.c.message_id.in_(ids))
        .values(message_id=None, state=SeenState.PURGED.value)
    )
    connection.execute(delete(messages).where(messages.c.id.in_(ids)))


def _messages(connection: Connection, what: Doomed) -> list[int]:
    reasons: list[ColumnElement[bool]] = []
    if what.before is not None:
        reasons.append(messages.c.dated_at < what.before)
    if what.account is not None:
        reasons.append(_only_in(what.account))
    query = select(messages.c.id).where(or_(*reasons)).order_by(messages.c.id)
    if what.bytes_only:
        query = query.where(messages.c.raw.is_not(None))
    return list(connection.scalars(query)) if reasons else []


def _only_in(account: str) -> ColumnElement[bool]:
    """Mails that lie in that account and in no other."""
    own = select(locations.c.message_id).where(locations.c.account == account)
    elsewhere = select(locations.c.message_id).where(
        locations.c.account != account, locations.c.message_id.is_not(None)
    )
    return messages.c.id.in_(own) & messages.c.id.not_in(elsewhere)


def _words(connection: Connection, ids: list[int]) -> list[int]:
    """The corrections of those mails, taken back or not."""
    found: list[int] = []
    for some in in_batches(ids, _CHUNK):
        of = select(messages.c.fingerprint).where(messages.c.id.in_(some))
        found += connection.scalars(select(statements.c.id).where(statements.c.message.in_(of)))
    return found


def _notices(connection: Connection, what: Doomed) -> list[int]:
    """Sent ones that still have their words: nothing says from which account a notice came."""
    query = select(notifications.c.id).where(
        notifications.c.state.in_([one.value for one in _DONE]), notifications.c.body != ""
    )
    if what.account is None and what.before is not None:
        query = query.where(notifications.c.created_at < what.before)
    return list(connection.scalars(query))


def _count(connection: Connection, column: ColumnElement[int], ids: list[int]) -> int:
    return sum(
        connection.scalar(select(func.count()).where(column.in_(some))) or 0
        for some in in_batches(ids, _CHUNK)
    )
