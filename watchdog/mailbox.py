"""Mail out of an IMAP mailbox, read-only: in batches that each bring the cursor to store."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import Any

import msgspec

from watchdog.mailbox_connection import Endpoint, Line, Tls, open_line
from watchdog.mailbox_errors import MailboxProblem, ProblemKind
from watchdog.mailbox_folder import Folder, Rows, folder_names

__all__ = [
    "BODY_LIMIT",
    "Arrival",
    "Batch",
    "Cursor",
    "Endpoint",
    "Mailbox",
    "MailboxProblem",
    "ProblemKind",
    "Tls",
    "open_mailbox",
]

BODY_LIMIT = 2 << 20
_CHUNK = 200  # UIDs a FETCH: servers take command lines of about 8 kB
_BATCH_BYTES = 8 << 20
_FIELDS = "FROM SUBJECT DATE MESSAGE-ID LIST-ID AUTO-SUBMITTED REPLY-TO X-WATCHDOG"
_HEADER = f"BODY.PEEK[HEADER.FIELDS ({_FIELDS})]"
_WHOLE = "BODY.PEEK[]"
_BEGINNING = f"BODY.PEEK[]<0.{BODY_LIMIT}>"

Wanted = Callable[[bytes], bool]


class Cursor(msgspec.Struct, frozen=True, kw_only=True):
    """How far a folder was read; `uidvalidity` 0: the server gives none, nothing is promised."""

    uidvalidity: int
    last_uid: int


class Arrival(msgspec.Struct, frozen=True, kw_only=True):
    """One mail as it lies in the folder; `raw` is RFC 5322 bytes, None for one not wanted.

    `received_at` is the server's INTERNALDATE; `truncated`: raw is only the first BODY_LIMIT
    bytes, or only header fields where the server has no body.
    """

    uid: int
    raw: bytes | None
    received_at: datetime | None
    truncated: bool = False


class Batch(msgspec.Struct, frozen=True, kw_only=True):
    """At most 200 arrivals in ascending order of UID; store `cursor` together with them.

    `known_total` is the number of UIDs that this pass over the folder looks at.
    """

    folder: str
    cursor: Cursor
    arrivals: tuple[Arrival, ...]
    known_total: int | None


class _Found(msgspec.Struct, frozen=True, kw_only=True):
    uid: int
    header: bytes
    received_at: datetime | None
    size: int
    wanted: bool

    @property
    def cost(self) -> int:
        """Bytes that its body will take."""
        return min(self.size, BODY_LIMIT) if self.wanted else 0


class Mailbox:
    """A signed-in mailbox; it reads one folder at a time and changes none."""

    def __init__(self, line: Line) -> None:
        self._line = line
        self._reading: Folder | None = None

    def folders(self) -> tuple[str, ...]:
        """The folders that can be read, INBOX first; raises MailboxProblem."""
        return folder_names(self._line)

    def batches(
        self, folder: str, cursor: Cursor | None, *, wanted: Wanted, since: date | None = None
    ) -> Iterator[Batch]:
        """What came after `cursor`; with None, or another UIDVALIDITY, the folder from its start.

        `wanted` gets raw header fields and says whether the body is worth fetching. `since`
        narrows only a walk from the start. Raises MailboxProblem; what was yielded by then is
        whole, and its cursor leads to the rest.
        """
        opened = self._reading = Folder(self._line, folder)
        start = _start(cursor, opened.uidvalidity)
        uids = opened.uids_after(start, since=None if start else since)
        for position in range(0, len(uids), _CHUNK):
            found = _headers(opened, uids[position : position + _CHUNK].tolist(), wanted)
            for portion in _portions(found):
                yield _batch(opened, portion, known_total=len(uids))
                if self._reading is not opened:
                    raise RuntimeError("another folder was opened: read one folder at a time")


@contextmanager
def open_mailbox(endpoint: Endpoint, secret: str) -> Iterator[Mailbox]:
    """A signed-in mailbox, closed at the end; raises MailboxProblem, which never holds `secret`."""
    with open_line(endpoint, secret) as line:
        yield Mailbox(line)


def _start(cursor: Cursor | None, uidvalidity: int) -> int:
    """The UID to read on from: 0 in a new epoch, and where there are no epochs to tell apart."""
    if cursor is None or uidvalidity == 0 or cursor.uidvalidity != uidvalidity:
        return 0
    return cursor.last_uid


def _headers(folder: Folder, uids: Sequence[int], wanted: Wanted) -> list[_Found]:
    items = ["INTERNALDATE", "RFC822.SIZE", _HEADER]
    rows = folder.rows(uids, items, must_have=b"BODY[HEADER")
    return [_found(uid, rows[uid], wanted) for uid in uids if uid in rows]


def _found(uid: int, row: dict[bytes, Any], wanted: Wanted) -> _Found:
    header = _content(row, b"BODY[HEADER") or b""
    size = row.get(b"RFC822.SIZE")
    return _Found(
        uid=uid,
        header=header,
        received_at=_aware(row.get(b"INTERNALDATE")),
        size=size if isinstance(size, int) else 0,
        wanted=wanted(header),
    )


def _portions(found: Iterable[_Found]) -> Iterator[list[_Found]]:
    """Neighbours whose bodies fit into memory together."""
    portion: list[_Found] = []
    taken = 0
    for one in found:
        if portion and taken + one.cost > _BATCH_BYTES:
            yield portion
            portion, taken = [], 0
        portion.append(one)
        taken += one.cost
    if portion:
        yield portion


def _batch(folder: Folder, portion: Sequence[_Found], *, known_total: int) -> Batch:
    whole = [one.uid for one in portion if one.wanted and one.size <= BODY_LIMIT]
    large = [one.uid for one in portion if one.wanted and one.size > BODY_LIMIT]
    rows = folder.rows(whole, [_WHOLE], must_have=b"BODY[]")
    rows |= folder.rows(large, [_BEGINNING], must_have=b"BODY[]")
    still_there = [one for one in portion if one.uid in rows or not one.wanted]
    return Batch(
        folder=folder.name,
        cursor=Cursor(uidvalidity=folder.uidvalidity, last_uid=portion[-1].uid),
        arrivals=tuple(_arrival(one, rows) for one in still_there),
        known_total=known_total,
    )


def _arrival(found: _Found, rows: Rows) -> Arrival:
    if not found.wanted:
        return Arrival(uid=found.uid, raw=None, received_at=found.received_at)
    raw = _content(rows[found.uid], b"BODY[]")
    return Arrival(
        uid=found.uid,
        raw=found.header if raw is None else raw,  # NIL: the server itself has lost the body
        received_at=found.received_at,
        truncated=raw is None or found.size > BODY_LIMIT,
    )


def _content(row: dict[bytes, Any], key: bytes) -> bytes | None:
    value = next(value for name, value in row.items() if name.startswith(key))
    return value if isinstance(value, bytes) else None


def _aware(received_at: datetime | None) -> datetime | None:
    if received_at is None:
        return None
    try:
        zoned = received_at if received_at.tzinfo else received_at.replace(tzinfo=UTC)
        return zoned.astimezone(UTC)
    except (ValueError, OverflowError):  # a zone of two days, the year 1: the date is unknown
        return None
