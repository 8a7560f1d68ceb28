"""The files of an archive, in order: single ones, folders of them, Maildirs."""

import os
from collections.abc import Iterable, Iterator
from heapq import merge
from itertools import islice
from pathlib import Path

import msgspec

_MOST_SORTED = 100_000
_MAILDIR = {"cur", "new", "tmp"}


class ArchiveFile(msgspec.Struct, frozen=True, kw_only=True):
    """A file that should hold mail; in a Maildir it is one mail, whose time is when it came."""

    path: Path
    in_maildir: bool = False


class ArchiveProblem(msgspec.Struct, frozen=True, kw_only=True):
    """A path that gave no mail, and how to mend that; the others go on."""

    where: str
    what: str
    mend: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}; {self.mend}"


Listed = ArchiveFile | ArchiveProblem


def files_of(paths: Iterable[Path]) -> Iterator[Listed]:
    """Every file below the paths, in order of name; links to folders inside are not followed.

    A folder of more than 100,000 names comes in the order in which the disk has them.
    """
    for path in paths:
        if os.path.isdir(path):  # noqa: PTH112 - never raises
            yield from _folder(path)
        else:
            yield ArchiveFile(path=path)


def _folder(folder: Path) -> Iterator[Listed]:
    try:
        if _is_maildir(folder):
            yield from _maildir(folder)
            return
        members = _members(folder)
    except OSError as error:
        yield unreadable(folder, error)
        return
    for path in members:
        if not path.name.startswith("."):
            yield from _member(path)


def _is_maildir(folder: Path) -> bool:
    return all(os.path.isdir(folder / name) for name in _MAILDIR)  # noqa: PTH112 - never raises


def _members(folder: Path) -> Iterator[Path]:
    """By name as long as the names are few enough to be held."""
    with os.scandir(folder) as entries:
        first = [entry.name for entry in islice(entries, _MOST_SORTED)]
        rest = next(entries, None)
        if rest is None:
            yield from (folder / name for name in sorted(first))
            return
        yield from (folder / name for name in (*first, rest.name))
        yield from (folder / entry.name for entry in entries)


def _maildir(folder: Path) -> Iterator[Listed]:
    """The mail in cur and new, then its subfolders; other files are the mail programs' own."""
    try:
        for path in merge(_members(folder / "cur"), _members(folder / "new"), key=_by_name):
            if not path.name.startswith("."):
                yield ArchiveFile(path=path, in_maildir=True)
        for path in _members(folder):
            if path.name not in _MAILDIR and _is_own_folder(path):
                yield from _folder(path)
    except OSError as error:
        yield unreadable(folder, error)


def _by_name(path: Path) -> str:
    return path.name


def _member(path: Path) -> Iterator[Listed]:
    if _is_own_folder(path):
        yield from _folder(path)
    elif not os.path.isdir(path):  # noqa: PTH112 - never raises
        yield ArchiveFile(path=path)


def _is_own_folder(path: Path) -> bool:
    """A folder that is really here: a link could lead out, or around in a circle."""
    return os.path.isdir(path) and not os.path.islink(path)  # noqa: PTH112,PTH114 - never raise


def unreadable(path: Path, error: OSError) -> ArchiveProblem:
    """What the system's refusal means."""
    if isinstance(error, FileNotFoundError):
        return problem_of(path, "does not exist", "check the path")
    return problem_of(path, f"cannot be read ({error.strerror or error})", "check its permissions")


def problem_of(path: Path, what: str, mend: str) -> ArchiveProblem:
    """About a whole file or folder."""
    return ArchiveProblem(where=str(path), what=what, mend=mend)
