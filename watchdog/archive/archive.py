"""Mail out of files: single mails, folders of them, Maildirs and mbox files such as Takeout's."""

import hashlib
import re
import stat
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

import msgspec
from msgspec.structs import replace

from watchdog.archive.files import (
    ArchiveFile,
    ArchiveProblem,
    Listed,
    files_of,
    problem_of,
    unreadable,
)
from watchdog.archive.mbox import is_mbox, next_mail_at, read_mbox

MAIL_LIMIT = 25 << 20
_HEAD = 64 << 10
_MARKED = 1024
_BOM = b"\xef\xbb\xbf"
_FIELD = re.compile(rb"[!-9;-~]+[ \t]*:")
_OF_A_MAIL = re.compile(
    rb"^(?:from|to|date|subject|received|return-path|delivered-to|message-id|mime-version)[ \t]*:",
    re.IGNORECASE | re.MULTILINE,
)
_KNOWN_FILES = {
    b"PK\x03\x04": "unpack it first and give the .mbox or .eml files inside",
    b"\x1f\x8b": "unpack it first and give the .mbox or .eml files inside",
    b"\xd0\xcf\x11\xe0": "save it from Outlook as .eml, or export the folder as mbox",
    b"!BDN": "export the folders from Outlook as .eml or mbox",
}


class ArchivedMail(msgspec.Struct, frozen=True, kw_only=True):
    """One mail; `where` is its path, in an mbox "path#12" counted from 1.

    `raw` is RFC 5322 bytes. `received_at`: a Maildir's file time, an mbox's separator line; None
    for a single file, whose time tells only when it was saved. `is_alone`: somebody saved
    this very mail as a file. `reached`: where the next one of its mbox begins.
    """

    raw: bytes
    where: str
    received_at: datetime | None
    is_alone: bool = False
    reached: "Reached | None" = None


class Reached(msgspec.Struct, frozen=True, kw_only=True):
    """How far an mbox was read: bytes from its beginning; `mark` tells whether it is the same."""

    path: str
    mark: int
    offset: int


Found = ArchivedMail | ArchiveProblem
# By path and mark, how far an mbox was read the last time.
Start = Callable[[str, int], int]


def read_archive(paths: Iterable[Path], start: Start = lambda _path, _mark: 0) -> Iterator[Found]:
    """Every mail below the paths, in the order of `files_of`."""
    return read_files(files_of(paths), start)


def read_files(files: Iterable[Listed], start: Start = lambda _path, _mark: 0) -> Iterator[Found]:
    """Every mail of the files; an mbox from where `start` says."""
    for found in files:
        if isinstance(found, ArchiveFile):
            yield from _file(found, start)
        else:
            yield found


def read_slice(path: Path, begin: int, end: int) -> Iterator[Found]:
    """The mails of an mbox whose first byte lies in that slice of it: slices that meet hold all."""
    try:
        with path.open("rb") as stream:
            mark = _mark(stream.read(_HEAD))
            yield from _of_mbox(path, stream, mark, next_mail_at(stream, begin), end)
    except OSError as error:
        yield unreadable(path, error)


class Problems:
    """What gave no mail: the first few are told in a line each, the others only counted."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._first: list[ArchiveProblem] = []
        self.count = 0

    def only_mail(self, found: Iterable[Found]) -> Iterator[ArchivedMail]:
        """The mails; problems are kept for the end."""
        for one in found:
            if isinstance(one, ArchivedMail):
                yield one
                continue
            self.count += 1
            if self.count <= self._most:
                self._first.append(one)

    def lines(self) -> Iterator[str]:
        """What is told of them."""
        yield from map(str, self._first)
        if (more := self.count - len(self._first)) > 0:
            yield f"and {more} more files that gave no mail"


def _file(file: ArchiveFile, start: Start) -> Iterator[Found]:
    path = file.path
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):  # a pipe would wait for ever, a device never end
            yield problem_of(path, "is not an ordinary file", "give a file or a folder")
            return
        with path.open("rb") as stream:
            if file.in_maildir:
                at = datetime.fromtimestamp(status.st_mtime, UTC)
                yield _mail(path, stream, size=status.st_size, received_at=at)
            else:
                yield from _mails(path, stream, start, size=status.st_size)
    except OSError as error:
        yield unreadable(path, error)


def _mails(path: Path, stream: BinaryIO, start: Start, *, size: int) -> Iterator[Found]:
    head = stream.read(_HEAD)
    stream.seek(0)
    if not is_mbox(head):
        found = _mail(path, stream, size=size, received_at=None)
        yield replace(found, is_alone=True) if isinstance(found, ArchivedMail) else found
        return
    mark = _mark(head)
    begin = _goes_on_at(stream, start(str(path.absolute()), mark), size)
    yield from _of_mbox(path, stream, mark, begin, None)


def _of_mbox(
    path: Path, stream: BinaryIO, mark: int, begin: int, end: int | None
) -> Iterator[Found]:
    for one in read_mbox(stream, limit=MAIL_LIMIT, start=begin, end=end):
        # A number counts from the beginning, which only who began there knows.
        where = f"{path}#{one.number}" if not begin else f"{path}#{one.number} after byte {begin}"
        found = _too_large(where) if one.raw is None else _checked(one.raw, where, one.received_at)
        if isinstance(found, ArchivedMail):
            reached = Reached(path=str(path.absolute()), mark=mark, offset=one.ends_at)
            found = replace(found, reached=reached)
        yield found


def _mark(head: bytes) -> int:
    """The same for a file that has only grown."""
    return int.from_bytes(hashlib.sha256(head[:_MARKED]).digest()[:7], "big")


def _goes_on_at(stream: BinaryIO, offset: int, size: int) -> int:
    """Where to begin: at the mail that was next, or anew when all was read or it is not there."""
    if not 0 < offset < size:
        return 0
    stream.seek(offset)
    return offset if stream.read(5) == b"From " else 0


def _mail(path: Path, stream: BinaryIO, *, size: int, received_at: datetime | None) -> Found:
    head = stream.read(_HEAD)
    if size > MAIL_LIMIT and _looks_like_mail(head):
        return _too_large(str(path))
    raw = head if size > MAIL_LIMIT else head + stream.read(MAIL_LIMIT)
    return _checked(raw.removeprefix(_BOM), str(path), received_at)


def _checked(raw: bytes, where: str, received_at: datetime | None) -> Found:
    if not raw.strip():
        return ArchiveProblem(where=where, what="is empty", mend="save the mail again")
    if not _looks_like_mail(raw[:_HEAD]):
        mend = next((say for magic, say in _KNOWN_FILES.items() if raw.startswith(magic)), None)
        mend = mend or "give .eml files, a Maildir or an mbox file"
        return ArchiveProblem(where=where, what="is not a mail", mend=mend)
    return ArchivedMail(raw=raw, where=where, received_at=received_at)


def _looks_like_mail(head: bytes) -> bool:
    """Header fields from the first line on, and one among them that only mail has."""
    text = re.sub(rb"\AFrom .*\r?\n", b"", head.removeprefix(_BOM).lstrip(b"\r\n"))
    header = re.split(rb"\r?\n\r?\n", text, maxsplit=1)[0]
    return _FIELD.match(header) is not None and _OF_A_MAIL.search(header) is not None


def _too_large(where: str) -> ArchiveProblem:
    what = f"is larger than {MAIL_LIMIT >> 20} MiB"
    mend = "save the mail without its attachments"
    return ArchiveProblem(where=where, what=what, mend=mend)
