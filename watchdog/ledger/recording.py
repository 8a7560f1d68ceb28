"""Adding to the ledger: mails and their events, where they were seen, how far a folder is read."""

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from itertools import islice
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from sqlalchemy import Column, Connection, Insert, Table, case, func, insert, select
from sqlalchemy.dialects import sqlite

from parsers.outcome import Outcome
from watchdog.ledger.codec import compress, encode_event, encode_reasons, keepable
from watchdog.ledger.records import Cursor, Recorded, Seen, StoredMail
from watchdog.ledger.tables import cursors, events, locations, messages
from watchdog.ledger.tallies import seen_more

if TYPE_CHECKING:
    from sqlalchemy.dialects import postgresql

_CHUNK = 500  # well under the parameters that one statement may have

Row = dict[str, Any]


def message_row(mail: StoredMail, now: datetime, *, keep_raw: bool) -> Row:
    """The row of a new message; made before the transaction begins, since compressing is slow."""
    keeps = keep_raw and mail.raw is not None
    return {
        "fingerprint": mail.fingerprint,
        "message_id": mail.message_id,
        "sender": mail.sender,
        "subject": mail.subject,
        "sent_at": mail.sent_at,
        "received_at": mail.received_at,
        "dated_at": mail.sent_at or mail.received_at or now,
        "recorded_at": now,
        "sha256": mail.sha256,
        "raw": mail.packed or compress(mail.raw) if keeps and mail.raw is not None else None,
        "size": mail.size,
        **outcome_columns(mail.outcome),
    }


def outcome_columns(outcome: Outcome) -> Row:
    """The columns that are rewritten when a mail is read again."""
    return {
        "outcome": outcome.outcome.value,
        "reader": outcome.reader,
        "reason": outcome.reason,
        "trust_verdict": outcome.trust.verdict.value,
        "trust_reasons": encode_reasons(outcome.trust.reasons, outcome.arrived),
    }


def event_rows(message_id: int, outcome: Outcome) -> list[Row]:
    """The rows of a message's events, in the order in which the mail says them."""
    return [
        {
            "message_id": message_id,
            "position": position,
            "kind": event.kind.value,
            "merchant": event.merchant,
            "channel": event.channel,
            "on": event.on,
            "body": encode_event(event),
        }
        for position, event in enumerate(outcome.events)
    ]


def add_mails(
    connection: Connection, outcomes: dict[str, Outcome], rows: dict[str, Row]
) -> tuple[Recorded, dict[str, int]]:
    """Add the messages, both by fingerprint, that are not there yet, with their events.

    Their ids come by fingerprint as well, so that nobody asks for them again.
    """
    known = message_ids(connection, rows)
    new = [fingerprint for fingerprint in rows if fingerprint not in known]
    if new:
        connection.execute(insert(messages), [rows[fingerprint] for fingerprint in new])
        ids = message_ids(connection, new)
        add_events(connection, {ids[each]: outcomes[each] for each in new})
        return Recorded(new_messages=len(new), known_messages=len(known)), known | ids
    return Recorded(new_messages=0, known_messages=len(known)), known


def add_events(connection: Connection, outcomes: dict[int, Outcome]) -> None:
    """Add the events of messages that have none."""
    rows = [row for key, outcome in outcomes.items() for row in event_rows(key, outcome)]
    if rows:
        connection.execute(insert(events), rows)


def add_locations(
    connection: Connection, seen: Sequence[Seen], now: datetime, ids: dict[str, int]
) -> None:
    """Add the UIDs; one that is known keeps its mail, or gets one, and is what it is now.

    `ids` are those of messages that were just added or looked up; the others are asked for.

    There is one for each mail of a mailbox, and SQLAlchemy's own way with values takes ten times
    as long as the database: they go to its driver.
    """
    others = {each.fingerprint for each in seen if each.fingerprint} - ids.keys()
    ids = ids | message_ids(connection, others)
    moment = now.astimezone(UTC).isoformat(timespec="microseconds")
    if rows := [_location_row(each, ids, moment) for each in seen]:
        in_file = connection.dialect.name == "sqlite"
        if not in_file or not _add_new(connection, rows):
            _add_each(connection, _written(connection, _location_upsert), rows)


# A statement as the driver has it, and the order of its values where they have no names.
_Written = tuple[str, list[str] | None]
_WRITTEN: dict[tuple[str, str], _Written] = {}  # by what it is for, and by the database


def _add_new(connection: Connection, rows: list[Row]) -> bool:
    """Add the UIDs that are not known, and count them; whether that were all."""
    new = _add_each(connection, _written(connection, _location_insert), rows)
    seen_more(connection, new)
    return new == len(rows)


def _add_each(connection: Connection, written: _Written, rows: list[Row]) -> int:
    """How many rows it has touched."""
    sql, order = written
    values = list(map(itemgetter(*order), rows)) if order else rows
    return connection.exec_driver_sql(sql, values).rowcount


def _written(connection: Connection, statement_of: Callable[[Connection], Insert]) -> _Written:
    """A statement, written out once: SQLAlchemy would do it for each batch."""
    dialect = connection.dialect
    key = statement_of.__name__, dialect.name
    if key not in _WRITTEN:
        written: Any = statement_of(connection).compile(dialect=dialect)
        _WRITTEN[key] = (written.string, written.positiontup)
    return _WRITTEN[key]


def _location_insert(connection: Connection) -> Insert:
    return upsert(connection, locations).on_conflict_do_nothing()


def _location_upsert(connection: Connection) -> Insert:
    statement = upsert(connection, locations)
    later = func.coalesce(locations.c.message_id, statement.excluded.message_id)
    return statement.on_conflict_do_update(
        index_elements=key_of(connection, *locations.primary_key),
        set_={
            "message_id": later,
            "state": statement.excluded.state,
            "reason": statement.excluded.reason,
        },
    )


def _location_row(seen: Seen, ids: dict[str, int], moment: str) -> Row:
    if seen.fingerprint and seen.fingerprint not in ids:
        raise ValueError(
            f"UID {seen.uid} of {seen.folder} points to a mail that was never recorded"
        )
    return {
        "account": seen.account,
        "folder": seen.folder,
        "uidvalidity": seen.uidvalidity,
        "uid": seen.uid,
        "message_id": ids[seen.fingerprint] if seen.fingerprint else None,
        "seen_at": moment,
        "state": seen.state and seen.state.value,
        "reason": seen.reason and keepable(seen.reason),
    }


def move_cursor(connection: Connection, cursor: Cursor) -> None:
    """Set how far a folder is read; within one UIDVALIDITY it never goes back."""
    row = {
        "account": cursor.account,
        "folder": cursor.folder,
        "uidvalidity": cursor.uidvalidity,
        "last_uid": cursor.last_uid,
    }
    _add_each(connection, _written(connection, _cursor_upsert), [row])


def _cursor_upsert(connection: Connection) -> Insert:
    statement = upsert(connection, cursors)
    wanted = statement.excluded
    furthest = case(
        (
            (cursors.c.uidvalidity == wanted.uidvalidity) & (cursors.c.last_uid > wanted.last_uid),
            cursors.c.last_uid,
        ),
        else_=wanted.last_uid,
    )
    return statement.on_conflict_do_update(
        index_elements=key_of(connection, *cursors.primary_key),
        set_={"uidvalidity": wanted.uidvalidity, "last_uid": furthest},
    )


def message_ids(connection: Connection, fingerprints: Iterable[str]) -> dict[str, int]:
    """The ids of those messages that are recorded, by fingerprint."""
    found: dict[str, int] = {}
    remaining = iter(fingerprints)
    while chunk := list(islice(remaining, _CHUNK)):
        wanted = select(messages.c.fingerprint, messages.c.id).where(
            messages.c.fingerprint.in_(chunk)
        )
        found.update((row.fingerprint, row.id) for row in connection.execute(wanted))
    return found


def key_of(connection: Connection, *columns: Column[Any]) -> list[str]:
    """What makes a row the same one: those columns, on a server for each owner."""
    owner = [] if connection.dialect.name == "sqlite" else ["owner"]
    return owner + [column.name for column in columns]


def upsert(connection: Connection, table: Table) -> "sqlite.Insert | postgresql.Insert":
    """An insert that can say what happens on a conflict, in the words of the database."""
    if connection.dialect.name == "sqlite":
        return sqlite.insert(table)
    # A tenth of a second that only a ledger on a server has to pay.
    from sqlalchemy.dialects import postgresql

    return postgresql.insert(table)
