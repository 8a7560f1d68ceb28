"""An mbox file, however large, taken apart one mail at a time."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import BinaryIO

import msgspec

_BLOCK = 1 << 20
_FIRST_BLOCK = 64  # has room for a byte order mark and blank lines
# Longer lines are no separators. What is searched again when the next block comes.
_LONGEST_LINE = 1000
_OVERLAP = _LONGEST_LINE + 8
_BLANK = len(b"\n\r\n")  # what stands before a separator
_DATE = re.compile(rb"\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b.*\d{1,2}:\d{2}.*")
# A sentence may begin with "From " too, so a date has to follow; newer Thunderbirds leave it out.
_SEPARATOR = re.compile(rb"From (?:-?\s*$|.*" + _DATE.pattern + rb")")
_QUOTED = re.compile(rb"^>(?=>*From )", re.MULTILINE)


class MboxMail(msgspec.Struct, frozen=True, kw_only=True):
    """The n-th mail that was read (from 1); `raw` is None when it is larger than the limit.

    `ends_at` is where the next one begins, in bytes from the beginning of the file.
    """

    number: int
    raw: bytes | None
    received_at: datetime | None
    ends_at: int


def is_mbox(head: bytes) -> bool:
    """Whether a file that begins so is an mbox."""
    return head.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n").startswith(b"From ")


def read_mbox(
    stream: BinaryIO, *, limit: int, start: int = 0, end: int | None = None
) -> Iterator[MboxMail]:
    """Every mail from `start` on, where one begins, and before `end`, with `>From ` unquoted.

    Holds one mail of `limit` bytes and a block at
    most, whatever the file is like.
    """
    stream.seek(start)
    window = _Window(stream, start, limit)
    number = 0
    while end is None or window.place < end:
        mail = window.next_mail(number + 1)
        if mail is None:
            return
        number += 1
        yield mail


def next_mail_at(stream: BinaryIO, offset: int) -> int:
    """Where the first mail begins at `offset` or behind it; the size of the file when none does."""
    if not offset:
        return 0
    before = max(0, offset - _BLANK)
    stream.seek(before)
    window = _Window(stream, before, limit=0)
    window.go_to(offset)
    return window.place


class _Window:
    """The part of the file that is held: from the beginning of a mail to the end of a block."""

    def __init__(self, stream: BinaryIO, start: int, limit: int) -> None:
        self._stream, self._limit = stream, limit
        self._held = bytearray(stream.read(max(_BLOCK, _FIRST_BLOCK)))
        self._at = start  # of what is held, in the file
        text = bytes(self._held)
        if not start:
            text = text.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n")
        self._mail = len(self._held) - len(text)
        self._search = self._mail
        self._ended = not self._held
        self._separator: bytes | None = None  # of a mail whose beginning was let go

    @property
    def place(self) -> int:
        """Where the next mail begins, in bytes from the beginning of the file."""
        return self._at + self._mail

    def go_to(self, start: int) -> None:
        """Let go what stands before the first mail that begins there or behind it."""
        while self.place < start and not (self._ended and self._mail >= len(self._held)):
            self._mail = self._search = self._find_end()
            self._separator = None

    def next_mail(self, number: int) -> MboxMail | None:
        """The mail at which we are, and on to the next one; None at the end."""
        if self._ended and self._mail >= len(self._held):
            return None
        end = self._find_end()
        mail = self._sealed(number, end)
        self._mail = self._search = end
        self._separator = None
        return mail

    def _find_end(self) -> int:
        """Where the next mail begins, or what is held ends; more is read until that is known."""
        while True:
            found = self._next_separator()
            if found is not None:
                return found
            if self._ended:
                return len(self._held)
            self._read_on()

    def _next_separator(self) -> int | None:
        while (at := self._held.find(b"\nFrom ", self._search)) >= 0:
            begins = at + 1
            ends = self._held.find(b"\n", begins, begins + _LONGEST_LINE)
            if ends < 0 and not self._ended and len(self._held) < begins + _LONGEST_LINE:
                self._search = at
                return None
            line = self._part(begins, ends if ends >= 0 else begins + _LONGEST_LINE)
            if self._follows_blank(at) and _SEPARATOR.match(line):
                return begins
            self._search = begins
        self._search = max(self._search, len(self._held) - _OVERLAP)
        return None

    def _follows_blank(self, at: int) -> bool:
        """Whether the line that ends with the line feed at that place is empty."""
        before = self._held[max(0, at - 2) : at]
        return before.endswith((b"\n", b"\n\r"))

    def _read_on(self) -> None:
        """One more block; of a mail beyond the limit only the end is held."""
        if self._separator is None and len(self._held) - self._mail > self._limit + _OVERLAP:
            self._separator = self._first_line(self._mail)
        keep = self._mail if self._separator is None else max(0, len(self._held) - _OVERLAP)
        block = self._stream.read(_BLOCK)
        self._ended = not block
        del self._held[:keep]
        self._held += block
        self._at += keep
        self._search = max(0, self._search - keep)
        self._mail = 0 if self._separator is None else max(0, self._mail - keep)

    def _first_line(self, at: int) -> bytes:
        end = self._held.find(b"\n", at, at + _LONGEST_LINE)
        return self._part(at, end if end >= 0 else at + _LONGEST_LINE)

    def _part(self, begins: int, ends: int) -> bytes:
        """Copied once: a mail can be large."""
        with memoryview(self._held) as view:
            return bytes(view[begins:ends])

    def _sealed(self, number: int, end: int) -> MboxMail:
        if self._separator is not None:
            return MboxMail(
                number=number,
                raw=None,
                received_at=_date_of(self._separator),
                ends_at=self._at + end,
            )
        line = self._held.find(b"\n", self._mail, end)
        begins = end if line < 0 else line + 1
        body = self._part(begins, end)
        return MboxMail(
            number=number,
            raw=None if len(body) > self._limit else _unquoted(_without_last_blank(body)),
            received_at=_date_of(self._first_line(self._mail)),
            ends_at=self._at + end,
        )


def _without_last_blank(body: bytes) -> bytes:
    """The mail, without the blank line that only belongs to the next separator."""
    for blank in (b"\r\n", b"\n"):
        rest = body.removesuffix(blank)
        if len(rest) < len(body) and (not rest or rest.endswith(b"\n")):
            return rest
    return body


def _unquoted(body: bytes) -> bytes:
    return _QUOTED.sub(b"", body) if b">From " in body else body


def _date_of(separator: bytes) -> datetime | None:
    """The date of a separator line; one without a zone is in UTC, as RFC 4155 has it."""
    found = _DATE.search(separator)
    if found is None:
        return None
    try:
        told = parsedate_to_datetime(found[0].decode("ascii", "replace"))
        return (told if told.tzinfo else told.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):  # not a day of the calendar, or beyond it
        return None
