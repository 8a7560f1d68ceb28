"""The recorded mails: what is known of each, and its bytes as they came."""

from typing import Any

from sqlalchemy import ColumnElement, Connection, select

from parsers.outcome import OutcomeKind
from watchdog.ledger.codec import decode_arrival, decompress, trust_of
from watchdog.ledger.mailboxes import lies_in
from watchdog.ledger.records import MailSummary
from watchdog.ledger.tables import messages


def summaries(
    connection: Connection, outcome: OutcomeKind | None, *, after: int, limit: int
) -> list[tuple[int, MailSummary]]:
    """The next mails after an id, in the order of recording, each with its id."""
    columns: list[ColumnElement[Any]] = [each for each in messages.c if each.name != "raw"]
    query = (
        select(*columns, messages.c.raw.is_not(None).label("has_raw"))
        .where(messages.c.id > after)
        .order_by(messages.c.id)
        .limit(limit)
    )
    if outcome is not None:
        query = query.where(messages.c.outcome == outcome.value)
    return [(row.id, _summary(row)) for row in connection.execute(query)]


def _summary(row: Any) -> MailSummary:
    return MailSummary(
        fingerprint=row.fingerprint,
        message_id=row.message_id,
        sender=row.sender,
        subject=row.subject,
        sent_at=row.sent_at,
        received_at=row.received_at,
        sha256=row.sha256,
        size=row.size,
        outcome=OutcomeKind(row.outcome),
        reader=row.reader,
        reason=row.reason,
        trust=trust_of(row.trust_verdict, row.trust_reasons),
        arrived=decode_arrival(row.trust_reasons),
        has_raw=row.has_raw,
    )


def sha256s(connection: Connection) -> frozenset[str]:
    """The SHA-256 of every recorded mail, in hexadecimal digits."""
    return frozenset(connection.scalars(select(messages.c.sha256)))


def raw(connection: Connection, fingerprint: str) -> bytes | None:
    """The bytes of a mail as they came, or None when they were not kept."""
    kept = connection.scalar(select(messages.c.raw).where(messages.c.fingerprint == fingerprint))
    return None if kept is None else decompress(kept)


def newest(connection: Connection, account: str, limit: int) -> list[bytes]:
    """The bytes of the last mails of an account that were kept, the newest first."""
    query = (
        select(messages.c.raw)
        .where(messages.c.raw.is_not(None), lies_in(account))
        .order_by(messages.c.id.desc())
        .limit(limit)
    )
    return [decompress(kept) for kept in connection.scalars(query) if kept is not None]
