"""From UIDs to mails: headers first, then the bodies that are wanted, a batch at a time."""

from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from datetime import UTC, datetime

import msgspec

from watchdog.mailbox.folder import Asked, Folder, Row
from watchdog.mailbox.large import fetch_large

BODY_LIMIT = 2 << 20
_BATCH_BYTES = 4 << 20
_FIELDS = "FROM SUBJECT DATE MESSAGE-ID X-WATCHDOG"
HEADER = f"BODY.PEEK[HEADER.FIELDS ({_FIELDS})]"
_WHOLE = "BODY.PEEK[]"
_BOUNDED = f"BODY.PEEK[]<0.{BODY_LIMIT + 1}>"

Wanted = Callable[[bytes], bool]


class Cursor(msgspec.Struct, frozen=True, kw_only=True):
    """How far a folder was read; `uidvalidity` 0: the server gives none, nothing is promised."""

    uidvalidity: int
    last_uid: int


class Arrival(msgspec.Struct, frozen=True, kw_only=True):
    """One mail as it lies in the folder; `raw` is RFC 5322 bytes, None for one not wanted.

    `header` holds the fields that were looked at, `received_at` is the server's INTERNALDATE.
    `known_as` is the server's own name for the mail, the same in all folders, where it has one.
    `truncated`: raw holds only the texts and small PDFs of a large mail, or only header fields
    where the server has no body.
    """

    uid: int
    header: bytes
    raw: bytes | None
    received_at: datetime | None
    known_as: int | None = None
    truncated: bool = False


class Batch(msgspec.Struct, frozen=True, kw_only=True):
    """At most 400 arrivals in ascending order of UID; store `cursor` together with them.

    `known_total` is the number of UIDs that this pass over the folder looks at. `is_ahead`: these
    come before their turn, and what is before them is still to come, so keep the cursor as it is.
    """

    folder: str
    cursor: Cursor
    arrivals: tuple[Arrival, ...]
    known_total: int | None
    is_ahead: bool = False


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """A mail of which the header is known."""

    uid: int
    header: bytes
    received_at: datetime | None
    size: int
    wanted: bool
    known_as: int | None

    @property
    def cost(self) -> int:
        """Bytes that its body will take."""
        return min(self.size, BODY_LIMIT) if self.wanted else 0


def ask_for_headers(folder: Folder, uids: Sequence[int]) -> Asked:
    """Ask for what the sieve looks at; `found_in` reads it."""
    items = ["INTERNALDATE", "RFC822.SIZE", HEADER, *(["X-GM-MSGID"] * folder.names_mails)]
    return folder.begin(uids, items, must_have=b"BODY[HEADER")


def found_in(folder: Folder, asked: Asked, wanted: Wanted, had: Container[int]) -> list[Found]:
    """The mails that are still there, and whether each is wanted: not those that we `had`."""
    rows = folder.end(asked)
    return [_found(uid, rows[uid], wanted, had) for uid in asked.uids if uid in rows]


def _found(uid: int, row: Row, wanted: Wanted, had: Container[int]) -> Found:
    name = row.get(b"X-GM-MSGID")
    known_as = name if isinstance(name, int) else None
    header = _content(row, b"BODY[HEADER") or b""
    size = row.get(b"RFC822.SIZE")
    return Found(
        uid=uid,
        header=header,
        received_at=_aware(row.get(b"INTERNALDATE")),
        size=size if isinstance(size, int) else 0,
        wanted=known_as not in had and wanted(header),
        known_as=known_as,
    )


def portions(found: Iterable[Found]) -> Iterator[list[Found]]:
    """Neighbours whose bodies fit into memory together."""
    portion: list[Found] = []
    taken = 0
    for one in found:
        if portion and taken + one.cost > _BATCH_BYTES:
            yield portion
            portion, taken = [], 0
        portion.append(one)
        taken += one.cost
    if portion:
        yield portion


class Coming(msgspec.Struct, frozen=True, kw_only=True):
    """A portion whose bodies are on their way."""

    portion: Sequence[Found]
    bodies: Asked


def ask_for_bodies(folder: Folder, portion: Sequence[Found], *, careful: bool = False) -> Coming:
    """Ask for the bodies of a portion; `careful`: the server's word on their sizes is doubted."""
    whole = [one.uid for one in portion if one.wanted and one.size <= BODY_LIMIT]
    items = [_BOUNDED if careful else _WHOLE]
    return Coming(portion=portion, bodies=folder.begin(whole, items, must_have=b"BODY[]"))


def batch_of(folder: Folder, coming: Coming, *, known_total: int | None) -> Batch:
    """The portion with its bodies."""
    portion = coming.portion
    large = [one.uid for one in portion if one.wanted and one.size > BODY_LIMIT]
    rows = folder.end(coming.bodies)
    raws = {uid: _content(row, b"BODY[]") for uid, row in rows.items()}
    large += [uid for uid, raw in raws.items() if raw is not None and len(raw) > BODY_LIMIT]
    raws |= fetch_large(folder, large)
    return Batch(
        folder=folder.name,
        cursor=Cursor(uidvalidity=folder.uidvalidity, last_uid=portion[-1].uid),
        arrivals=tuple(
            _arrival(one, raws, large) for one in portion if one.uid in raws or not one.wanted
        ),
        known_total=known_total,
    )


def _arrival(found: Found, raws: dict[int, bytes | None], large: Sequence[int]) -> Arrival:
    raw = raws.get(found.uid)
    lost = found.wanted and raw is None  # NIL: the server itself has lost the body
    return Arrival(
        uid=found.uid,
        header=found.header,
        raw=found.header if lost else raw,
        received_at=found.received_at,
        known_as=found.known_as,
        truncated=lost or found.uid in large,
    )


def _content(row: Row, key: bytes) -> bytes | None:
    for name in reversed(row):  # what was asked for last stands last
        if name.startswith(key):
            value = row[name]
            return value if isinstance(value, bytes) else None
    raise LookupError(key)


def _aware(received_at: datetime | None) -> datetime | None:
    if received_at is None:
        return None
    try:
        zoned = received_at if received_at.tzinfo else received_at.replace(tzinfo=UTC)
        return zoned.astimezone(UTC)
    except (ValueError, OverflowError):  # a zone of two days, the year 1: the date is unknown
        return None
