"""Reading the ledger: facts in the order of time, mails, what was seen; and reading mails anew."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Select,
    String,
    delete,
    func,
    or_,
    select,
    type_coerce,
    update,
)

from parsers.events import BillingEvent
from parsers.outcome import Arrival, Outcome, OutcomeKind, Trust, Verdict
from watchdog.ledger.codec import decode_arrival, decode_event, decode_reasons, decompress
from watchdog.ledger.recording import add_events, outcome_columns
from watchdog.ledger.records import MailSummary, SeenState
from watchdog.ledger.tables import cursors, events, locations, messages
from watchdog.timeline.facts import Fact, Source

IMPORT = "import"  # the account of mail that was imported, not fetched

# Raw bytes, when the server got them, and what was found about the sender when they came.
Read = Callable[[bytes, datetime | None, Arrival | None], Outcome]


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
                trust = trusts[verdict, reasons] = _trust_of(verdict, reasons)
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
            _first_account().label("mailbox"),
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
    query: Select[Any] = select(*columns, _first_account().label("mailbox")).where(
        messages.c.fingerprint.in_(fingerprints)
    )
    return [_source(row) for row in connection.execute(query)]


def _first_account() -> Any:
    # An imported mail that is later found in a mailbox belongs to that mailbox.
    return (
        select(locations.c.account)
        .where(locations.c.message_id == messages.c.id)
        .order_by(locations.c.account == IMPORT, locations.c.seen_at, locations.c.account)
        .limit(1)
        .scalar_subquery()
    )


def _source(row: Row[Any]) -> Source:
    return Source(
        fingerprint=row.fingerprint,
        message_id=row.message_id,
        mailbox=row.mailbox or IMPORT,
        subject=row.subject,
        sender=row.sender,
        sent_at=row.dated_at,
        sha256=row.sha256,
        trust=_trust(row),
    )


def _trust(row: Row[Any]) -> Trust:
    return _trust_of(row.trust_verdict, row.trust_reasons)


def _trust_of(verdict: str, reasons: str) -> Trust:
    return Trust(verdict=Verdict(verdict), reasons=decode_reasons(reasons))


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
        trust=_trust(row),
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


def _is_of(account: str) -> ColumnElement[bool]:
    """Whether a mail lies in a mailbox of an account, or for IMPORT in none."""
    there = select(locations.c.message_id).where(locations.c.message_id == messages.c.id)
    if account == IMPORT:
        return ~there.exists()
    return there.where(locations.c.account == account).exists()


def is_of_mailbox(account: str) -> ColumnElement[bool]:
    """Whether a mail belongs to a mailbox, as its facts do: to one, also where it lies in two."""
    return func.coalesce(_first_account(), IMPORT) == account


def lying_in(connection: Connection, account: str, mails: Sequence[str]) -> frozenset[str]:
    """Those of the SHA-256 that are of mails that belong to a mailbox."""
    found = select(messages.c.sha256).where(messages.c.sha256.in_(mails), is_of_mailbox(account))
    return frozenset(connection.scalars(found)) if mails else frozenset()


def copies_in(connection: Connection, account: str) -> Mapping[str, int]:
    """How many mails that lie in a mailbox belong to each other one."""
    owner = func.coalesce(_first_account(), IMPORT)
    query = (
        select(owner.label("owner"), func.count())
        .select_from(messages)
        .where(_is_of(account), owner != account)
        .group_by("owner")
    )
    return {row[0]: row[1] for row in connection.execute(query)}


def mailboxes(connection: Connection) -> frozenset[str]:
    """The accounts of which any mail was seen, IMPORT for files."""
    fetched = frozenset(connection.scalars(select(locations.c.account).distinct()))
    brought = connection.scalar(select(messages.c.id).where(_is_of(IMPORT)).limit(1))
    return fetched if brought is None else fetched | {IMPORT}


def newest(connection: Connection, account: str, limit: int) -> list[bytes]:
    """The bytes of the last mails of an account that were kept, the newest first."""
    query = (
        select(messages.c.raw)
        .where(messages.c.raw.is_not(None), _is_of(account))
        .order_by(messages.c.id.desc())
        .limit(limit)
    )
    return [decompress(kept) for kept in connection.scalars(query) if kept is not None]


def cursor(connection: Connection, account: str, folder: str) -> tuple[int, int] | None:
    """(UIDVALIDITY, last UID) of a folder, or None when it was never read."""
    row = connection.execute(
        select(cursors.c.uidvalidity, cursors.c.last_uid).where(
            cursors.c.account == account, cursors.c.folder == folder
        )
    ).one_or_none()
    return None if row is None else (row.uidvalidity, row.last_uid)


_SETTLED = (SeenState.SELF.value, SeenState.PURGED.value)


def seen_uids(
    connection: Connection,
    account: str,
    folder: str,
    uidvalidity: int,
    *,
    first: int,
    last: int,
    closely: bool = False,
) -> frozenset[int]:
    """The UIDs from `first` to `last` that were ever seen, and had, in that epoch of a folder.

    `closely`: only those that are kept, our own letters and what its owner has taken out.
    """
    found = select(locations.c.uid).where(
        locations.c.account == account,
        locations.c.folder == folder,
        locations.c.uidvalidity == uidvalidity,
        locations.c.uid.between(first, last),
        locations.c.state.is_distinct_from(SeenState.UNREADABLE.value),
    )
    if closely:
        found = found.where(
            or_(locations.c.message_id.is_not(None), locations.c.state.in_(_SETTLED))
        )
    return frozenset(connection.scalars(found))


def billers(connection: Connection) -> frozenset[str]:
    """The senders of mails that state events."""
    states = (OutcomeKind.PARSED.value, OutcomeKind.REVIEW.value)
    found = select(messages.c.sender).where(messages.c.outcome.in_(states)).distinct()
    return frozenset(connection.scalars(found))


def met(connection: Connection) -> Counter[str]:
    """The senders of mails that count, with how many."""
    counts = (
        select(messages.c.sender, func.count())
        .where(messages.c.outcome == OutcomeKind.PARSED.value)
        .group_by(messages.c.sender)
    )
    return Counter({row[0]: row[1] for row in connection.execute(counts)})


def kept_mails(
    connection: Connection,
    *,
    after: int,
    limit: int,
    domain: str | None = None,
    outcome: OutcomeKind | None = None,
    account: str | None = None,
) -> list[Row[Any]]:
    """The next messages after an id whose bytes were kept: (id, raw, received_at).

    Those of one sender, with one outcome or of one account only, when these are given.
    """
    query = (
        select(messages.c.id, messages.c.raw, messages.c.received_at, messages.c.trust_reasons)
        .where(messages.c.id > after, messages.c.raw.is_not(None))
        .order_by(messages.c.id)
        .limit(limit)
    )
    if domain is not None:
        query = query.where(messages.c.sender.endswith(f"@{domain}", autoescape=True))
    if outcome is not None:
        query = query.where(messages.c.outcome == outcome.value)
    if account is not None:
        query = query.where(_is_of(account))
    return list(connection.execute(query))


def read_anew(mails: list[Row[Any]], read: Read) -> dict[int, Outcome]:
    """What the mails of `kept_mails` say today, by id."""
    return {
        mail.id: read(decompress(mail.raw), mail.received_at, decode_arrival(mail.trust_reasons))
        for mail in mails
    }


def rewrite(connection: Connection, outcomes: dict[int, Outcome]) -> int:
    """Put what was read anew in place of what was read before; how many mails differ."""
    before = _outcomes(connection, list(outcomes))
    changed = {key: value for key, value in outcomes.items() if value != before.get(key)}
    for key, outcome in changed.items():
        connection.execute(
            update(messages).where(messages.c.id == key).values(**outcome_columns(outcome))
        )
        connection.execute(delete(events).where(events.c.message_id == key))
    add_events(connection, changed)
    return len(changed)


def _outcomes(connection: Connection, ids: list[int]) -> dict[int, Outcome]:
    said: dict[int, list[BillingEvent]] = {each: [] for each in ids}
    for row in connection.execute(
        select(events.c.message_id, events.c.body)
        .where(events.c.message_id.in_(ids))
        .order_by(events.c.message_id, events.c.position)
    ):
        said[row.message_id].append(decode_event(row.body))
    return {
        row.id: Outcome(
            outcome=OutcomeKind(row.outcome),
            trust=_trust(row),
            reader=row.reader,
            events=tuple(said[row.id]),
            reason=row.reason,
            arrived=decode_arrival(row.trust_reasons),
        )
        for row in connection.execute(select(messages).where(messages.c.id.in_(ids)))
    }
