"""Copies of the ledger: made while it is in use, a few of them kept, and the way back."""

import os
import re
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from shlex import quote

from sqlalchemy import Engine

from watchdog.ledger.address import address_of
from watchdog.ledger.engine import outside_transactions
from watchdog.ledger.files import examine, sync
from watchdog.ledger.problems import LedgerProblem, LedgerProblemKind, told_plainly
from watchdog.ledger.version import HEADER_BYTES, is_ours
from watchdog.paths import home_folders

_ANOTHER = "nothing was changed; choose another copy"
_KEPT = {"v": 3, "week": 4}  # copies before a migration, and weekly ones
_NO_ROOM = (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_WRITE)
_SIDECARS = ("-wal", "-shm")
_TOLD = (
    "key, finding_id, target, subject, body, html, state, attempts, created_at, next_at, sent_at,"
    " last_error, doubted_at, resent, folded_into"
)
_REMEMBER = (
    f"INSERT INTO main.notifications ({_TOLD}) SELECT {_TOLD} FROM before.notifications WHERE true"  # noqa: S608 - our own columns
    " ON CONFLICT (key) DO UPDATE SET state = excluded.state, sent_at = excluded.sent_at"
)


def back_up(engine: Engine, target: Path) -> Path:
    """A whole copy of the ledger at `target`, mode 0600; never half of one, nor over another."""
    with _draft(target) as draft:
        with outside_transactions(engine).connect() as connection:
            connection.exec_driver_sql("VACUUM INTO ?", (str(draft),))
        sync(draft)
        return draft.replace(target)


def copy(file: Path, target: Path) -> Path:
    """A whole copy of a ledger of any version that nobody has to open; LedgerProblem otherwise."""
    if not examine(file):
        mend = "run `watchdog scan` or `watchdog import` first, or check the path"
        raise LedgerProblem(LedgerProblemKind.MISSING, str(file), "there is none yet", mend)
    with told_plainly(str(file)), _draft(target) as draft:
        if not _copy(file, draft):
            mend = way_back(str(file))
            raise LedgerProblem(LedgerProblemKind.CORRUPT, str(file), "it is damaged", mend)
        sync(draft)
        return draft.replace(target)


@contextmanager
def _draft(target: Path) -> Iterator[Path]:
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.", suffix=".new")
    os.close(handle)
    try:
        yield Path(name)
    finally:
        Path(name).unlink(missing_ok=True)


def before_migration(file: Path, version: int) -> Path:
    """Where the copy goes that is made before the tables of `version` are changed."""
    return file.with_name(f"{file.name}.v{version}.bak")


def of_week(file: Path, now: datetime) -> Path:
    """Where the copy of a week goes."""
    year, week, _ = now.isocalendar()
    return file.with_name(f"{file.name}.{year}-W{week:02}.bak")


def by_hand(file: Path, now: datetime) -> Path:
    """Where a copy goes that was asked for without a name; nothing ever removes it."""
    return file.with_name(f"{file.name}.{now.astimezone(UTC):%Y%m%d-%H%M%S}.bak")


def backups_of(file: Path) -> list[Path]:
    """The copies that lie beside a ledger, the newest first."""
    found = [(each.stat().st_mtime_ns, each) for each in file.parent.glob(f"{file.name}.*.bak")]
    return [each for _, each in sorted(found, reverse=True)]


def leftovers_of(file: Path) -> list[Path]:
    """Every copy beside a ledger: backups, and what a restore has moved aside with its log."""
    return [*backups_of(file), *sorted(file.parent.glob(f"{file.name}.replaced-*"))]


def ledgers_beside(file: Path) -> list[Path]:
    """Ledger files in the same folder that are none of a ledger's copies by their name."""
    known = {file, *leftovers_of(file)}
    return sorted(one for one in file.parent.iterdir() if one not in known and _is_ledger(one))


def _is_ledger(file: Path) -> bool:
    if not file.is_file():
        return False
    with file.open("rb") as opened:
        return is_ours(opened.read(HEADER_BYTES))


def prune(file: Path) -> None:
    """Keep the last few copies that were made without being asked for."""
    kinds = {"v": re.compile(r"v\d+"), "week": re.compile(r"\d{4}-W\d\d")}
    for kind, pattern in kinds.items():
        own = [
            each
            for each in backups_of(file)
            if pattern.fullmatch(each.name[len(file.name) + 1 : -len(".bak")])
        ]
        for each in own[_KEPT[kind] :]:
            each.unlink(missing_ok=True)


def way_back(where: str) -> str:
    """How to get a ledger back that cannot be used: the exact command, where there is a copy."""
    file = Path(where)
    copies = backups_of(file)
    if not copies:
        return (
            "nothing was changed, and there is no backup beside it; move it away and scan again:"
            " the mailbox still has the mail"
        )
    made = datetime.fromtimestamp(copies[0].stat().st_mtime, UTC)
    command = f"watchdog{_home_of(file)} restore {quote(str(copies[0]))}"
    return f"nothing was changed; the last backup is of {made:%Y-%m-%d %H:%M} UTC: {command}"


def _home_of(file: Path) -> str:
    usual = home_folders(None, os.environ).ledger_file
    if file == usual or file.name != usual.name:
        return ""
    return f" --home {quote(str(file.parent))}"


def restore(backup: Path, file: Path, now: datetime) -> Path | None:
    """Put a copy in the place of a ledger that nobody uses; where the old one lies now, if any.

    Raises LedgerProblem when the copy is none, or is damaged. At any moment the old one or the
    new one is in place.
    """
    try:
        examine(backup)
    except LedgerProblem as problem:  # how to mend a ledger is no way to mend a copy
        raise LedgerProblem(problem.kind, str(backup), problem.what, _ANOTHER) from problem
    with _draft(file) as draft:
        if not _copy(backup, draft):
            raise LedgerProblem(LedgerProblemKind.CORRUPT, str(backup), "it is damaged", _ANOTHER)
        sync(draft)
        aside = _put_aside(file, now)
        draft.replace(file)
    sync(file.parent)
    return aside


def remember_told(file: Path, aside: Path) -> int | None:
    """Take over what was told since the copy was made: how many notifications need not be told
    again; None where the old ledger cannot be read, or has other tables.
    """
    try:
        with closing(
            sqlite3.connect(address_of(file, "rw"), isolation_level=None, uri=True)
        ) as new:
            new.execute("ATTACH ? AS before", (address_of(aside, "ro"),))
            versions = (new.execute(f"PRAGMA {name}.user_version") for name in ("main", "before"))
            if len({version.fetchone() for version in versions}) != 1:
                return None
            new.execute("BEGIN IMMEDIATE")
            told = new.execute(_REMEMBER).rowcount
            new.execute("INSERT OR IGNORE INTO main.milestones SELECT * FROM before.milestones")
            new.execute("COMMIT")
            return told
    except sqlite3.DatabaseError:
        return None


def _copy(file: Path, draft: Path) -> bool:
    """Page by page, in one transaction; False when the file is damaged."""
    try:
        with (
            closing(sqlite3.connect(address_of(file, "ro"), uri=True)) as old,
            closing(sqlite3.connect(draft)) as new,
        ):
            old.backup(new)
            # One file, without sidecars that would have to be moved along.
            new.execute("PRAGMA journal_mode = DELETE")
            return bool(new.execute("PRAGMA integrity_check").fetchone() == ("ok",))
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode in _NO_ROOM:
            raise LedgerProblem(
                LedgerProblemKind.DISK_FULL,
                str(draft.parent),
                "the disk is full",
                "free some space",
            ) from error
        return False


def _put_aside(file: Path, now: datetime) -> Path | None:
    if not os.path.lexists(file):
        return None
    aside = file.with_name(f"{file.name}.replaced-{now.astimezone(UTC):%Y%m%d-%H%M%S}")
    if file.is_file():
        with suppress(FileExistsError):
            aside.hardlink_to(file)
    else:
        file.rename(aside)
    # A log that stayed would be written into the copy.
    for suffix in _SIDECARS:
        with suppress(FileNotFoundError):
            file.with_name(file.name + suffix).rename(aside.with_name(aside.name + suffix))
    return aside
