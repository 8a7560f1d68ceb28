"""Rows 43 to 47: full disks, damaged files, other programs, old ledgers, and the way back."""

import gzip
import os
import shutil
import sqlite3
import stat
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import time_machine

from tests.faults.invariants import Ended, Watched, check_invariants
from tests.faults.letters import MONDAY, states, writing
from tests.faults.mailboxes import fill
from tests.rigs.door import Door
from tests.rigs.dovecot import User
from tests.rigs.post_office import free_port
from tests.test_ledger_faults import (
    another_writer,
    everything_in,
    killed_everywhere,
    run_script,
    umask,
)
from watchdog.ledger import LedgerProblem, LedgerProblemKind, NotificationState, open_ledger
from watchdog.ledger.backups import backups_of, of_week, prune
from watchdog.ledger.files import network_disk
from watchdog.ledger.version import SCHEMA

GOLDEN = Path(__file__).parents[1] / "golden"
OLD = range(1, SCHEMA)


def golden(version: int, folder: Path) -> Path:
    """The ledger that a program of that version left, in a folder of its own."""
    made = folder / "ledger.sqlite3"
    folder.mkdir(exist_ok=True)
    made.touch(mode=0o600)
    made.write_bytes(gzip.decompress((GOLDEN / f"ledger.v{version}.sqlite3.gz").read_bytes()))
    return made


def kept_facts(path: Path) -> tuple[int, int, int, int, int]:
    """Billing mails, what they say, the user's words, notices, and UIDs; the file is sound."""
    with open_ledger(path) as ledger:
        counts = ledger.counts()
        facts = (
            sum(counts.messages.values()),
            len(ledger.facts()) + len(ledger.review_facts()),
            len(ledger.statements()),
            len(ledger.outbox.entries()),
            counts.seen,
        )
        ledger.place.check()
    return facts


# --- upgrades --------------------------------------------------------------------------------


@pytest.mark.parametrize("version", OLD)
def test_a_ledger_of_every_released_version_is_brought_up_to_date(
    tmp_path: Path, version: int
) -> None:
    old = golden(version, tmp_path)
    assert kept_facts(old) == (13, 9, 1, 3, 15)
    check_invariants(tmp_path)
    (copy,) = backups_of(old)
    assert copy.name == f"ledger.sqlite3.v{version}.bak"
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    with closing(sqlite3.connect(copy)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (version,)
    with open_ledger(old) as ledger:
        assert ledger.folders.cursor("home", "INBOX") == (7, 3)
        (dead,) = ledger.outbox.entries(NotificationState.DEAD)
        assert (dead.notification.key, dead.resent) == ("gold:1@digest", 0)
        assert ledger.milestones.reached_at("digest:2026-W48") is not None


def test_a_report_after_an_upgrade_simply_judges(door: Door) -> None:
    door.home.mkdir()
    file = golden(OLD[-1], door.home)
    first = door("report", "--as-of", "2026-11-23", "--plain")
    assert (first.code, "Larkfield" in first.out) == (0, True), first.err
    assert [one.name for one in backups_of(file)] == [f"ledger.sqlite3.v{OLD[-1]}.bak"]
    assert door("report", "--as-of", "2026-11-23", "--plain").out == first.out


@pytest.mark.parametrize("version", [OLD[0], OLD[-1]])
def test_a_kill_anywhere_in_an_upgrade_leaves_the_old_or_the_new(
    tmp_path: Path, version: int
) -> None:
    shutil.move(golden(version, tmp_path / "made"), tmp_path / "made" / "ledger.db")
    (tmp_path / "made").rename(tmp_path / "template")
    ledgers = killed_everywhere(tmp_path, "open")
    assert len(ledgers) > 8
    versions = []
    for each in ledgers:
        with closing(sqlite3.connect(each)) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            versions.append(connection.execute("PRAGMA user_version").fetchone()[0])
        assert kept_facts(each) == (13, 9, 1, 3, 15)
    assert set(versions) == {version, SCHEMA}


def test_an_upgrade_that_fails_changes_nothing_and_names_the_copy(tmp_path: Path) -> None:
    old = golden(1, tmp_path)
    with closing(sqlite3.connect(old)) as connection:
        connection.execute("ALTER TABLE checks ADD COLUMN failures TEXT")
        connection.commit()
    with pytest.raises(LedgerProblem, match=r"nothing was changed.*v1\.bak") as caught:
        open_ledger(old)
    assert caught.value.kind is LedgerProblemKind.CORRUPT
    with closing(sqlite3.connect(old)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (1,)
        assert "message" not in {
            row[1] for row in connection.execute("PRAGMA table_info(statements)")
        }


FULL_UPGRADE = """
import resource, sys
from pathlib import Path
from watchdog.ledger import LedgerProblem, open_ledger
path = Path(sys.argv[1])
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), resource.RLIM_INFINITY))
try:
    open_ledger(path).close()
except LedgerProblem as problem:
    print(problem.kind)
"""


@pytest.mark.parametrize("room", [20_000, 4_096 * 27])
def test_a_full_disk_stops_an_upgrade_before_it_begins_or_whole(tmp_path: Path, room: int) -> None:
    old = golden(1, tmp_path)
    said = run_script(FULL_UPGRADE, old, room)
    with closing(sqlite3.connect(old)) as connection:
        version = connection.execute("PRAGMA user_version").fetchone()[0]
    assert (said.split(), version) in ((["disk_full"], 1), ([], SCHEMA))
    assert kept_facts(old) == (13, 9, 1, 3, 15)


# --- what lies there is not usable -----------------------------------------------------------


def _corrupt(path: Path) -> None:
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.seek(size // 2)
        file.write(b"\xff" * 9000)


def _newer(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA user_version = {SCHEMA + 1}")


def _folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


UNUSABLE: dict[str, tuple[Callable[[Path], object], str]] = {
    "corrupt": (_corrupt, "damaged"),
    "truncated": (lambda path: os.truncate(path, 30_000), "damaged"),
    "zero length": (lambda path: os.truncate(path, 0), "empty"),
    "not a database": (lambda path: path.write_bytes(b"Dear diary. " * 99), "not a database"),
    "a folder": (_folder, "it is a folder"),
    "newer": (_newer, "newer billing-watchdog"),
}


@pytest.mark.dovecot
@pytest.mark.parametrize("name", UNUSABLE)
def test_a_ledger_that_cannot_be_used_is_refused_in_words_and_restored(
    door: Door, user: User, name: str
) -> None:
    make, says = UNUSABLE[name]
    fill(user, range(12))
    door.configure(user)
    assert door("scan").code == 0
    copy = Path(door("backup").out.strip())
    ledger = door.home / "ledger.sqlite3"
    make(ledger)
    before = everything_in(door.home)
    refused = door("run", "--once")
    assert refused.code == 1
    assert says in refused.err
    assert str(ledger) in refused.err
    assert refused.err.count("\n") == 1
    after = everything_in(door.home)
    assert {
        key: after.get(key) for key in before if key.startswith("ledger.sqlite3") and "-" not in key
    } == {
        key: value
        for key, value in before.items()
        if key.startswith("ledger.sqlite3") and "-" not in key
    }
    if name not in ("newer", "not a database", "a folder"):
        command = f"watchdog --home {door.home} restore {copy}"
        assert command in refused.err
    restored = door("restore", copy)
    assert restored.code == 0, restored.err
    assert "12 billing mails" in restored.err
    assert "Traceback" not in restored.err
    assert door("scan").code == 0
    check_invariants(door.home, watched=[Watched(user)])


def test_a_copy_that_is_none_replaces_nothing(door: Door, tmp_path: Path) -> None:
    door.home.mkdir()
    golden(1, door.home)
    before = (door.home / "ledger.sqlite3").read_bytes()
    for name, content in {"text.bak": b"Dear diary. " * 99, "empty.bak": b""}.items():
        (tmp_path / name).write_bytes(content)
        ended = door("restore", tmp_path / name)
        assert ended.code == 1
        assert "choose another copy" in ended.err
        assert "scan again" not in ended.err
    damaged = golden(2, tmp_path / "damaged")
    _corrupt(damaged)
    ended = door("restore", damaged)
    assert (ended.code, "damaged" in ended.err) == (1, True)
    assert door("restore", tmp_path / "nowhere.bak").code == 2
    assert (door.home / "ledger.sqlite3").read_bytes() == before


def test_a_restored_ledger_remembers_what_was_told_since(door: Door) -> None:
    door.home.mkdir()
    file = golden(OLD[-1], door.home)
    with open_ledger(file) as ledger:
        copy = ledger.place.back_up(door.home / "copy.bak")
        (waiting,) = ledger.outbox.claim_due(now=MONDAY + timedelta(days=1))
        ledger.outbox.mark_sent(waiting.notification.key, now=MONDAY + timedelta(days=1))
        ledger.milestones.reach("digest:2026-W49", now=MONDAY)
    assert door("restore", copy).code == 0
    with open_ledger(file) as ledger:
        assert ledger.outbox.claim_due(now=MONDAY + timedelta(days=9)) == ()
        assert ledger.milestones.reached_at("digest:2026-W49") == MONDAY


def test_of_a_healthy_ledger_nobody_says_that_it_could_not_be_read(door: Door) -> None:
    door.home.mkdir()
    with open_ledger(golden(OLD[-1], door.home)) as ledger:
        copy = ledger.place.back_up(door.home / "copy.bak")
    restored = door("restore", copy)
    assert restored.code == 0
    assert "What was there before lies at" in restored.err
    assert "could not be read" not in restored.err


def test_backups_are_whole_private_and_few(tmp_path: Path) -> None:
    file = golden(OLD[-1], tmp_path)
    with umask(0), open_ledger(file) as ledger:
        with another_writer(file):
            ledger.place.back_up(tmp_path / "while-written.bak")
        for week in range(6):
            moment = datetime(2026, 11, 2, tzinfo=UTC) + timedelta(weeks=week)
            made = ledger.place.back_up(of_week(file, moment))
            os.utime(made, (moment.timestamp(), moment.timestamp()))
        ledger.place.back_up(tmp_path / "ledger.sqlite3.by-hand.bak")
    prune(file)
    names = sorted(each.name.removeprefix("ledger.sqlite3.") for each in backups_of(file))
    assert names == [
        *("2026-W47.bak", "2026-W48.bak", "2026-W49.bak", "2026-W50.bak", "by-hand.bak"),
        f"v{OLD[-1]}.bak",
    ]
    assert {stat.S_IMODE(each.stat().st_mode) for each in tmp_path.glob("*.bak")} == {0o600}
    assert kept_facts(tmp_path / "while-written.bak") == (13, 9, 1, 3, 15)


@pytest.mark.dovecot
def test_a_daemon_keeps_a_copy_of_each_week(door: Door, user: User) -> None:
    writing(door, user, free_port())
    for day in (0, 1, 8):
        with time_machine.travel(MONDAY + timedelta(days=day), tick=True):
            assert door("run", "--once").code == 0
    names = sorted(each.name for each in backups_of(door.home / "ledger.sqlite3"))
    assert names == ["ledger.sqlite3.2026-W48.bak", "ledger.sqlite3.2026-W49.bak"]


# --- a full disk, for real -------------------------------------------------------------------


@contextmanager
def small_disk(place: Path, kilobytes: int) -> Iterator[Path]:
    """A file system of its own that is soon full; only root can make one."""
    place.mkdir(exist_ok=True)
    command = ["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k,mode=0700", "none", str(place)]
    if os.geteuid() != 0 or subprocess.run(command, check=False, capture_output=True).returncode:  # noqa: S603 - our own words
        pytest.skip("a disk of its own can only be made by root; RLIMIT_FSIZE stands in elsewhere")
    try:
        yield place
    finally:
        subprocess.run(["umount", "-l", str(place)], check=True)  # noqa: S603, S607 - as above


@pytest.mark.dovecot
def test_a_full_disk_loses_nothing_and_goes_on_when_there_is_room(door: Door, user: User) -> None:
    fill(user, range(260))
    before = user.fingerprint()
    with small_disk(door.home, 400):
        door.configure(user)
        full = door("scan")
        assert full.code == 1
        assert "disk is full" in full.err
        assert "Traceback" not in full.err
        subprocess.run(  # noqa: S603 - our own words
            ["mount", "-o", "remount,size=20m", str(door.home)],  # noqa: S607 - as above
            check=True,
        )
        room = door("scan")
        assert room.code == 0, room.err
        check_invariants(
            door.home,
            watched=[Watched(user, before=before)],
            ended=[Ended(1, full.err), Ended(0, room.err)],
        )


# --- other programs and other disks ----------------------------------------------------------


@pytest.mark.dovecot
def test_a_ledger_that_is_locked_for_ever_stops_no_reader(door: Door, user: User) -> None:
    fill(user, range(3))
    door.configure(user)
    assert door("scan").code == 0
    with another_writer(door.home / "ledger.sqlite3"):
        assert door("report").code == 0
        assert door("backup").code == 0
    assert states(door.home) == {}


def test_network_disks_are_recognised(tmp_path: Path) -> None:
    mounts = (
        "22 1 8:1 / / rw - ext4 /dev/sda1 rw\n"
        "40 22 0:40 / /mnt/nas rw - nfs4 nas:/home rw\n"
        "41 22 0:41 / /mnt/a\\040b rw - fuse.sshfs me@host: rw\n"
        "42 40 0:42 / /mnt/nas/local rw - ext4 /dev/sdb1 rw\n"
    )
    places = {
        "/home/me/ledger.sqlite3": None,
        "/mnt/nas/ledger.sqlite3": "nfs4",
        "/mnt/a b/ledger.sqlite3": "fuse.sshfs",
        "/mnt/nas/local/ledger.sqlite3": None,
        "/mnt/nasty/ledger.sqlite3": None,
    }
    assert {place: network_disk(Path(place), mounts) for place in places} == places


def test_on_a_network_disk_no_log_is_shared(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("watchdog.ledger.engine.network_disk", lambda _: "nfs4")
    file = golden(OLD[-1], tmp_path)
    with open_ledger(file) as ledger:
        ledger.milestones.reach("here", now=MONDAY)
        assert not file.with_name("ledger.sqlite3-wal").exists()


@pytest.mark.dovecot
def test_gaps_that_a_bad_copy_leaves_are_healed_by_the_server(door: Door, user: User) -> None:
    fill(user, range(6))
    door.configure(user)
    assert door("scan").code == 0
    copy = Path(door("backup").out.strip())
    fill(user, range(6, 12))
    assert door("scan").code == 0
    assert door("restore", copy).code == 0
    assert door("scan").code == 0
    check_invariants(door.home, watched=[Watched(user)])
