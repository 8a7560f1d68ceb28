"""Mail out of an IMAP mailbox, read-only: in batches that each bring the cursor to store."""

from collections.abc import Container, Iterator, Sequence
from contextlib import contextmanager
from datetime import date

from watchdog.mailbox_connection import (
    AccessToken,
    Credential,
    Endpoint,
    Line,
    Tls,
    open_line,
)
from watchdog.mailbox_errors import MailboxProblem, ProblemKind
from watchdog.mailbox_fetching import (
    BODY_LIMIT,
    Arrival,
    Batch,
    Cursor,
    Wanted,
    fetch_batch,
    fetch_headers,
    portions,
)
from watchdog.mailbox_folder import Folder, folder_marks, folder_names

__all__ = [
    "BODY_LIMIT",
    "AccessToken",
    "Arrival",
    "Batch",
    "Credential",
    "Cursor",
    "Endpoint",
    "Mailbox",
    "MailboxProblem",
    "ProblemKind",
    "Tls",
    "open_mailbox",
]

_CHUNK = 200  # UIDs a FETCH: servers take command lines of about 8 kB


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
        careful: bool = False,
        had: Container[int] = (),
    ) -> Iterator[Batch]:
        """What came after `cursor`; with None, or another UIDVALIDITY, the folder from its start.

        `wanted` gets raw header fields and says whether the body is worth fetching. `since`
        narrows only a walk from the start. `only` names the UIDs to look at instead. `careful`
        asks for the first 200 one by one, so that the problem names the mail that it comes from.
        `had` are the server's own names of mails whose bodies came out of another folder.
        Raises MailboxProblem; what was yielded by then is whole, and its cursor leads to the rest.
        """
        opened = self._open(folder)
        start = _start(cursor, opened.uidvalidity)
        uids = only
        if uids is None:
            uids = opened.uids_after(start, since=None if start else since)
        for chunk, alone in _chunks(uids, careful=careful):
            try:
                found = fetch_headers(opened, chunk, wanted, had)
                for portion in portions(found):
                    yield fetch_batch(opened, portion, known_total=len(uids), careful=alone)
                    if self._reading is not opened:
                        raise RuntimeError("another folder was opened: read one folder at a time")
            except MailboxProblem as problem:
                raise problem.about(opened.uidvalidity, chunk[0]) if alone else problem from None

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


def _chunks(uids: Sequence[int], *, careful: bool) -> Iterator[tuple[list[int], bool]]:
    """The UIDs in the portions to ask for, and whether one stands alone on purpose."""
    singly = min(_CHUNK, len(uids)) if careful else 0
    for position in range(singly):
        yield [uids[position]], True
    for position in range(singly, len(uids), _CHUNK):
        yield list(uids[position : position + _CHUNK]), False
