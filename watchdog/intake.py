"""Takes the mail of a folder into the ledger: read while the next comes, stored batch by batch."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from parsers.outcome import OutcomeKind
from watchdog.ledger import Cursor, Ledger, Seen, SeenState, StoredMail

if TYPE_CHECKING:
    from watchdog.mailbox.mailbox import Arrival, Batch, Few
    from watchdog.mailbox.mailbox import Cursor as MailboxCursor
    from watchdog.reading import Read, ReadMail

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

    def opening(self) -> Few:
        """How many mails are opened whatever their headers say."""
        from watchdog.mailbox.mailbox import Few

        return Few(most=self.few, wanted=self.opens)


def take_in(ledger: Ledger, place: Place, batches: Iterable[Batch], how: How) -> Iterator[Progress]:
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


def cursor_of(ledger: Ledger, place: Place) -> MailboxCursor | None:
    """How far a folder was read, or None when it never was."""
    from watchdog.mailbox.mailbox import Cursor as MailboxCursor

    reached = ledger.folders.cursor(place.account, place.folder)
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


def looked_at(ledger: Ledger, place: Place, uidvalidity: int) -> Collection[int]:
    """The UIDs above the cursor that were seen ahead of their turn."""
    cursor = cursor_of(ledger, place)
    reached = cursor.last_uid if cursor and cursor.uidvalidity == uidvalidity else 0
    return ledger.folders.seen_uids(
        place.account, place.folder, uidvalidity, first=reached + 1, last=_LAST_UID
    )
