"""A glance into a ledger file by who expects nothing new: SQLAlchemy, half a second, stays away.

Whatever is not as usual is None or False: then the whole ledger has to be opened.
"""

import sqlite3
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec

from watchdog.ledger.address import address_of
from watchdog.ledger.version import HEADER_BYTES, SCHEMA, is_ours

_WAIT_SECONDS = 10.0
_REST = (
    "SELECT c.folder, c.uidvalidity, c.last_uid, k.swept_at FROM cursors c JOIN checks k"
    " ON k.account = c.account AND k.folder = c.folder"
    " WHERE c.account = ?1 AND k.failing_since IS NULL AND k.retry_at IS NULL"
    " AND EXISTS (SELECT 1 FROM milestones m WHERE m.key = ?2)"
)
_HEARD = (
    "UPDATE checks SET last_success_at = ?1, last_attempt_at = ?1"
    " WHERE account = ?2 AND folder = ?3 AND failing_since IS NULL"
)


def weighed(account: str) -> str:
    """The milestone of a first visit that is over, after which it was asked whose word counts."""
    return f"weighed:{account}"


class Rest(msgspec.Struct, frozen=True, kw_only=True):
    """Where the reading of a folder rests, after a look that went well."""

    uidvalidity: int
    last_uid: int


def resting(
    path: Path, account: str, folders: Collection[str], *, now: datetime, swept_every: timedelta
) -> dict[str, Rest] | None:
    """Where each folder of an account rests; None where one was never read, fails, or has to be
    swept, or where the first visit was stopped before its end.
    """
    with _opened(path) as ledger:
        if ledger is None:
            return None
        found = {
            folder: (Rest(uidvalidity=uidvalidity, last_uid=last_uid), swept_at)
            for folder, uidvalidity, last_uid, swept_at in ledger.execute(
                _REST, [account, weighed(account)]
            )
        }
    usual = {
        folder: rest
        for folder, (rest, swept_at) in found.items()
        if rest.uidvalidity
        and swept_at is not None
        and lasts(datetime.fromisoformat(swept_at), now=now, span=swept_every)
    }
    return usual if usual.keys() >= set(folders) else None


def lasts(since: datetime, *, now: datetime, span: timedelta) -> bool:
    """Whether it is less long ago than that; what lies ahead of a clock that was set does not."""
    return timedelta(0) <= now - since < span


def heard(path: Path, account: str, folders: Collection[str], *, now: datetime) -> bool:
    """Note that there was nothing new in the folders; False when somebody else was there."""
    moment = now.astimezone(UTC).isoformat(timespec="microseconds")
    with _opened(path) as ledger:
        if ledger is None:
            return False
        ledger.execute("BEGIN IMMEDIATE")
        noted = sum(
            ledger.execute(_HEARD, [moment, account, folder]).rowcount for folder in folders
        )
        ledger.execute("COMMIT" if noted == len(folders) else "ROLLBACK")
    return noted == len(folders)


@contextmanager
def _opened(path: Path) -> Iterator[sqlite3.Connection | None]:
    """A ledger of this version; None for anything else. What SQLite cannot do is sqlite3.Error."""
    if not _is_ledger(path):
        yield None
        return
    ledger = sqlite3.connect(
        address_of(path, "rw"), uri=True, timeout=_WAIT_SECONDS, isolation_level=None
    )
    try:
        for pragma in ("trusted_schema = OFF", "synchronous = FULL"):
            ledger.execute(f"PRAGMA {pragma}")
        (version,) = ledger.execute("PRAGMA user_version").fetchone()
        yield ledger if version == SCHEMA else None
    finally:
        ledger.close()


def _is_ledger(path: Path) -> bool:
    # By its header alone: opening a foreign database could change it.
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return is_ours(file.read(HEADER_BYTES))
