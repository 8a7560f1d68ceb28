"""A scan of mailboxes in which nothing is new: a glance, and a whole visit when in doubt."""

import sqlite3
import subprocess
import sys
from datetime import datetime, timedelta

import pytest

from tests.rigs.door import Door
from tests.rigs.dovecot import User
from tests.rigs.proxy import tapped
from tests.test_doors import ROOT, loaded_of
from tests.test_mailbox import fill
from watchdog.glance import SWEEP_EVERY, glance
from watchdog.setting import Setting

pytestmark = pytest.mark.dovecot
HEAVY = {"sqlalchemy", "watchdog.judging", "watchdog.catalog", "parsers.engine", "lxml", "babel"}


def quiet(door: Door) -> bool:
    setting = Setting(home=door.home)
    (account,) = setting.config().accounts
    return glance(setting, account).is_quiet


def asked(door: Door, sql: str) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(door.home / "ledger.sqlite3")
    try:
        with connection:
            return connection.execute(sql).fetchall()
    finally:
        connection.close()


@pytest.fixture
def read(door: Door, user: User) -> Door:
    """A home whose mailbox of three mails was read."""
    fill(user, range(3))
    door.configure(user)
    assert door("scan").code == 0
    return door


def test_nothing_new_costs_three_round_trips_and_no_database_library(
    read: Door, user: User
) -> None:
    before = asked(read, "SELECT last_success_at FROM checks")
    assert loaded_of(HEAVY, "--home", str(read.home), "scan") == "LOADED []"
    assert asked(read, "SELECT last_success_at FROM checks") > before
    with tapped(user.server.port) as wire:
        read.configure(user, 'host = "127.0.0.1"', f"port = {wire.port}", 'tls = "none"')
        assert read("scan").err == "home: 0 new mails, 0 of them read closely.\n"
    assert wire.verbs == {"LOGIN", "EXAMINE", "LOGOUT"}


def test_new_mail_is_read_in_a_whole_visit(read: Door, user: User) -> None:
    assert quiet(read)
    fill(user, [4])
    assert not quiet(read)
    assert read("scan").err == "home: 1 new mail, 1 of them read closely.\n"
    assert quiet(read)


@pytest.mark.parametrize(
    "unusual",
    [
        "UPDATE checks SET failing_since = '2026-11-23T00:00:00.000000+00:00'",
        "UPDATE checks SET retry_at = '2026-11-23T00:00:00.000000+00:00'",
        "UPDATE checks SET swept_at = NULL",
        "UPDATE checks SET swept_at = '2026-01-01T00:00:00.000000+00:00'",
        "UPDATE cursors SET uidvalidity = 7",
        "UPDATE cursors SET last_uid = 2",
        "DELETE FROM cursors",
        "PRAGMA user_version = 5",
        "PRAGMA application_id = 5",
    ],
)
def test_whatever_is_unusual_is_no_quiet_look(read: Door, unusual: str) -> None:
    assert quiet(read)
    asked(read, unusual)
    assert not quiet(read)


def test_a_refused_sign_in_is_tried_once(read: Door, user: User) -> None:
    with tapped(user.server.port) as wire:
        read.configure(user, 'host = "127.0.0.1"', f"port = {wire.port}", 'tls = "none"')
        (read.home / "password").write_text("wrong", encoding="utf-8")
        assert read("scan").code == 4
    assert sum(b"LOGIN" in line for line in wire.commands) == 1
    assert asked(read, "SELECT problem_kind, failures FROM checks") == [("sign_in", 1)]


def test_two_glances_at_once_are_two_looks(read: Door) -> None:
    line = [sys.executable, "-m", "watchdog", "--home", str(read.home), "scan"]
    looks = [subprocess.Popen(line, cwd=ROOT, stderr=subprocess.PIPE) for _ in range(2)]  # noqa: S603 - ours
    for look in looks:
        _, said = look.communicate()
        assert (look.returncode, said) == (0, b"home: 0 new mails, 0 of them read closely.\n")
    assert asked(read, "SELECT failures FROM checks") == [(0,)]


def test_the_first_sweep_is_due_an_hour_after_the_first_walk(read: Door) -> None:
    ((swept, seen),) = asked(read, "SELECT swept_at, last_success_at FROM checks")
    due = datetime.fromisoformat(str(swept)) + SWEEP_EVERY
    assert due - datetime.fromisoformat(str(seen)) == timedelta(hours=1)
