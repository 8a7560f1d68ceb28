"""Mail out of an IMAP mailbox, read-only: in batches that each bring the cursor to store."""

from collections.abc import Callable, Collection, Container, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from itertools import chain

import msgspec
from msgspec.structs import replace

from watchdog.access_token import AccessToken, Credential
from watchdog.mailbox.connection import Line, open_line
from watchdog.mailbox.endpoint import Endpoint, Tls
from watchdog.mailbox.errors import MailboxProblem, ProblemKind
from watchdog.mailbox.fetching import (
    BODY_LIMIT,
    Arrival,
    Batch,
    Coming,
    Cursor,
    Found,
    Wanted,
    ask_for_bodies,
    ask_for_headers,
    batch_of,
    found_in,
    portions,
)
from watchdog.mailbox.folder import Asked, Folder, folder_marks, folder_names

__all__ = [
    "BODY_LIMIT",
    "AccessToken",
    "Arrival",
    "Batch",
    "Credential",
    "Cursor",
    "Endpoint",
    "Few",
    "Mailbox",
    "MailboxProblem",
    "ProblemKind",
    "Tls",
    "open_mailbox",
]

# UIDs a FETCH: the first answers come soon; four portions are in hand when somebody kills us.
_FIRST, _MOST = 200, 400


class Few(msgspec.Struct, frozen=True, kw_only=True):
    """What is `wanted` instead in a pass over no more than `most` mails."""

    most: int
    wanted: Wanted


class Mailbox:
    """A signed-in mailbox; it reads one folder at a time and changes none."""

    def __init__(self, line: Line) -> None:
        self._line = line
        self._reading: Folder | None = None

    def folders(self) -> tuple[str, ...]:
        """The folders that can be read, INBOX first; raises MailboxProblem."""
        return folder_names(self._line)

    def marks(self) -> dict[str, frozenset[bytes]]:
        r"""The same folders with their marks, such as b"\\all" and b"\\junk"."""
        return folder_marks(self._line)

    def count(self, folder: str) -> int:
        """How many mails a folder holds; raises MailboxProblem where it cannot be opened."""
        return self._open(folder).count

    def is_at(self, folder: str, uidvalidity: int, last_uid: int) -> bool:
        """Whether nothing has come into a folder since that UID; raises MailboxProblem."""
        opened = self._open(folder)
        return opened.uidvalidity == uidvalidity and opened.top() <= last_uid

    def uids(self, folder: str, cursor: Cursor, *, since: date) -> tuple[int, ...]:
        """The UIDs up to the cursor of what came since that day; none in another epoch."""
        opened = self._open(folder)
        if not _start(cursor, opened.uidvalidity):
            return ()
        return tuple(opened.uids_after(0, since=since, top=cursor.last_uid))

    def batches(
        self,
        folder: str,
        cursor: Cursor | None,
        *,
        wanted: Wanted,
        since: date | None = None,
        only: Sequence[int] | None = None,
        without: Callable[[int], Collection[int]] | None = None,
        careful: bool = False,
        had: Container[int] = (),
        newest: int = 0,
        few: Few | None = None,
    ) -> Iterator[Batch]:
        """What came after `cursor`; with None, or another UIDVALIDITY, the folder from its start.

        `wanted` gets raw header fields and says whether the body is worth fetching. `since`
        narrows only a walk from the start. `only` names the UIDs to look at instead; `without`
        tells by UIDVALIDITY which were looked at before, ahead of their turn. `careful` asks for
        the first 200 one by one, so that the problem names the mail that it comes from.
        `had` are the server's own names of mails whose bodies came out of another folder.
        With None so many of the `newest` come first, out of a folder that holds more.
        A pass over a `few` mails goes as that says, where the folder keeps an epoch.
        Raises MailboxProblem; what was yielded by then is whole, and its cursor leads to the rest.
        """
        opened = self._open(folder)
        looked = without if without and opened.uidvalidity else _nothing
        start = _start(cursor, opened.uidvalidity)
        uids = opened.uids_after(start, since=None if start else since) if only is None else only
        if few is not None and opened.uidvalidity and len(uids) <= few.most:
            wanted = few.wanted
        is_first = cursor is None and only is None
        newest_uids = uids[-newest:] if is_first and _is_larger(opened, newest) else ()
        ahead = _left(newest_uids, looked(opened.uidvalidity)) if newest_uids else ()
        for batch in _Steps(opened, wanted, had, known_total=None).in_portions(ahead):
            yield replace(batch, is_ahead=True)
            self._still_reads(opened)
        done = {*ahead, *looked(opened.uidvalidity)} if uids else ()
        left = _left(uids, done)
        first = min(_FIRST, len(left)) if careful else 0
        steps = _Steps(opened, wanted, had, known_total=len(uids))
        for batch in chain(steps.one_by_one(left[:first]), steps.in_portions(left[first:])):
            yield batch
            self._still_reads(opened)
        if done and uids:  # the cursor comes past them too
            reached = Cursor(uidvalidity=opened.uidvalidity, last_uid=uids[-1])
            yield Batch(folder=folder, cursor=reached, arrivals=(), known_total=len(uids))

    def _still_reads(self, opened: Folder) -> None:
        if self._reading is not opened:
            raise RuntimeError("another folder was opened: read one folder at a time")

    def _open(self, folder: str) -> Folder:
        self._reading = Folder(self._line, folder)
        return self._reading


@contextmanager
def open_mailbox(endpoint: Endpoint, credential: Credential) -> Iterator[Mailbox]:
    """A signed-in mailbox, closed at the end; raises MailboxProblem, which holds no secret."""
    with open_line(endpoint, credential) as line:
        yield Mailbox(line)


def _start(cursor: Cursor | None, uidvalidity: int) -> int:
    """The UID to read on from: 0 in a new epoch, and where there are no epochs to tell apart."""
    if cursor is None or uidvalidity == 0 or cursor.uidvalidity != uidvalidity:
        return 0
    return cursor.last_uid


def _is_larger(folder: Folder, count: int) -> bool:
    """Whether a folder holds more than those; not where they have no epoch to keep."""
    return bool(folder.uidvalidity) and 0 < count < folder.count


def _nothing(_: int) -> Collection[int]:
    return ()


def _left(uids: Sequence[int], done: Collection[int]) -> Sequence[int]:
    return [uid for uid in uids if uid not in done] if done else uids


class _Steps:
    """The way through the UIDs of a folder: headers, then the bodies of what is wanted."""

    def __init__(
        self, folder: Folder, wanted: Wanted, had: Container[int], *, known_total: int | None
    ) -> None:
        self._folder, self._wanted, self._had = folder, wanted, had
        self._total = known_total

    def one_by_one(self, uids: Iterable[int]) -> Iterator[Batch]:
        """Each alone, so that a problem names the mail that it comes from."""
        for uid in uids:
            try:
                for portion in portions(self._found(ask_for_headers(self._folder, [uid]))):
                    yield self._batch(ask_for_bodies(self._folder, portion, careful=True))
            except MailboxProblem as problem:
                raise problem.about(self._folder.uidvalidity, uid) from None

    def in_portions(self, uids: Sequence[int]) -> Iterator[Batch]:
        """Many at once, and what comes next is asked for before what came is handed on.

        The way to the server and back is then paid once, not for each portion. Not so the first:
        over a line that breaks after so many bytes each visit shall bring something.
        """
        chunks = _chunks(uids)
        for portion in portions(self._found(ask_for_headers(self._folder, next(chunks, [])))):
            yield self._batch(ask_for_bodies(self._folder, portion))
        headers = self._headers_of(chunks)
        coming: Coming | None = None
        while headers is not None:
            try:
                found = self._found(headers)
            except MailboxProblem:
                if coming is not None:  # whole, and nobody shall have to fetch it again
                    yield self._batch(coming)
                raise
            headers = None
            for portion in portions(found):
                before, coming = coming, ask_for_bodies(self._folder, portion)
                headers = headers or self._headers_of(chunks)
                if before is not None:
                    yield self._batch(before)
            headers = headers or self._headers_of(chunks)
        if coming is not None:
            yield self._batch(coming)

    def _headers_of(self, chunks: Iterator[Sequence[int]]) -> Asked | None:
        chunk = next(chunks, None)
        return None if chunk is None else ask_for_headers(self._folder, chunk)

    def _found(self, asked: Asked) -> list[Found]:
        return found_in(self._folder, asked, self._wanted, self._had)

    def _batch(self, coming: Coming) -> Batch:
        return batch_of(self._folder, coming, known_total=self._total)


def _chunks(uids: Sequence[int]) -> Iterator[Sequence[int]]:
    """The UIDs in the portions to ask for."""
    position, width = 0, _FIRST
    while position < len(uids):
        yield uids[position : position + width]
        position, width = position + width, min(2 * width, _MOST)
