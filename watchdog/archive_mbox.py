"""An mbox file, however large, taken apart one mail at a time."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import BinaryIO

import msgspec

_PIECE = 64 << 10
_DATE = re.compile(rb"\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b.*\d{1,2}:\d{2}.*")
# A sentence may begin with "From " too, so a date has to follow; newer Thunderbirds leave it out.
_SEPARATOR = re.compile(rb"From (?:-?\s*$|.*" + _DATE.pattern + rb")")
_QUOTED = re.compile(rb">+From ")


class MboxMail(msgspec.Struct, frozen=True, kw_only=True):
    """The n-th mail (from 1); `raw` is None when it is larger than the limit."""

    number: int
    raw: bytes | None
    received_at: datetime | None


def is_mbox(head: bytes) -> bool:
    """Whether a file that begins so is an mbox."""
    return head.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n").startswith(b"From ")


def read_mbox(stream: BinaryIO, *, limit: int) -> Iterator[MboxMail]:
    """Every mail of the file, with `>From ` unquoted; holds one mail of `limit` bytes at most."""
    letter: _Letter | None = None
    line_starts, after_blank = True, True
    for piece in iter(lambda: stream.readline(_PIECE), b""):
        if line_starts and _separates(piece, first=letter is None, after_blank=after_blank):
            if letter is not None:
                yield letter.sealed()
            letter = _Letter(letter.number + 1 if letter else 1, piece, limit)
        elif letter is not None:
            letter.add(_unquoted(piece) if line_starts else piece)
        after_blank = line_starts and not piece.strip(b"\r\n")
        line_starts = piece.endswith(b"\n")
    if letter is not None:
        yield letter.sealed()


class _Letter:
    """A mail that is still being collected."""

    def __init__(self, number: int, separator: bytes, limit: int) -> None:
        self.number = number
        self._separator = separator
        self._limit = limit
        self._size = 0
        self._pieces: list[bytes] = []

    def add(self, piece: bytes) -> None:
        """One more piece; beyond the limit only its size is kept."""
        self._size += len(piece)
        if self._size > self._limit:
            self._pieces.clear()
        else:
            self._pieces.append(piece)

    def sealed(self) -> MboxMail:
        """The mail, without the blank line that only belongs to the next separator."""
        if self._pieces and not self._pieces[-1].strip(b"\r\n"):
            self._pieces.pop()
        return MboxMail(
            number=self.number,
            raw=None if self._size > self._limit else b"".join(self._pieces),
            received_at=_date_of(self._separator),
        )


def _separates(piece: bytes, *, first: bool, after_blank: bool) -> bool:
    if first:
        return is_mbox(piece)
    return after_blank and _SEPARATOR.match(piece) is not None


def _unquoted(piece: bytes) -> bytes:
    return piece[1:] if _QUOTED.match(piece) else piece


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
