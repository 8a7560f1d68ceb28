"""Mail out of an IMAP mailbox, read-only: in batches that each bring the cursor to store."""

from collections.abc import Callable, Collection, Container, Iterator, Sequence
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

# UIDs a FETCH: the first answers come soon; far away it is the number of questions that costs, and
# three portions are in hand when somebody kills us.
_FIRST, _MOST = 200, 600


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

    def newest(self, folder: str, count: int, *, since: date) -> tuple[int, ...]:
        """The last UIDs of a folder, at most `count`; none where they have no epoch to keep."""
        opened = self._open(folder)
        if not opened.uidvalidity or opened.count <= count:
            return ()
        return tuple(opened.uids_after(max(0, opened.top() - 2 * count), since=since)[-count:])

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
    ) -> Iterator[Batch]:
        """What came after `cursor`; with None, or another UIDVALIDITY, the folder from its start.

        `wanted` gets raw header fields and says whether the body is worth fetching. `since`
        narrows only a walk from the start. `only` names the UIDs to look at instead; `without`
        tells by UIDVALIDITY which were looked at before, ahead of their turn. `careful` asks for
        the first 200 one by one, so that the problem names the mail that it comes from.
        `had` are the server's own names of mails whose bodies came out of another folder.
        Raises MailboxProblem; what was yielded by then is whole, and its cursor leads to the rest.
        """
        opened = self._open(folder)
        uids: Sequence[int] | None = only
        if uids is None:
            start = _start(cursor, opened.uidvalidity)
            uids = opened.uids_after(start, since=None if start else since)
        done = without(opened.uidvalidity) if without and opened.uidvalidity and uids else ()
        left = [uid for uid in uids if uid not in done] if done else uids
        for chunk, alone in _chunks(left, careful=careful):
            try:
                for portion in portions(fetch_headers(opened, chunk, wanted, had)):
                    yield fetch_batch(opened, portion, known_total=len(uids), careful=alone)
                    self._still_reads(opened)
            except MailboxProblem as problem:
                raise problem.about(opened.uidvalidity, chunk[0]) if alone else problem from None
        if done:  # the cursor comes past them too
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


def _chunks(uids: Sequence[int], *, careful: bool) -> Iterator[tuple[list[int], bool]]:
    """The UIDs in the portions to ask for, and whether one stands alone on purpose."""
    position = min(_FIRST, len(uids)) if careful else 0
    for one in range(position):
        yield [uids[one]], True
    width = _FIRST
    while position < len(uids):
        yield list(uids[position : position + width]), False
        position, width = position + width, min(2 * width, _MOST)
