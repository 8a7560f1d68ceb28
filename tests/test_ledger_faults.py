"""The ledger under faults: kills, full disks, other writers, and files that are not ours."""

import os
import shutil
import signal
import sqlite3
import stat
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from parsers.events import BillingEvent, EventKind
from parsers.outcome import Outcome, OutcomeKind, Trust, Verdict
from tools import new_ledger
from watchdog.ledger import (
    Cursor,
    Ledger,
    LedgerProblem,
    LedgerProblemKind,
    Seen,
    StoredMail,
    open_ledger,
    schema,
)
from watchdog.ledger.engine import file_engine
from watchdog.ledger.tables import metadata
from watchdog.ledger.version import APPLICATION_ID, SCHEMA
from watchdog.timeline.facts import StatementKind

HOME = Path(__file__).parents[1]  # where programs of their own find these tests
NOW = datetime(2026, 6, 9, 8, 30, tzinfo=UTC)
SOON = 0.05  # seconds to wait for another writer
BATCH = 20
SAID_TWICE = Outcome(
    outcome=OutcomeKind.PARSED,
    trust=Trust(verdict=Verdict.VERIFIED),
    events=(BillingEvent(kind=EventKind.CHARGE, merchant="coursera", merchant_name="Coursera"),)
    * 2,
)


def record_batch(ledger: Ledger, number: int, *, raw: bytes = b"raw") -> None:
    """Batch 0, 1, 2...: 20 mails of two events each, their UIDs, and the cursor behind them."""
    uids = range(number * BATCH + 1, (number + 1) * BATCH + 1)
    ledger.record(
        mails=[
            StoredMail(
                fingerprint=f"mail-{uid}",
                message_id="",
                sender="billing@example.org",
                subject="Your receipt",
                sent_at=NOW,
                received_at=NOW,
                sha256="0" * 64,
                raw=raw,
                size=len(raw),
                outcome=SAID_TWICE,
            )
            for uid in uids
        ],
        seen=[
            Seen(account="home", folder="INBOX", uidvalidity=7, uid=uid, fingerprint=f"mail-{uid}")
            for uid in uids
        ],
        cursor=Cursor(account="home", folder="INBOX", uidvalidity=7, last_uid=uids[-1]),
        now=NOW,
    )


def whole_batches(path: Path) -> int:
    """How many batches a ledger holds, when it holds whole ones only and is sound."""
    with open_ledger(path) as ledger, closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        last_uid = (ledger.folders.cursor("home", "INBOX") or (7, 0))[1]
        assert last_uid % BATCH == 0
        assert ledger.counts().seen == last_uid
        assert sum(ledger.counts().messages.values()) == last_uid
        assert len(ledger.facts()) == 2 * last_uid
        return last_uid // BATCH


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def everything_in(folder: Path) -> dict[str, bytes]:
    return {each.name: each.read_bytes() for each in folder.iterdir() if each.is_file()}


@contextmanager
def umask(wanted: int) -> Iterator[None]:
    before = os.umask(wanted)
    try:
        yield
    finally:
        os.umask(before)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A closed ledger with one batch."""
    made = tmp_path / "ledger.db"
    with open_ledger(made) as ledger:
        record_batch(ledger, 0)
    return made


def problem_of(path: Path, *, read_only: bool = False) -> LedgerProblem:
    """The problem that opening raises: one line that names the place."""
    with pytest.raises(LedgerProblem) as caught:
        open_ledger(path, read_only=read_only, busy_timeout=SOON)
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)
    return caught.value


# --- who may read it -------------------------------------------------------------------------


@pytest.mark.parametrize("loose", [0o000, 0o022, 0o777])
def test_a_ledger_is_its_owners_only_whatever_the_umask(tmp_path: Path, loose: int) -> None:
    made = tmp_path / "new" / "deeper" / "ledger.db"
    with umask(loose):
        with open_ledger(made) as ledger:
            record_batch(ledger, 0)
            modes = {each.name: mode(each) for each in made.parent.iterdir()}
        assert modes == {"ledger.db": 0o600, "ledger.db-wal": 0o600, "ledger.db-shm": 0o600}
        assert (mode(made.parent), mode(made.parent.parent)) == (0o700, 0o700)


def test_a_folder_that_was_there_keeps_its_mode(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    open_ledger(tmp_path / "ledger.db").close()
    assert mode(tmp_path) == 0o755


def test_a_ledger_that_was_left_open_to_others_is_closed_to_them(path: Path) -> None:
    path.chmod(0o644)
    open_ledger(path, read_only=True).close()
    assert mode(path) == 0o644
    open_ledger(path).close()
    assert mode(path) == 0o600


def test_any_name_may_be_a_ledgers(tmp_path: Path) -> None:
    made = tmp_path / "what? 50% #1 &mode=memory" / "ledger é.db"
    with open_ledger(made) as ledger:
        record_batch(ledger, 0)
    assert whole_batches(made) == 1
    assert [each.name for each in made.parent.iterdir()] == ["ledger é.db"]


def test_a_path_may_be_told_as_text_or_as_an_sqlite_url(path: Path) -> None:
    for place in (str(path), f"sqlite:///{path}"):
        with open_ledger(place, read_only=True) as ledger:
            assert ledger.folders.cursor("home", "INBOX") == (7, BATCH)


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("mysql://me:secret@db.example.org/ledger", "mysql is not supported"),
        ("://", "no URL"),
    ],
)
def test_a_server_that_cannot_be_used_is_named_without_its_password(url: str, says: str) -> None:
    with pytest.raises(LedgerProblem, match=says) as caught:
        open_ledger(url)
    assert caught.value.kind is LedgerProblemKind.MISSING
    assert "secret" not in str(caught.value)


# --- what is no ledger of ours ---------------------------------------------------------------


def foreign_database(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("CREATE TABLE photos (id INTEGER)")


def newer_ledger(path: Path) -> None:
    open_ledger(path).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA user_version = {SCHEMA + 1}")


def truncated_ledger(path: Path) -> None:
    open_ledger(path).close()
    os.truncate(path, path.stat().st_size // 2)


FOREIGN: dict[str, tuple[Callable[[Path], object], LedgerProblemKind, str]] = {
    "empty": (lambda path: path.touch(), LedgerProblemKind.CORRUPT, "empty"),
    "text": (
        lambda path: path.write_text("Dear diary, " * 20),
        LedgerProblemKind.NOT_A_LEDGER,
        "not a database",
    ),
    "stub": (
        lambda path: path.write_bytes(b"SQLite format 3\x00"),
        LedgerProblemKind.CORRUPT,
        "cut short",
    ),
    "foreign": (foreign_database, LedgerProblemKind.NOT_A_LEDGER, "another program"),
    "folder": (lambda path: path.mkdir(), LedgerProblemKind.NOT_A_LEDGER, "a folder"),
    "pipe": (os.mkfifo, LedgerProblemKind.NOT_A_LEDGER, "no file"),
    "truncated": (truncated_ledger, LedgerProblemKind.CORRUPT, "cut short"),
    "newer": (newer_ledger, LedgerProblemKind.NEWER, "upgrade billing-watchdog"),
}


@pytest.mark.parametrize("read_only", [True, False])
@pytest.mark.parametrize("name", FOREIGN)
def test_what_is_no_ledger_of_ours_is_refused_and_left_alone(
    tmp_path: Path, name: str, read_only: bool
) -> None:
    make, kind, says = FOREIGN[name]
    found = tmp_path / "ledger.db"
    make(found)
    found.chmod(0o700 if found.is_dir() else 0o600)
    before = everything_in(tmp_path)
    problem = problem_of(found, read_only=read_only)
    assert (problem.kind, says in str(problem)) == (kind, True)
    after = everything_in(tmp_path)
    if name == "newer" and read_only:  # SQLite itself leaves these behind readers
        after = {each: after[each] for each in after if not each.endswith(("-wal", "-shm"))}
    assert after == before


def test_nothing_is_made_through_a_link_to_nothing(tmp_path: Path) -> None:
    link = tmp_path / "ledger.db"
    link.symlink_to(tmp_path / "elsewhere.db")
    problem = problem_of(link)
    assert problem.kind is LedgerProblemKind.NOT_A_LEDGER
    assert [each.name for each in tmp_path.iterdir()] == ["ledger.db"]


def test_a_link_to_a_ledger_is_followed(path: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.db"
    link.symlink_to(path)
    assert whole_batches(link) == 1


def test_a_damaged_ledger_says_so_when_it_is_read(path: Path) -> None:
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * (size - 4096))
    with pytest.raises(LedgerProblem, match="backup") as caught, open_ledger(path) as ledger:
        ledger.facts()
    assert caught.value.kind is LedgerProblemKind.CORRUPT


# --- reading only ----------------------------------------------------------------------------


def test_a_reader_makes_nothing(tmp_path: Path) -> None:
    problem = problem_of(tmp_path / "new" / "ledger.db", read_only=True)
    assert problem.kind is LedgerProblemKind.MISSING
    assert list(tmp_path.iterdir()) == []


def test_a_reader_writes_nothing(path: Path) -> None:
    before = path.read_bytes()
    with open_ledger(path, read_only=True) as ledger:
        assert len(ledger.facts()) == 2 * BATCH
        with pytest.raises(LedgerProblem) as caught:
            record_batch(ledger, 1)
    assert caught.value.kind is LedgerProblemKind.READ_ONLY
    assert path.read_bytes() == before


def sidecars(path: Path) -> list[str]:
    """What lies beside a ledger."""
    return sorted(one.name for one in path.parent.iterdir() if one != path)


@pytest.fixture
def no_place(path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The ledger in a folder that may not be written, also where root runs the tests."""
    may = os.access
    folder = path.parent
    monkeypatch.setattr(
        "watchdog.ledger.address.os.access",
        lambda place, mode: place != folder and may(place, mode),
    )
    return path


def test_a_reader_needs_no_place_beside_a_ledger_whose_folder_may_not_be_written(
    path: Path, no_place: Path
) -> None:
    with open_ledger(no_place, read_only=True) as ledger:
        assert len(ledger.facts()) == 2 * BATCH
        assert sidecars(path) == []


def test_what_is_not_yet_in_the_file_is_read_wherever_it_lies(path: Path, no_place: Path) -> None:
    with open_ledger(path) as writer:  # its log lies beside it
        record_batch(writer, 1)
        with open_ledger(no_place, read_only=True) as ledger:
            assert len(ledger.facts()) == 4 * BATCH


def test_a_reader_does_not_migrate(tmp_path: Path) -> None:
    old = ledger_of_no_tables(tmp_path)
    before = old.read_bytes()
    assert problem_of(old, read_only=True).kind is LedgerProblemKind.MISSING  # nothing was kept yet
    assert old.read_bytes() == before


DENIED = """
import os, sys
from pathlib import Path
from watchdog.ledger import LedgerProblem, open_ledger
if os.geteuid() == 0:
    os.seteuid(65534)
try:
    with open_ledger(Path(sys.argv[1]), busy_timeout=0.05) as ledger:
        ledger.undo(1, now=None)
except LedgerProblem as problem:
    print(problem.kind)
"""


@pytest.mark.parametrize(
    ("file_mode", "folder_mode"), [(0o000, 0o755), (0o444, 0o555), (0o666, 0o555), (None, 0o555)]
)
def test_what_may_not_be_written_or_read_is_said(
    path: Path, file_mode: int | None, folder_mode: int
) -> None:
    for parent in path.parents[:3]:
        parent.chmod(parent.stat().st_mode | 0o011)
    if file_mode is None:
        path.unlink()
    else:
        path.chmod(file_mode)
    path.parent.chmod(folder_mode)
    try:
        said = run_script(DENIED, path)
    finally:
        path.parent.chmod(0o755)
    assert said.split() == ["read_only"]


# --- other writers ---------------------------------------------------------------------------


@contextmanager
def another_writer(path: Path) -> Iterator[None]:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        yield
        connection.execute("ROLLBACK")


def test_another_writer_is_waited_for_and_then_named(path: Path) -> None:
    with open_ledger(path, busy_timeout=SOON) as ledger:
        with another_writer(path):
            with pytest.raises(LedgerProblem) as caught:
                record_batch(ledger, 1)
            assert caught.value.kind is LedgerProblemKind.LOCKED
            assert len(ledger.facts()) == 2 * BATCH
        record_batch(ledger, 1)
    assert whole_batches(path) == 2


def test_a_ledger_can_be_opened_while_another_writes(path: Path) -> None:
    with another_writer(path):
        for read_only in (True, False):
            with open_ledger(path, read_only=read_only, busy_timeout=SOON) as ledger:
                assert len(ledger.facts()) == 2 * BATCH


def test_readers_see_whole_batches_while_a_writer_writes(path: Path) -> None:
    done = threading.Event()
    sizes: list[int] = []

    def read() -> None:
        with open_ledger(path, read_only=True) as reader:
            while not done.is_set():
                sizes.append(len(reader.facts()))

    readers = [threading.Thread(target=read) for _ in range(2)]
    for each in readers:
        each.start()
    with open_ledger(path) as writer:
        for number in range(1, 15):
            record_batch(writer, number)
    done.set()
    for each in readers:
        each.join()
    assert sizes
    assert {size % (2 * BATCH) for size in sizes} == {0}


def test_threads_share_a_ledger_without_losing_a_batch(path: Path) -> None:
    with open_ledger(path) as ledger:
        threads = [
            threading.Thread(target=record_batch, args=(ledger, number)) for number in range(1, 9)
        ]
        for each in threads:
            each.start()
        for each in threads:
            each.join()
    assert whole_batches(path) == 9


def test_two_that_make_the_same_ledger_share_it(tmp_path: Path) -> None:
    made = tmp_path / "ledger.db"
    start = threading.Barrier(3)

    def make() -> None:
        start.wait()
        open_ledger(made).close()

    threads = [threading.Thread(target=make) for _ in range(3)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert [each.name for each in tmp_path.iterdir()] == ["ledger.db"]
    assert whole_batches(made) == 0


# --- migrations ------------------------------------------------------------------------------


def ledger_of_no_tables(folder: Path, *statements: str) -> Path:
    """The oldest ledger there can be: ours by its mark, with no tables yet."""
    old = folder / "ledger.db"
    with closing(sqlite3.connect(old)) as connection:
        for statement in (f"PRAGMA application_id = {APPLICATION_ID}", *statements):
            connection.execute(statement)
        connection.execute("VACUUM")
    return old


def test_the_migrations_make_the_tables_that_the_code_knows(path: Path) -> None:
    engine = file_engine(path, read_only=True, busy_timeout=SOON)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []
        assert context.get_current_revision() == f"{SCHEMA:04}"
    engine.dispose()
    script = ScriptDirectory(str(Path(schema.__file__).with_name("migrations")))
    assert script.get_heads() == [f"{SCHEMA:04}"]


def test_a_new_ledger_is_what_the_migrations_make(tmp_path: Path) -> None:
    migrated, built = tmp_path / "migrated", tmp_path / "built.db"
    migrated.mkdir()
    assert new_ledger.written(migrated) == new_ledger.FILE.read_text(encoding="utf-8"), (
        "the tables have changed: python -m tools.new_ledger"
    )
    with open_ledger(built):
        pass
    assert new_ledger.dumped(built) == new_ledger.dumped(migrated / "ledger.sqlite3")
    with closing(sqlite3.connect(built)) as connection:
        marks = {"application_id": APPLICATION_ID, "user_version": SCHEMA, "journal_mode": "wal"}
        for mark, value in marks.items():
            assert connection.execute(f"PRAGMA {mark}").fetchone() == (value,)


def test_an_older_ledger_is_copied_and_brought_up_to_date(tmp_path: Path) -> None:
    old = ledger_of_no_tables(tmp_path, "CREATE TABLE keepsake (word)")
    with umask(0):
        assert whole_batches(old) == 0
    backup = tmp_path / "ledger.db.v0.bak"
    assert sorted(each.name for each in tmp_path.iterdir()) == [old.name, backup.name]
    assert mode(backup) == 0o600
    with closing(sqlite3.connect(backup)) as connection:
        tables = connection.execute("SELECT name FROM sqlite_master").fetchall()
        assert tables == [("keepsake",)]
        assert connection.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)


def test_a_migration_that_fails_changes_nothing(tmp_path: Path) -> None:
    old = ledger_of_no_tables(tmp_path, "CREATE TABLE milestones (in_the_way)")
    problem = problem_of(old)
    assert problem.kind is LedgerProblemKind.CORRUPT
    assert "ledger.db.v0.bak" in str(problem)
    for each in (old, tmp_path / "ledger.db.v0.bak"):
        with closing(sqlite3.connect(each)) as connection:
            tables = connection.execute("SELECT name FROM sqlite_master").fetchall()
            assert tables == [("milestones",)]
            assert connection.execute("PRAGMA user_version").fetchone() == (0,)


def test_an_up_to_date_ledger_is_not_copied(path: Path) -> None:
    open_ledger(path).close()
    assert [each.name for each in path.parent.iterdir()] == [path.name]


# --- kills and full disks, in a program of its own -------------------------------------------


def run_script(script: str, *arguments: object) -> str:
    """What a Python program with these lines says on stdout; its errors fail the test."""
    command = [sys.executable, "-c", script, *map(str, arguments)]
    ended = subprocess.run(command, capture_output=True, text=True, check=False, cwd=HOME)  # noqa: S603 - our own lines
    assert ended.returncode == 0, ended.stderr
    return ended.stdout


# Runs a step in one child after another; the first dies at its first statement or commit, the
# second at its second, until one child lives to the end. Every child has a ledger of its own.
KILLED_EVERYWHERE = """
import os, shutil, signal, sys
from itertools import count
from pathlib import Path
import alembic.command
from sqlalchemy import Engine, event
from tests.test_ledger_faults import open_ledger, record_batch

folder, step = Path(sys.argv[1]), sys.argv[2]

def die_at(number):
    passed = count(1)
    def pass_by(*_):
        if next(passed) == number:
            os.kill(os.getpid(), signal.SIGKILL)
    event.listen(Engine, "before_cursor_execute", pass_by)
    event.listen(Engine, "commit", pass_by)

def run(number):
    die_at(number)
    with open_ledger(folder / str(number) / "ledger.db") as ledger:
        if step == "record":
            record_batch(ledger, 1)

for number in count(1):
    if (folder / "template").exists():
        shutil.copytree(folder / "template", folder / str(number))
    child = os.fork()
    if child == 0:
        run(number)
        os._exit(0)
    if os.waitpid(child, 0)[1] == 0:
        print(number)
        break
"""


def killed_everywhere(folder: Path, step: str) -> list[Path]:
    """The ledgers that the killed children left; the last one's child lived."""
    ended_at = int(run_script(KILLED_EVERYWHERE, folder, step))
    return [folder / str(number) / "ledger.db" for number in range(1, ended_at + 1)]


def test_a_kill_anywhere_while_recording_loses_the_batch_or_nothing(
    path: Path, tmp_path: Path
) -> None:
    (tmp_path / "template").mkdir()
    shutil.move(path, tmp_path / "template" / path.name)
    ledgers = killed_everywhere(tmp_path, "record")
    assert len(ledgers) > 8
    assert [whole_batches(each) for each in ledgers] == [1] * (len(ledgers) - 1) + [2]
    with open_ledger(ledgers[0]) as ledger:
        record_batch(ledger, 1)
    assert whole_batches(ledgers[0]) == 2


def test_a_kill_anywhere_while_a_ledger_is_made_leaves_none_or_a_whole_one(tmp_path: Path) -> None:
    ledgers = killed_everywhere(tmp_path, "open")
    assert len(ledgers) > 12
    assert not ledgers[5].exists()
    assert [whole_batches(each) for each in ledgers] == [0] * len(ledgers)


def test_a_kill_anywhere_while_migrating_leaves_the_old_or_the_new(tmp_path: Path) -> None:
    (tmp_path / "template").mkdir()
    ledger_of_no_tables(tmp_path / "template")
    ledgers = killed_everywhere(tmp_path, "open")
    assert len(ledgers) > 12
    for each in ledgers:
        with closing(sqlite3.connect(each)) as connection:
            tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
            version = connection.execute("PRAGMA user_version").fetchone()[0]
        assert (version == SCHEMA) == (tables > 0)
    assert [whole_batches(each) for each in ledgers] == [0] * len(ledgers)


KEEPS_RECORDING = """
import sys
from itertools import count
from pathlib import Path
from tests.test_ledger_faults import open_ledger, record_batch, whole_batches

with open_ledger(Path(sys.argv[1])) as ledger:
    done = (ledger.folders.cursor("home", "INBOX") or (7, 0))[1] // 20
    for number in count(done):
        record_batch(ledger, number)
        print(number + 1, flush=True)
"""


def test_kill_9_again_and_again_leaves_whole_batches(path: Path) -> None:
    for lines in (1, 4, 9):
        command = [sys.executable, "-c", KEEPS_RECORDING, str(path)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=HOME) as child:  # noqa: S603 - our own lines
            assert child.stdout is not None
            told = [int(child.stdout.readline()) for _ in range(lines)]
            child.send_signal(signal.SIGKILL)
        assert whole_batches(path) >= told[-1]


FULL_DISK = """
import os, resource, sys
from pathlib import Path
from tests.test_ledger_faults import LedgerProblem, open_ledger, record_batch

path = Path(sys.argv[1])
free = resource.getrlimit(resource.RLIMIT_FSIZE)[1]

def limit(size):
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, free))

def attempt(step):
    try:
        step()
    except LedgerProblem as problem:
        print(problem.kind)

limit(20_000)
attempt(lambda: open_ledger(path))
print(os.listdir(path.parent))
limit(free)
with open_ledger(path) as ledger:
    record_batch(ledger, 0)
    limit(200_000)
    attempt(lambda: record_batch(ledger, 1, raw=os.urandom(50_000)))
    print(len(ledger.facts()), ledger.folders.cursor("home", "INBOX")[1])
    limit(free)
    record_batch(ledger, 1, raw=os.urandom(50_000))
"""


def test_a_full_disk_stores_nothing_of_a_batch_and_goes_on_when_there_is_room(
    tmp_path: Path,
) -> None:
    made = tmp_path / "ledger.db"
    said = run_script(FULL_DISK, made).splitlines()
    assert said == ["disk_full", "[]", "disk_full", f"{2 * BATCH} {BATCH}"]
    assert whole_batches(made) == 2


SINCE = {
    1: ("message", "correction"),
    2: ("until", "plan", "note", "subscription", "other", "about"),
    9: ("mailboxes",),
}
SINCE_4 = {
    "notifications": ("doubted_at", "resent", "folded_into"),
    "checks": ("failures", "retry_at", "outage_from", "outage_until"),
}
TRIGGERS = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
SINCE_7 = ("ix_locations_state", "ix_messages_reader_outcome_dated_at")
SINCE_5 = {"checks": ("swept_at",), "locations": ("state", "reason")}


@pytest.mark.parametrize("version", [1, 2, 3, 4])
def test_an_older_ledger_keeps_what_was_said(path: Path, version: int) -> None:
    with open_ledger(path) as ledger:
        ledger.say(kind=StatementKind.CANCELED, merchant="coursera", now=NOW)
    with closing(sqlite3.connect(path)) as connection:
        for index in SINCE_7:
            connection.execute(f"DROP INDEX {index}")
        for column in chain.from_iterable(new for old, new in SINCE.items() if old >= version):
            connection.execute(f"ALTER TABLE statements DROP COLUMN {column}")
        before_4 = SINCE_4.items() if version < 4 else ()
        for table, columns in (*before_4, *SINCE_5.items()):
            for column in columns:
                connection.execute(f"ALTER TABLE {table} DROP COLUMN {column}")
        for (trigger,) in connection.execute(TRIGGERS).fetchall():
            connection.execute(f"DROP TRIGGER {trigger}")
        connection.execute("DROP TABLE answers")
        connection.execute("DROP TABLE tallies")
        connection.execute("DROP INDEX ix_events_merchant_channel")
        connection.execute("UPDATE alembic_version SET version_num = ?", (f"{version:04}",))
        connection.execute(f"PRAGMA user_version = {version}")
        connection.commit()
    with open_ledger(path) as ledger:
        (said,) = ledger.statements()
    assert (said.merchant, said.correction, said.until) == ("coursera", None, None)
    assert said.mailboxes == ()
    assert path.with_name(f"{path.name}.v{version}.bak").exists()
