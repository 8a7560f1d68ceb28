"""The tenants of a fleet on the command line: plain lines on what is off, and nothing is lost."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.mailboxes import fill
from tests.rigs.door import Door
from tests.rigs.dovecot import Dovecot, User
from tests.rigs.fleets import emptied, make_home, secret, tenant_config, users
from tests.rigs.postgres import Postgres
from watchdog.fleet import tenants
from watchdog.fleet.tenants import Fleet, open_fleet
from watchdog.fleet.worker import prepare, work
from watchdog.ledger import open_ledger
from watchdog.setting import Setting

pytestmark = [pytest.mark.postgres, pytest.mark.dovecot]


@pytest.fixture(scope="module")
def database(postgres: Postgres) -> str:
    return postgres.new_database("tenants")


@pytest.fixture
def home(tmp_path: Path, postgres: Postgres, database: str) -> Iterator[Path]:
    """A fleet that looks after nobody yet."""
    made = make_home(tmp_path / "fleet", database)
    with open_fleet(Setting(home=made)) as fleet:
        prepare(fleet)
    yield made
    emptied(postgres, "tenants")


@pytest.fixture
def fleet(home: Path) -> Iterator[Fleet]:
    with open_fleet(Setting(home=home)) as opened:
        yield opened


@pytest.fixture
def box(dovecot: Dovecot) -> User:
    (one,) = users(dovecot, 1)
    return one


# --- a file that cannot be taken -------------------------------------------------------------


def test_a_configuration_that_others_can_read_is_told_with_what_mends_it(
    home: Path, door: Door, box: User
) -> None:
    file = secret(home / "open.toml", tenant_config(home, box))
    file.chmod(0o644)
    ended = door.at(home)("tenant", "add", "anna", "--config", file)
    assert ended.code == 2
    assert "others on this computer can reach it (mode 0644); run: chmod 600" in ended.err
    assert "unexpected" not in ended.err


def test_a_folder_and_a_file_that_is_not_there_are_told_in_words(home: Path, door: Door) -> None:
    door = door.at(home)
    for file, why in ((home / "none.toml", "no such file"), (home, "is a directory")):
        ended = door("tenant", "add", "anna", "--config", file)
        assert ended.code == 2
        assert f"{file}: cannot be read ({why}" in ended.err
        assert "give the config.toml of this tenant" in ended.err
        assert "Errno" not in ended.err
    odd = home / "odd.toml"
    odd.touch(mode=0o600)
    odd.write_bytes(b"\xff\xfe\x00v")
    assert "not UTF-8 text" in door("tenant", "add", "anna", "--config", odd).err
    os.mkfifo(home / "pipe", 0o600)
    assert "no ordinary file" in door("tenant", "add", "anna", "--config", home / "pipe").err


# --- who was removed -------------------------------------------------------------------------


def test_who_was_removed_can_still_be_handed_over_until_he_is_forgotten(
    fleet: Fleet, home: Path, door: Door, box: User
) -> None:
    door = door.at(home)
    fill(box, range(2))
    tenants.add(fleet, "anna", tenant_config(home, box))
    work(Setting(home=home), until_idle=True)
    said = door("tenant", "remove", "anna").err
    assert "watchdog tenant export anna FILE" in said
    assert "watchdog tenant purge anna" in said
    asked = door("--owner", "anna", "report")
    assert asked.code == 2
    assert "'anna' was removed, and the ledger is kept" in asked.err
    assert "watchdog tenant export anna FILE" in asked.err
    file = home / "anna.sqlite3"
    assert door("tenant", "export", "anna", file).out == f"{file}\n"
    with open_ledger(file) as ledger:
        assert ledger.counts().seen == 2
    assert door("tenant", "purge", "anna", "--yes").code == 0
    gone = door("tenant", "export", "anna", home / "more.sqlite3")
    assert (gone.code, "no tenant is called 'anna'" in gone.err) == (2, True)
    assert not (home / "more.sqlite3").exists()


def test_who_was_removed_before_a_mail_came_can_be_handed_over_too(
    fleet: Fleet, home: Path, door: Door, box: User
) -> None:
    door = door.at(home)
    tenants.add(fleet, "anna", tenant_config(home, box))
    assert door("tenant", "remove", "anna").code == 0
    assert door("tenant", "remove", "anna").code == 2
    ended = door("tenant", "export", "anna", home / "anna.sqlite3")
    assert (ended.code, "0 billing mails of anna" in ended.err) == (0, True)
    assert door("tenant", "purge", "anna", "--yes").code == 0
    assert door("tenant", "purge", "anna", "--yes").code == 2


# --- names ------------------------------------------------------------------------------------


def test_a_name_that_nobody_has_is_told_with_how_many_there_are(
    fleet: Fleet, home: Path, door: Door, box: User
) -> None:
    for number in range(22):
        tenants.add(fleet, f"t{number:02}", tenant_config(home, box))
    ended = door.at(home)("tenant", "purge", "nosuch")
    assert ended.code == 2
    assert "give one of: t00, t01" in ended.err
    assert "t19 (2 more: watchdog tenant list)" in ended.err
