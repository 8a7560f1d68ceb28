"""The user's word in the ledger: said once, undone by a second word, never erased."""

import json
from collections.abc import Collection
from datetime import date, datetime
from typing import Any, TypedDict

from sqlalchemy import Connection, Row, insert, select, update

from watchdog.ledger.codec import decode_correction, encode_correction
from watchdog.ledger.tables import statements
from watchdog.timeline.facts import Correction, Statement, StatementKind


class Said(TypedDict, total=False):
    """The columns of a statement beside its kind and its moment, as in `Statement`."""

    merchant: str | None
    channel: str | None
    on: date | None
    finding: str | None
    until: date | None
    plan: str | None
    note: str | None
    subscription: str | None
    other: str | None
    about: str | None
    mailboxes: Collection[str]


def add(
    connection: Connection,
    *,
    kind: StatementKind,
    now: datetime,
    correction: Correction | None = None,
    said: Said,
) -> Statement:
    """Add a statement; what is not said of it stays empty."""
    values: dict[str, Any] = {"kind": kind.value, "said_at": now, **said}
    if correction is not None:
        values["message"] = correction.fingerprint
        values["correction"] = encode_correction(correction)
    boxes = said.get("mailboxes")
    values["mailboxes"] = json.dumps(sorted(boxes)) if boxes else None
    added = connection.execute(insert(statements).values(values).returning(statements))
    return _statement(added.one())


def standing(connection: Connection) -> tuple[Statement, ...]:
    """The statements that were not undone, in the order in which they were made."""
    query = select(statements).where(statements.c.undone_at.is_(None)).order_by(statements.c.id)
    return tuple(_statement(row) for row in connection.execute(query))


def _statement(row: Row[Any]) -> Statement:
    return Statement(
        id=row.id,
        kind=StatementKind(row.kind),
        said_at=row.said_at,
        merchant=row.merchant,
        channel=row.channel,
        on=row.on,
        finding=row.finding,
        correction=decode_correction(row.correction) if row.correction else None,
        until=row.until,
        plan=row.plan,
        note=row.note,
        subscription=row.subscription,
        other=row.other,
        about=row.about,
        mailboxes=tuple(json.loads(row.mailboxes)) if row.mailboxes else (),
    )


def undo(connection: Connection, statement_id: int, now: datetime) -> bool:
    """Take a statement back; False when there is none of that id that still stands."""
    undone = connection.execute(
        update(statements)
        .where(statements.c.id == statement_id, statements.c.undone_at.is_(None))
        .values(undone_at=now)
    )
    return undone.rowcount == 1
