"""The tenants of a fleet on the command line: plain lines on what is off, and nothing is lost."""

import os
from pathlib import Path

import pytest

from tests.faults.mailboxes import fill
from tests.rigs.door import Door
from tests.rigs.dovecot import Dovecot, User
from tests.rigs.empty_fleet import database, fleet, home
from tests.rigs.fleets import secret, tenant_config, users
from watchdog.fleet import tenants
from watchdog.fleet.tenants import Fleet
from watchdog.fleet.worker import work
from watchdog.ledger import open_ledger
from watchdog.setting import Setting

__all__ = ["database", "fleet", "home"]

pytestmark = [pytest.mark.postgres, pytest.mark.dovecot]


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


# --- a configuration that is no file here ----------------------------------------------------


@pytest.fixture
def anna(fleet: Fleet, home: Path, box: User) -> Path:
    """A fleet that is to look after her."""
    tenants.add(fleet, "anna", tenant_config(home, box))
    return home


@pytest.fixture
def read_anna(anna: Path, box: User) -> Path:
    """A fleet that has read her mail."""
    fill(box, range(2))
    work(Setting(home=anna), until_idle=True)
    return anna


@pytest.mark.parametrize(
    "words",
    [
        ("account", "remove", "box0", "--yes"),
        ("account", "add", "you@example.org", "--host", "127.0.0.1", "--no-test", "--yes"),
        ("digest", "--day", "friday"),
        ("digest", "--server", "127.0.0.1", "--to", "you@example.org"),
        ("notify", "add", "--url-file", "URL"),
        ("init", "--yes"),
    ],
    ids=" ".join,
)
def test_what_would_change_a_tenants_file_says_where_his_configuration_lies(
    anna: Path, door: Door, words: tuple[str, ...]
) -> None:
    url = secret(anna / "url", "json://127.0.0.1:9/")
    ended = door.at(anna)("--owner", "anna", *(str(url) if one == "URL" else one for one in words))
    assert ended.code == 2
    assert "the configuration of anna lies on the server" in ended.err
    assert "watchdog tenant add anna --config FILE" in ended.err
    assert not (anna / "tenants").exists()


def test_no_line_of_a_tenant_names_a_file_that_is_not_there(anna: Path, door: Door) -> None:
    door = door.at(anna)
    told = door("--owner", "anna", "doctor", "--offline")
    assert "tenants/anna/config.toml" not in told.out
    assert "configuration of anna, 1 account" in told.out
    assert "watchdog tenant add anna --config FILE" in told.out  # nobody would be told
    assert "watchdog run" not in told.out
    assert "watchdog fleet status" in told.out
    for words in (("notify", "test"), ("digest",), ("scan", "--account", "nosuch")):
        ended = door("--owner", "anna", *words)
        assert ended.code == 2, words
        assert "configuration of anna: " in ended.err
        assert "config.toml" not in ended.err


def test_the_status_of_a_tenant_speaks_of_workers(read_anna: Path, door: Door) -> None:
    told = door.at(read_anna)("--owner", "anna", "status").out
    assert "Workers read it: watchdog fleet status." in told
    assert "watchdog run" not in told
    ended = door.at(read_anna)("--owner", "anna", "service", "install")
    assert (ended.code, "workers" in ended.err) == (2, True)


@pytest.mark.parametrize("command", ["report", "status", "upcoming"])
def test_who_asks_the_fleet_itself_is_told_to_say_whose(
    anna: Path, door: Door, command: str
) -> None:
    ended = door.at(anna)(command)
    assert ended.code == 2
    assert "this server keeps the ledgers of many" in ended.err
    assert f"watchdog --owner NAME {command}" in ended.err
    assert "init" not in ended.out + ended.err


def test_the_doctor_of_a_fleet_asks_for_no_mailbox_and_no_daemon(
    read_anna: Path, door: Door
) -> None:
    told = door.at(read_anna)("doctor", "--offline")
    assert told.code == 0
    assert "1 tenant" in told.out
    assert "watchdog fleet status" in told.out
    for wrong in ("account add", "watchdog run", "nobody would be told"):
        assert wrong not in told.out
