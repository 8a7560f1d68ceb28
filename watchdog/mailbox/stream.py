"""Several FETCHes under way at once: the next is asked for before the former's rows are read."""

# ruff: noqa: SLF001 - imaplib has no public way to ask before the former answer has ended

import imaplib
from collections import deque
from collections.abc import Collection, Sequence
from typing import Any

from imapclient.response_parser import parse_fetch_response

from watchdog.mailbox.errors import CLIENT_ERRORS
from watchdog.mailbox.rows import Row, row_begun, row_of, whole_rows


class Begun:
    """A FETCH that was sent, and its rows as far as they have come."""

    def __init__(self, tag: bytes, uids: Collection[int]) -> None:
        self.tag = tag
        self.uids = uids
        self.rows: dict[int, Row] = {}
        self.problem: Exception | None = None
        self.is_done = False


class Stream:
    """What was asked on one connection, and is answered; servers may do several at once.

    So a row goes to who asked for its UID: nothing is asked twice of one mail at the same time.
    Rows as servers usually write them are read right off the line, at a tenth of what the library
    takes; everything else is left to it, as if we had not looked.
    """

    def __init__(self, wire: imaplib.IMAP4) -> None:
        self._wire: Any = wire  # nothing public sends one command before the other has ended
        self._begun: deque[Begun] = deque()
        self._put_back = b""
        self._readline = wire.readline
        wire.readline = self._next_line  # type: ignore[method-assign]  # what we put back comes first

    def begin(self, uids: Sequence[int], uid_set: str, items: Sequence[str]) -> Begun:
        """Ask for items of mails, which `uid_set` names as IMAP does."""
        tag = self._wire._command("UID", "FETCH", uid_set, f"({' '.join(items)})")
        begun = Begun(tag, frozenset(uids))
        self._begun.append(begun)
        return begun

    def end(self, begun: Begun) -> dict[int, Row]:
        """The rows by UID; raises what the library raises, also when it was told meanwhile."""
        while not begun.is_done:
            self._advance()
        if begun.problem is not None:
            raise begun.problem
        return begun.rows

    def settle(self) -> None:
        """Read what is still to come and forget it: somebody asks for something else."""
        while self._begun:
            self._advance()

    def _next_line(self) -> bytes:
        line, self._put_back = self._put_back, b""
        return line or self._readline()

    def _advance(self) -> None:
        """One row, or whatever else comes; the end of what was asked first."""
        oldest = self._begun[0]
        if self._wire.tagged_commands.get(oldest.tag) is not None:
            self._begun.popleft()
            self._finish(oldest)
            return
        self._wire._check_bye()
        if not (self._took_rows() or self._took_row()):
            self._wire._get_response()

    def _took_rows(self) -> bool:
        """All that have come whole: a few hundred bytes each, they come by the dozen."""
        if self._put_back:
            return False
        file = self._wire.file
        rows, taken = whole_rows(file.peek())
        if taken:
            file.read(taken)
        for row in rows:
            self._add(row)
        return bool(rows)

    def _took_row(self) -> bool:
        line = self._next_line()
        beginning = row_begun(line)
        if beginning is None:
            self._put_back = line
            return False
        literal = self._wire.read(int(beginning["size"]))
        end = self._next_line()
        row = row_of(beginning, literal, end)
        if row is None:
            self._hand_over(line, literal, end)
        else:
            self._add(row)
        return True

    def _hand_over(self, line: bytes, literal: bytes, end: bytes) -> None:
        """A row that goes on unusually, to the library: what it would have read itself."""
        number, _, said = line[2:-2].partition(b" FETCH ")
        self._wire._append_untagged("FETCH", (number + b" " + said, literal))
        self._put_back = end
        rest = self._wire._get_line()
        while more := self._wire.Literal.match(rest):
            self._wire._append_untagged("FETCH", (rest, self._wire.read(int(more["size"]))))
            rest = self._wire._get_line()
        self._wire._append_untagged("FETCH", rest)

    def _finish(self, begun: Begun) -> None:
        begun.is_done = True
        try:
            kind, said = self._wire._command_complete("FETCH", begun.tag)
            if kind != "OK":
                raise imaplib.IMAP4.error(f"fetch failed: {said[0].decode('ascii', 'replace')}")
            if unusual := self._wire.untagged_responses.pop("FETCH", None):
                for uid, row in parse_fetch_response(unusual, False, True).items():  # noqa: FBT003 - its words
                    self._add({b"UID": uid} | row, begun)
        except CLIENT_ERRORS as problem:
            begun.problem = problem

    def _add(self, row: Row, *ended: Begun) -> None:
        uid = row.pop(b"UID")
        for begun in (*ended, *self._begun):
            if uid in begun.uids:
                if uid in begun.rows:  # told in two pieces
                    begun.rows[uid].update(row)
                else:
                    begun.rows[uid] = row
                return
