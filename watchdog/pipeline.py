"""The trip on one page.

    mailbox.batches | read each mail | ledger.record          scan, import_mail
    ledger.facts | judge_known (judging.py)                   judge
    findings | to_tell | outbox | send                        telling.py, outgoing.py

It calls things in the right order and decides nothing: what a mail says stands in `parsers`,
what happened in `timeline`, what is wrong in `detections`, what to do in `fixes`; `judging`
puts these three together for one day.
"""

import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import date, datetime

import msgspec

from parsers import parse
from parsers.merchants import Known
from parsers.message import Message, read_message
from parsers.outcome import Outcome, OutcomeKind, Trust, Verdict
from watchdog.archive import ArchivedMail
from watchdog.catalog import Catalog
from watchdog.findings import Reminders
from watchdog.judging import Judgement, Knowledge, judge_known
from watchdog.ledger import Cursor, Ledger, Seen, StoredMail
from watchdog.mailbox import Batch, Mailbox
from watchdog.mailbox import Cursor as Place
from watchdog.outages import Outage
from watchdog.pdf import read_pdf
from watchdog.timeline.corrections import corrected, corrections

_IMPORT_BATCH = 200


class Progress(msgspec.Struct, frozen=True, kw_only=True):
    """One batch done: mails looked at, mails kept, how many there are to look at if known."""

    seen: int
    kept: int
    total: int | None


def scan(
    mailbox: Mailbox,
    ledger: Ledger,
    *,
    account: str,
    folder: str,
    wanted: Callable[[bytes], bool],
    known: Known,
    since: date | None,
    now: datetime,
) -> Iterator[Progress]:
    """Everything new in a folder after the ledger's cursor; one transaction a batch."""
    start = ledger.cursor(account, folder)
    place = Place(uidvalidity=start[0], last_uid=start[1]) if start else None
    for batch in mailbox.batches(folder, place, wanted=wanted, since=since):
        yield _record(ledger, account, batch, known, now)


def import_mail(
    mails: Iterable[ArchivedMail], ledger: Ledger, *, known: Known, now: datetime
) -> Iterator[Progress]:
    """Mail from files, down the same road."""
    pending: list[StoredMail] = []
    for mail in mails:
        pending.append(read_mail(mail.raw, received_at=mail.received_at, known=known))
        if len(pending) == _IMPORT_BATCH:
            yield _import(ledger, pending, now)
            pending = []
    if pending:
        yield _import(ledger, pending, now)


def read_mail(raw: bytes, *, received_at: datetime | None, known: Known) -> StoredMail:
    """One mail, read: what is stored of it. Bytes that cannot be read at all are quarantined."""
    message = read_message(raw, received_at=received_at)
    if not isinstance(message, Message):
        outcome = Outcome(
            outcome=OutcomeKind.QUARANTINED,
            trust=Trust(verdict=Verdict.UNKNOWN),
            reason=message.reason,
        )
        return _stored(raw, message.fingerprint, received_at, outcome)
    return StoredMail(
        fingerprint=message.fingerprint,
        message_id=message.message_id,
        sender=message.from_address,
        subject=message.subject,
        sent_at=message.sent_at,
        received_at=received_at,
        sha256=hashlib.sha256(raw).hexdigest(),
        raw=raw,
        size=len(raw),
        outcome=parse(message, known, read_pdf),
    )


def knowledge(ledger: Ledger, outages: tuple[Outage, ...] = ()) -> Knowledge:
    """Everything that a judgement rests on, as the user has corrected it."""
    statements = ledger.statements()
    said = corrections(statements)
    return Knowledge(
        facts=corrected(ledger.facts(), said, ledger.sources(tuple(said))),
        doubtful=corrected(ledger.review_facts(), said, ()),
        statements=statements,
        outages=outages,
        readings=ledger.readings(),
    )


def judge(
    ledger: Ledger,
    *,
    catalog: Catalog,
    today: date,
    reminders: Reminders,
    off: Collection[str] = (),
    outages: tuple[Outage, ...] = (),
) -> Judgement:
    """The subscriptions and findings of a day, without kinds that are off or put away."""
    return judge_known(
        knowledge(ledger, outages), catalog=catalog, today=today, reminders=reminders, off=off
    )


def _record(ledger: Ledger, account: str, batch: Batch, known: Known, now: datetime) -> Progress:
    kept: list[StoredMail] = []
    seen: list[Seen] = []
    for arrival in batch.arrivals:
        fingerprint = None
        if arrival.raw is not None:
            mail = read_mail(arrival.raw, received_at=arrival.received_at, known=known)
            kept.append(mail)
            fingerprint = mail.fingerprint
        seen.append(
            Seen(
                account=account,
                folder=batch.folder,
                uidvalidity=batch.cursor.uidvalidity,
                uid=arrival.uid,
                fingerprint=fingerprint,
            )
        )
    cursor = Cursor(
        account=account,
        folder=batch.folder,
        uidvalidity=batch.cursor.uidvalidity,
        last_uid=batch.cursor.last_uid,
    )
    ledger.record(mails=kept, seen=seen, cursor=cursor, now=now)
    return Progress(seen=len(seen), kept=len(kept), total=batch.known_total)


def _import(ledger: Ledger, mails: list[StoredMail], now: datetime) -> Progress:
    done = ledger.record(mails=mails, seen=(), cursor=None, now=now)
    return Progress(seen=len(mails), kept=done.new_messages, total=None)


def _stored(
    raw: bytes, fingerprint: str, received_at: datetime | None, outcome: Outcome
) -> StoredMail:
    return StoredMail(
        fingerprint=fingerprint,
        message_id="",
        sender="",
        subject="",
        sent_at=None,
        received_at=received_at,
        sha256=hashlib.sha256(raw).hexdigest(),
        raw=raw,
        size=len(raw),
        outcome=outcome,
    )
