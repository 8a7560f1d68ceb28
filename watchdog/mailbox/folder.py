"""One folder, opened read-only: which UIDs it holds, and rows of answers that miss none."""

from array import array
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import partial
from typing import Any

import msgspec

from watchdog.mailbox.client import ReadOnlyClient
from watchdog.mailbox.connection import Line
from watchdog.mailbox.errors import MailboxProblem, ProblemKind
from watchdog.mailbox.stream import Begun
from watchdog.mailbox.wire import id_set

_WINDOW = 5_000  # UIDs a SEARCH: its answer is one line, and lines end at a million bytes
_WIDEST_WINDOW = 50_000  # the most UIDs that fit into such a line for certain
_LONGEST_SET = 7_000  # bytes of a list of UIDs: servers take command lines of about 8 kB
_UNREADABLE = {b"\\noselect", b"\\nonexistent"}

Row = dict[bytes, Any]
Rows = dict[int, Row]


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """What was asked of some mails and is not read yet."""

    uids: Sequence[int]
    items: Sequence[str]
    must_have: bytes
    begun: list[Begun]


def folder_marks(line: Line) -> dict[str, frozenset[bytes]]:
    """The folders that can be read, INBOX first, each with its marks (RFC 6154), lower case."""
    marks = {
        str(name): frozenset(flag.lower() for flag in flags)
        for flags, _, name in line.ask(lambda client: client.list_folders())
    }
    readable = [name for name, flags in marks.items() if not _UNREADABLE & flags]
    readable.sort(key=lambda name: (name.upper() != "INBOX", name))
    return {name: marks[name] for name in readable}


def folder_names(line: Line) -> tuple[str, ...]:
    """The folders that can be read, INBOX first."""
    return tuple(folder_marks(line))


class Folder:
    """A folder under EXAMINE; `uidvalidity` is 0 where the server gives none.

    `names_mails`: Gmail, where a mail has one X-GM-MSGID in whatever folders it shows.
    `name` may be a special use (RFC 6154) such as "\\All": the folder that the server marks so.
    """

    def __init__(self, line: Line, name: str) -> None:
        self._line = line
        self.name = name
        self.settle()
        self._on_server = self._marked() if name.startswith("\\") else name
        self._state = self._examine()
        self.uidvalidity = int(self._state.get(b"UIDVALIDITY", 0))
        self.count = int(self._state.get(b"EXISTS", 0))
        self.names_mails = line.ask(lambda client: client.has_capability("X-GM-EXT-1"))

    def uids_after(
        self, start: int, *, since: date | None = None, top: int | None = None
    ) -> "array[int]":
        """Every UID above `start`, and up to `top`, ascending; found in windows of UIDs.

        Their list may be longer than a line of IMAP can be.
        """
        uids = array("L")
        low, width, top = start + 1, _WINDOW, self.top() if top is None else top
        small = int(self._state.get(b"EXISTS", _WIDEST_WINDOW)) < _WIDEST_WINDOW
        widest = max(top, _WINDOW) if small else _WIDEST_WINDOW
        while low <= top:
            high = min(low + width - 1, top)
            found = self._search(low, high, since)
            uids.extend(found)
            low = high + 1
            width = _WINDOW if found else min(2 * width, widest)  # leap over a gap
        return uids

    def begin(self, uids: Sequence[int], items: Sequence[str], *, must_have: bytes) -> Asked:
        """Ask for items of mails, which `end` reads; `must_have` begins the needed name.

        Meanwhile something else can be asked: a server that is far away has an answer ready then.
        """
        begun = [self._line.ask(partial(_begin, some, items), self.name) for some in _askable(uids)]
        return Asked(uids=uids, items=items, must_have=must_have, begun=begun)

    def settle(self) -> None:
        """What was begun and is not ended is of no interest any more."""
        self._line.ask(lambda client: client.settle(), self.name)

    def rows(self, uids: Sequence[int], items: Sequence[str], *, must_have: bytes) -> Rows:
        """A row for every UID that still exists: `begin` and `end` at once."""
        return self.end(self.begin(uids, items, must_have=must_have))

    def end(self, asked: Asked) -> Rows:
        """A row for every UID that still exists.

        The client drops silently what it cannot read, so whatever is missing is asked for twice.
        """
        uids, items, must_have = asked.uids, asked.items, asked.must_have
        rows = self._ended(asked)
        missing = self._still_there([uid for uid in uids if uid not in rows])
        rows |= self._ended(self.begin(missing, items, must_have=must_have))
        silent = [uid for uid in missing if uid not in rows]
        if silent:
            raise self._protocol(f"the server lists mail {silent[0]} but does not hand it out")
        return rows

    def _marked(self) -> str:
        """The folder with our mark, whatever the user's language calls it."""
        mark = self.name.lower().encode()
        for flags, _, name in self._line.ask(lambda client: client.list_folders()):
            if mark in {flag.lower() for flag in flags}:
                return str(name)
        raise self._missing(folder_names(self._line))

    def _examine(self) -> dict[bytes, Any]:
        name = self._on_server
        try:
            return self._line.ask(lambda client: client.select_folder(name, readonly=True), name)
        except MailboxProblem as problem:
            if problem.kind is not ProblemKind.PROTOCOL:
                raise
            names = folder_names(self._line)
            if name in names:
                raise
            raise self._missing(names) from problem

    def _missing(self, names: Sequence[str]) -> MailboxProblem:
        return MailboxProblem(
            ProblemKind.CONFIGURATION,
            where=f"{self._line.endpoint.where}/{self.name}",
            what=f"there is no folder {self.name!r}",
            mend=f"folders that can be read: {', '.join(names[:5]) or 'none'}",
        )

    def top(self) -> int:
        """The highest UID that can be there; by the last message where UIDNEXT is not told."""
        if b"UIDNEXT" in self._state:
            return int(self._state[b"UIDNEXT"]) - 1
        count = int(self._state.get(b"EXISTS", -1))
        if count == 0:
            return 0
        row = self._line.ask(lambda client: _by_number(client, count), self.name).get(count, {})
        if b"UID" not in row:
            raise self._protocol("the server tells neither UIDNEXT nor the last mail's UID")
        return int(row[b"UID"])

    def _search(self, low: int, high: int, since: date | None) -> list[int]:
        criteria: list[Any] = ["UID", f"{low}:{high}"]
        if since is not None:  # a day wider: the server compares days of its own time zone
            criteria += ["SINCE", since - timedelta(days=1)]
        found = self._line.ask(lambda client: client.search(criteria), self.name)
        return sorted({uid for uid in found if low <= uid <= high})

    def _ended(self, asked: Asked) -> Rows:
        rows: Rows = {}
        for begun in asked.begun:
            rows |= self._line.ask(partial(_end, begun), self.name)
        must_have = asked.must_have
        return {uid: row for uid, row in rows.items() if _has(row, must_have)}

    def _still_there(self, uids: Sequence[int]) -> list[int]:
        found: set[int] = set()
        for some in _askable(uids):
            found.update(self._line.ask(partial(_searched, some), self.name))
        return sorted(found & set(uids))

    def _protocol(self, what: str) -> MailboxProblem:
        where = f"{self._line.endpoint.where}/{self.name}"
        mend = "it is tried again from the same place; if it stays, report this line"
        return MailboxProblem(ProblemKind.PROTOCOL, where=where, what=what, mend=mend)


def _has(row: Row, beginning: bytes) -> bool:
    for name in reversed(row):  # noqa: SIM110 - what was asked for last stands last
        if name.startswith(beginning):
            return True
    return False


def _askable(uids: Sequence[int]) -> Iterator[list[int]]:
    """Ascending UIDs in portions that fit into a command line each."""
    if not uids:
        return
    if len(id_set(uids)) <= _LONGEST_SET or len(uids) == 1:
        yield list(uids)
        return
    half = len(uids) // 2
    yield from _askable(uids[:half])
    yield from _askable(uids[half:])


def _begin(uids: list[int], items: Sequence[str], client: ReadOnlyClient) -> Begun:
    return client.begin_fetch(uids, items)


def _end(begun: Begun, client: ReadOnlyClient) -> Rows:
    return client.end_fetch(begun)


def _searched(uids: list[int], client: ReadOnlyClient) -> list[int]:
    return client.search(["UID", id_set(uids)])


def _by_number(client: ReadOnlyClient, number: int) -> Rows:
    client.use_uid = False
    try:
        return client.fetch([number], ["UID"])
    finally:
        client.use_uid = True
