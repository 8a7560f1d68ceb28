"""What can be wrong with a ledger, each in one line: what, where, and how to mend it."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum

from sqlalchemy.exc import DBAPIError, OperationalError


class LedgerProblemKind(StrEnum):
    """Why the ledger cannot be used; `locked`, `away` and `disk_full` mend themselves."""

    LOCKED = "locked"
    CORRUPT = "corrupt"
    NEWER = "newer"
    OLDER = "older"
    NOT_A_LEDGER = "not_a_ledger"
    READ_ONLY = "read_only"
    MISSING = "missing"
    AWAY = "away"
    REFUSED = "refused"
    DISK_FULL = "disk_full"


class LedgerProblem(Exception):  # noqa: N818 - a state of the ledger, not a programming error
    """The ledger at `where` cannot be opened, read or written. The text is one line for people."""

    def __init__(self, kind: LedgerProblemKind, where: str, what: str, mend: str) -> None:
        super().__init__(f"ledger {where}: {what}; {mend}")
        self.kind = kind
        self.where = where
        self.what = what


_Kind = LedgerProblemKind
_RESTORE = ""  # how, depends on what lies beside it: `way_back`
_FREE = "nothing of this batch was stored; free some disk space and it goes on by itself"
_DISK = (_Kind.DISK_FULL, "the disk is full or refuses to be written", _FREE)

# PostgreSQL, appendix A
_BY_STATE = {
    "53100": _DISK,
    "55P03": (
        _Kind.LOCKED,
        "another program is writing for the same owner",
        "wait for it or end it, then try again",
    ),
    "25006": (
        _Kind.READ_ONLY,
        "the server takes no writing now (a standby?)",
        "give the address of the primary server",
    ),
    "42501": (_Kind.READ_ONLY, "its user may not do that", "let its user own the tables"),
    "3D000": (_Kind.MISSING, "the server has no such database", "make it: createdb"),
}
_SIGN_IN = ("28P01", "28000", "password authentication failed", "no password supplied")

# Extended result codes first, since they say more than the primary ones below them.
_BY_CODE = {
    sqlite3.SQLITE_IOERR_WRITE: _DISK,
    sqlite3.SQLITE_IOERR_FSYNC: _DISK,
    sqlite3.SQLITE_IOERR_TRUNCATE: _DISK,
    sqlite3.SQLITE_IOERR_SHMSIZE: _DISK,
    sqlite3.SQLITE_FULL: _DISK,
    sqlite3.SQLITE_BUSY: (
        _Kind.LOCKED,
        "another program is writing to it",
        "wait for it or end it, then try again",
    ),
    sqlite3.SQLITE_LOCKED: (_Kind.LOCKED, "it is in use", "try again in a moment"),
    sqlite3.SQLITE_CORRUPT: (_Kind.CORRUPT, "it is damaged", _RESTORE),
    sqlite3.SQLITE_IOERR: (_Kind.CORRUPT, "the disk cannot be read", _RESTORE),
    sqlite3.SQLITE_NOTADB: (
        _Kind.NOT_A_LEDGER,
        "it is not a database",
        "choose another path for the ledger",
    ),
    sqlite3.SQLITE_READONLY: (
        _Kind.READ_ONLY,
        "it may not be written",
        "check who owns the file and its folder, and that the disk is not mounted read-only",
    ),
    sqlite3.SQLITE_PERM: (_Kind.READ_ONLY, "access is denied", "check who owns it"),
    sqlite3.SQLITE_CANTOPEN: (
        _Kind.READ_ONLY,
        "it cannot be opened",
        "check that you may write the file and its folder (SQLite keeps -wal and -shm there)",
    ),
}


def problem_of(error: DBAPIError, where: str) -> LedgerProblem | None:
    """The problem behind a database error, or None when the error is a mistake of ours."""
    code = getattr(error.orig, "sqlite_errorcode", None)
    if code is None:
        return _server_problem(error, where)
    found = _BY_CODE.get(code) or _BY_CODE.get(code & 0xFF)
    return LedgerProblem(found[0], where, found[1], found[2] or _way_back(where)) if found else None


def _way_back(where: str) -> str:
    from watchdog.ledger.backups import way_back  # it raises these problems itself

    return way_back(where)


def _server_problem(error: DBAPIError, where: str) -> LedgerProblem | None:
    state = getattr(error.orig, "sqlstate", None)
    said = " ".join(str(error.orig).split())
    if state in _BY_STATE:
        return LedgerProblem(_BY_STATE[state][0], where, *_BY_STATE[state][1:])
    if not isinstance(error, OperationalError) and not error.connection_invalidated:
        return None
    if state in _SIGN_IN or any(words in said for words in _SIGN_IN):
        mend = "check ledger.url and ledger.password in the configuration"
        return LedgerProblem(_Kind.REFUSED, where, "the server refuses the sign-in", mend)
    if missing := re.search(r'database "[^"]*" does not exist', said):
        return LedgerProblem(_Kind.MISSING, where, missing[0], "make it: createdb")
    mend = (
        "check that its server runs and can be reached; nothing is lost, and it goes on by itself"
    )
    return LedgerProblem(_Kind.AWAY, where, f"its server is away ({said[:200]})", mend)


@contextmanager
def told_plainly(where: str) -> Iterator[None]:
    """Raise `LedgerProblem` in place of a database error that the user can mend."""
    try:
        yield
    except DBAPIError as error:
        problem = problem_of(error, where)
        if problem is None:
            raise
        raise problem from error
