"""The trip on one page.

    mailbox.batches | read_ahead | ledger.record              scan, sweep; importing.py
    ledger.facts | judge_known (judging.py)                   judge
    findings | to_tell | outbox | send                        telling.py, outgoing.py

It calls things in the right order and decides nothing: what a mail says stands in `parsers`,
what happened in `timeline`, what is wrong in `detections`, what to do in `fixes`; `judging`
puts these three together for one day. What only reads mail is imported when mail is read: a report
does not pay for it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from parsers.merchants import Known
from parsers.outcome import OutcomeKind
from watchdog.catalog import Catalog
from watchdog.findings import Reminders
from watchdog.judging import Judgement, Knowledge, judge_known
from watchdog.ledger import Cursor, Ledger, Seen, SeenState, StoredMail
from watchdog.outages import Outage
from watchdog.timeline.corrections import corrected, corrections

if TYPE_CHECKING:
    from watchdog.mailbox.mailbox import Arrival, Batch, Few, Mailbox
    from watchdog.mailbox.mailbox import Cursor as MailboxCursor
    from watchdog.reading import Read, ReadMail

_NEWEST = 1_000  # mails of a large folder that are read before all others
_LAST_UID = 2**32 - 1
_OPENED = ""  # in place of the fingerprint of a mail of which nothing is kept


class Progress(msgspec.Struct, frozen=True, kw_only=True):
    """One batch done: mails looked at, mails read closely, how many there are to look at if known.

    `by_header` are those of which the header alone was looked at.
    """

    seen: int
    kept: int
    total: int | None
    by_header: int = 0


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """A folder, as configuration and ledger name it."""

    account: str
    folder: str


class How(msgspec.Struct, frozen=True, kw_only=True):
    """How a folder is read: which mails are `wanted` by their header, and who reads those.

    `is_own` knows by its header a letter that we have sent: nobody reads those, and their headers
    are kept in `own`. `had` is filled with the fingerprints of mails by the server's own names, so
    that no body comes twice.
    `since` is how far back a first walk, or a sweep, goes. Of no more than a `few` mails every one
    is opened; of what only that opened, and is not about billing, nothing is kept.
    """

    wanted: Callable[[bytes], bool]
    is_own: Callable[[bytes], bool]
    had: dict[int, str]
    read: Read
    since: date
    now: datetime
    few: int = 0
    own: set[bytes] = msgspec.field(default_factory=set)

    def wants(self, header: bytes) -> bool:
        """Whether the body is worth fetching."""
        return self.opens(header) and self.wanted(header)

    def opens(self, header: bytes) -> bool:
        """Whether it is anybody's but our own."""
        if self.is_own(header):
            self.own.add(header)
            return False
        return True


def scan(
    mailbox: Mailbox,
    ledger: Ledger,
    place: Place,
    how: How,
    *,
    careful: bool = False,
    newest_first: bool = False,
) -> Iterator[Progress]:
    """Everything new in a folder after the ledger's cursor; one transaction a batch.

    `careful`: one mail at a time, after failures that may come from a single one.
    `newest_first`: the newest mails of a large folder that was never read go before all others,
    for what matters today.
    """
    batches = mailbox.batches(
        place.folder,
        _cursor(ledger, place),
        wanted=how.wants,
        since=how.since,
        without=lambda uidvalidity: _looked_at(ledger, place, uidvalidity),
        careful=careful,
        had=how.had,
        newest=_NEWEST if newest_first else 0,
        few=_few(how),
    )
    return _record(ledger, place, batches, how)


def sweep(
    mailbox: Mailbox,
    ledger: Ledger,
    place: Place,
    how: How,
    *,
    without: Collection[int] = (),
    closely: bool = False,
) -> Iterator[Progress]:
    """What lies before the cursor and was never seen: mail that turned up late.

    `closely`: also what the sieve let go by its header, for a scan that reads everything.
    """
    cursor = _cursor(ledger, place)
    if cursor is None or not cursor.uidvalidity:
        return iter(())
    there = mailbox.uids(place.folder, cursor, since=how.since)
    known = ledger.seen_uids(
        place.account,
        place.folder,
        cursor.uidvalidity,
        first=1,
        last=cursor.last_uid,
        closely=closely,
    )
    late = sorted(set(there) - known - set(without))
    batches = mailbox.batches(
        place.folder,
        cursor,
        wanted=how.wants,
        only=late,
        careful=not closely,
        had=how.had,
        few=_few(how),
    )
    return _record(ledger, place, batches if late else (), how)


def set_aside(
    ledger: Ledger, place: Place, mail: tuple[int, int], *, reason: str, now: datetime
) -> None:
    """Leave one mail that cannot be had, so that it does not keep those after it from us."""
    uidvalidity, uid = mail
    seen = Seen(
        account=place.account,
        folder=place.folder,
        uidvalidity=uidvalidity,
        uid=uid,
        state=SeenState.UNREADABLE,
        reason=reason,
    )
    ledger.record(mails=(), seen=[seen], cursor=_reached(place, uidvalidity, uid), now=now)


def read_mail(raw: bytes, *, received_at: datetime | None, known: Known) -> StoredMail:
    """One mail, read in this process: what is stored of it."""
    from watchdog.reading import read_here

    return stored(raw, received_at, read_here(raw, received_at, known))


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


def _few(how: How) -> Few:
    from watchdog.mailbox.mailbox import Few

    return Few(most=how.few, wanted=how.opens)


def _looked_at(ledger: Ledger, place: Place, uidvalidity: int) -> Collection[int]:
    """The UIDs above the cursor that were seen ahead of their turn."""
    cursor = _cursor(ledger, place)
    reached = cursor.last_uid if cursor and cursor.uidvalidity == uidvalidity else 0
    return ledger.seen_uids(
        place.account, place.folder, uidvalidity, first=reached + 1, last=_LAST_UID
    )


def _record(ledger: Ledger, place: Place, batches: Iterable[Batch], how: How) -> Iterator[Progress]:
    """Read a batch while the next one comes, and store it whole."""
    from watchdog.reading import HANDS, read_ahead

    def made_of(arrival: Arrival) -> StoredMail | None:
        raw, received_at = arrival.raw or b"", arrival.received_at
        mail = stored(raw, received_at, how.read(raw, received_at))
        if mail.outcome.outcome is OutcomeKind.IGNORED and not how.wanted(arrival.header):
            return None  # somebody's letter: none of our business
        return replace(mail, packed=ledger.packed(raw))

    # One more than readers: while it packs what was read, the reader has its next mail.
    for batch, made in read_ahead(batches, _fetched, made_of, hands=HANDS + 1):
        mails = {
            one.uid: mail
            for one, mail in zip(_fetched(batch), made, strict=True)
            if mail is not None
        }
        uidvalidity, reached = batch.cursor.uidvalidity, batch.cursor.last_uid
        seen = [_seen(place, uidvalidity, one, mails, how) for one in batch.arrivals]
        ledger.record(
            mails=list(mails.values()),
            seen=seen,
            cursor=None if batch.is_ahead else _reached(place, uidvalidity, reached),
            now=how.now,
        )
        by_header = sum(one.state is None and one.fingerprint is None for one in seen)
        yield Progress(seen=len(seen), kept=len(made), total=batch.known_total, by_header=by_header)


def _fetched(batch: Batch) -> list[Arrival]:
    """The mails of a batch whose bodies came."""
    return [one for one in batch.arrivals if one.raw is not None]


def _seen(
    place: Place, uidvalidity: int, arrival: Arrival, mails: dict[int, StoredMail], how: How
) -> Seen:
    mail = mails.get(arrival.uid)
    if arrival.raw is not None and arrival.known_as is not None:
        how.had[arrival.known_as] = mail.fingerprint if mail else _OPENED
    fingerprint = mail.fingerprint if mail else how.had.get(arrival.known_as or 0)
    state = SeenState.TRUNCATED if arrival.truncated else None
    if (mail is None and arrival.raw is not None) or fingerprint == _OPENED:
        fingerprint, state = None, SeenState.OPENED
    if mail is None and how.own and arrival.header in how.own:
        state = SeenState.SELF
    return Seen(
        account=place.account,
        folder=place.folder,
        uidvalidity=uidvalidity,
        uid=arrival.uid,
        fingerprint=fingerprint,
        state=state,
    )


def _cursor(ledger: Ledger, place: Place) -> MailboxCursor | None:
    from watchdog.mailbox.mailbox import Cursor as MailboxCursor

    reached = ledger.cursor(place.account, place.folder)
    return MailboxCursor(uidvalidity=reached[0], last_uid=reached[1]) if reached else None


def _reached(place: Place, uidvalidity: int, uid: int) -> Cursor:
    return Cursor(account=place.account, folder=place.folder, uidvalidity=uidvalidity, last_uid=uid)


def stored(raw: bytes, received_at: datetime | None, mail: ReadMail) -> StoredMail:
    """What is stored of a mail that was read."""
    return StoredMail(
        fingerprint=mail.fingerprint,
        message_id=mail.message_id,
        sender=mail.sender,
        subject=mail.subject,
        sent_at=mail.sent_at,
        received_at=received_at,
        sha256=hashlib.sha256(raw).hexdigest(),
        raw=raw,
        size=len(raw),
        outcome=mail.outcome,
    )
