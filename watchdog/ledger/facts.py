"""Facts in the order of time, each with the mail that it came from."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, String, select, type_coerce

from parsers.outcome import OutcomeKind, Trust
from watchdog.ledger.codec import decode_event, trust_of
from watchdog.ledger.mailboxes import IMPORT, first_account
from watchdog.ledger.tables import events, messages
from watchdog.timeline.facts import Fact, Source


def facts(connection: Connection, outcome: OutcomeKind) -> Iterator[Fact]:
    """The events of all messages with that outcome, each with its source, in the order of time."""
    return facts_of(connection, outcome)


def facts_of(
    connection: Connection, outcome: OutcomeKind, *which: ColumnElement[bool]
) -> Iterator[Fact]:
    """The same, of those of which something more is true."""
    return _read(connection.execute(_facts_query(*which, messages.c.outcome == outcome.value)))


def facts_about(
    connection: Connection, outcome: OutcomeKind, merchants: Sequence[str]
) -> Iterator[Fact]:
    """The same, of some merchants: found by their names, as the outcome would find most mails."""
    found = connection.execute(_facts_query(events.c.merchant.in_(merchants)))
    return _read(row for row in found if row.outcome == outcome.value)


def _read(rows: Iterable[Any]) -> Iterator[Fact]:
    last_id, source = None, None
    trusts: dict[tuple[str, str], Trust] = {}  # there are a handful, told again by each mail
    for row in rows:
        mail_id, body, fingerprint, name, subject, sender, at, sha256, box, verdict, reasons, _ = (
            row
        )
        if source is None or mail_id != last_id:
            trust = trusts.get((verdict, reasons))
            if trust is None:
                trust = trusts[verdict, reasons] = trust_of(verdict, reasons)
            last_id = mail_id
            source = Source(
                fingerprint=fingerprint,
                message_id=name,
                mailbox=box or IMPORT,
                subject=subject,
                sender=sender,
                sent_at=datetime.fromisoformat(at),
                sha256=sha256,
                trust=trust,
            )
        yield Fact(event=decode_event(body), source=source)


def _facts_query(*which: ColumnElement[bool]) -> Select[Any]:
    return (
        select(
            messages.c.id,
            events.c.body,
            messages.c.fingerprint,
            messages.c.message_id,
            messages.c.subject,
            messages.c.sender,
            # Turned into a moment once a mail, and not by SQLAlchemy's longer way.
            type_coerce(messages.c.dated_at, String),
            messages.c.sha256,
            first_account().label("mailbox"),
            messages.c.trust_verdict,
            messages.c.trust_reasons,
            messages.c.outcome,
        )
        .join(events, events.c.message_id == messages.c.id)
        .where(*which)
        .order_by(messages.c.dated_at, messages.c.id, events.c.position)
    )


def sources(connection: Connection, fingerprints: Sequence[str]) -> list[Source]:
    """Where those mails came from, whatever became of them."""
    columns: list[ColumnElement[Any]] = [each for each in messages.c if each.name != "raw"]
    query: Select[Any] = select(*columns, first_account().label("mailbox")).where(
        messages.c.fingerprint.in_(fingerprints)
    )
    return [_source(row) for row in connection.execute(query)]


def _source(row: Row[Any]) -> Source:
    return Source(
        fingerprint=row.fingerprint,
        message_id=row.message_id,
        mailbox=row.mailbox or IMPORT,
        subject=row.subject,
        sender=row.sender,
        sent_at=row.dated_at,
        sha256=row.sha256,
        trust=trust_of(row.trust_verdict, row.trust_reasons),
    )
