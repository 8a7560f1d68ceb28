"""Archives that workers read in portions: every mail once, by whom ever, and what fails is told."""

import signal
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.faults.mailboxes import receipt
from tests.faults.programs import until
from tests.rigs.door import Door
from tests.rigs.dovecot import Dovecot
from tests.rigs.fleets import emptied, make_home, secret, tenant_config, worker
from tests.rigs.postgres import Postgres
from watchdog.fleet import archives
from watchdog.fleet.figures import Archives, figures
from watchdog.fleet.tenants import Fleet, open_fleet
from watchdog.fleet.worker import prepare, work
from watchdog.setting import Setting

pytestmark = [pytest.mark.postgres, pytest.mark.dovecot]
NOW = datetime(2026, 10, 2, tzinfo=UTC)
SEPARATOR = b"From x@example.org Fri Oct 02 10:11:12 2026\r\n"


@pytest.fixture(scope="module")
def database(postgres: Postgres) -> str:
    return postgres.new_database("archives")


@pytest.fixture
def home(tmp_path: Path, postgres: Postgres, database: str, dovecot: Dovecot) -> Iterator[Path]:
    """A fleet that looks after Anna, whose mailbox is empty."""
    made = make_home(tmp_path / "fleet", database, "stalled_seconds = 2", "polls_at_once = 2")
    secret(made / "anna.toml", tenant_config(made, dovecot.add_user()))
    with open_fleet(Setting(home=made)) as fleet:
        prepare(fleet)
    yield made
    emptied(postgres, "archives")


@pytest.fixture
def door(door: Door, home: Path) -> Door:
    here = door.at(home)
    assert here("tenant", "add", "anna", "--config", home / "anna.toml").code == 0
    return here


@pytest.fixture
def fleet(home: Path) -> Iterator[Fleet]:
    with open_fleet(Setting(home=home)) as opened:
        yield opened


def archive(path: Path, count: int) -> Path:
    """An mbox of so many different receipts."""
    path.write_bytes(b"".join(SEPARATOR + receipt(n) + b"\r\n\r\n" for n in range(count)))
    return path


def read(fleet: Fleet) -> int:
    with fleet.server.ledger("anna") as ledger:
        return sum(ledger.counts().messages.values())


def test_an_archive_is_read_in_portions_and_once(
    door: Door, fleet: Fleet, tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    box = archive(tmp_path / "takeout.mbox", 30)
    count = -(-box.stat().st_size // 1000)
    assert count > 5
    monkeypatch.setattr("watchdog.archive.portions.PORTION_BYTES", 1000)
    given = archives.hand_out(fleet, "anna", [box, tmp_path / "none"], thorough=False)
    again = archives.hand_out(fleet, "anna", [box], thorough=False)
    assert (given.portions, given.waiting, again.portions, again.waiting) == (count, 0, 0, count)
    assert [str(one) for one in given.problems] == [
        f"{tmp_path / 'none'}: does not exist; check the path"
    ]
    assert figures(fleet).archives == (Archives(owner="anna", waiting=count, failed=0),)
    assert f"Archives of anna: {count} portions to read.\n" in door("fleet", "status").out
    work(Setting(home=home), until_idle=True)
    assert (read(fleet), figures(fleet).archives) == (30, ())
    archives.hand_out(fleet, "anna", [box], thorough=False)
    work(Setting(home=home), until_idle=True)
    assert read(fleet) == 30


def test_a_killed_worker_leaves_its_portions_to_the_others(
    fleet: Fleet, door: Door, tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    box = archive(tmp_path / "takeout.mbox", 120)
    monkeypatch.setattr("watchdog.archive.portions.PORTION_BYTES", 8000)
    archives.hand_out(fleet, "anna", [box], thorough=False)
    with worker(home) as first, worker(home):
        until(lambda: read(fleet) > 0, "a portion is read")
        first.send_signal(signal.SIGKILL)
        until(lambda: read(fleet) == 120 and not figures(fleet).archives, "all is read", 60)
    assert figures(fleet).apart == ()


def test_files_that_a_worker_does_not_see_are_told_and_waited_for(
    fleet: Fleet,
    door: Door,
    tmp_path: Path,
    home: Path,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("watchdog.fleet.jobs._PATIENTLY.exponential_wait", 0)
    box = archive(tmp_path / "takeout.mbox", 2)
    assert door("tenant", "import", "anna", box).code == 0
    away = box.rename(tmp_path / "away")
    for _ in range(8):
        work(Setting(home=home), until_idle=True)
    assert f"anna import: {box}: not to be seen here" in caplog.text
    said = door("fleet", "status").out
    assert "Archives of anna: 0 portions to read, 1 given up (try again: tenant import)." in said
    away.rename(box)
    assert "1 portion is given out for anna." in door("tenant", "import", "anna", box).err
    work(Setting(home=home), until_idle=True)
    assert (read(fleet), figures(fleet).archives) == (2, ())


def test_whom_nobody_knows_and_what_is_not_there_is_told(door: Door, tmp_path: Path) -> None:
    ended = door("tenant", "import", "bert", tmp_path)
    assert (ended.code, "no tenant is called 'bert'; give one of: anna" in ended.err) == (2, True)
    ended = door("tenant", "import", "anna", tmp_path / "none")
    assert (ended.code, "does not exist; check the path" in ended.err) == (1, True)
