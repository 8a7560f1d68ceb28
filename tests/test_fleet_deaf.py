"""A fleet that cannot hear says so: which mailboxes, since when, why, and until when."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import pytest

from tests.faults.mailboxes import fill
from tests.rigs.door import Door
from tests.rigs.dovecot import Dovecot, User
from tests.rigs.empty_fleet import database, fleet, home
from tests.rigs.fleets import secret, tenant_config, users
from watchdog.fleet import tenants
from watchdog.fleet.figures import Figures, figures
from watchdog.fleet.rhythm import looked
from watchdog.fleet.tenants import Fleet
from watchdog.fleet.worker import work
from watchdog.ledger import Check
from watchdog.setting import Setting

__all__ = ["database", "fleet", "home"]

pytestmark = [pytest.mark.postgres, pytest.mark.dovecot]


def add(fleet: Fleet, home: Path, owner: str, *boxes: User) -> None:
    tenants.add(fleet, owner, tenant_config(home, *boxes))


def test_who_refuses_the_sign_in_is_told_by_every_way_of_asking_until_it_is_mended(
    fleet: Fleet, home: Path, door: Door, dovecot: Dovecot
) -> None:
    door = door.at(home)
    good, bad = users(dovecot, 2)
    fill(good, range(2))
    fill(bad, range(3))
    add(fleet, home, "good", good)
    add(fleet, home, "bad", bad)
    secret(home / f"password-{bad.name}", "not it")
    before = datetime.now(UTC) - timedelta(seconds=1)
    work(Setting(home=home), until_idle=True)

    told = door("fleet", "status")
    assert told.code == 4
    assert "first scan not done: 1." in told.out
    assert "1 mailbox is deaf" in told.out
    (line,) = [line for line in told.out.splitlines() if "bad box0/INBOX: deaf since" in line]
    assert "refused the sign-in" in line
    ended = door("fleet", "status", "--json")
    assert ended.code == 4
    now = msgspec.json.decode(ended.out, type=Figures)
    assert (now.unread, now.failing, now.deaf_mailboxes) == (1, 1, 1)
    (one,) = now.deaf
    assert (one.owner, one.account, one.folder, one.problem_kind) == (
        "bad", "box0", "INBOX", "sign_in",
    )  # fmt: skip
    assert before < datetime.fromisoformat(one.since) < datetime.now(UTC)
    said = door("fleet", "metrics").out
    assert "watchdog_mailboxes_deaf 1.0" in said
    assert "watchdog_mailboxes_failing 1.0" in said
    assert "watchdog_mailboxes_unread 1.0" in said

    listed = door("tenant", "list").out.splitlines()
    assert listed[0].startswith("bad: 1 mailbox; box0/INBOX: deaf since ")
    assert "refused the sign-in" in listed[0]
    assert listed[1:] == ["good: 1 mailbox"]
    rows = msgspec.json.decode(door("tenant", "list", "--json").out)["tenants"]
    assert [[deaf["account"] for deaf in row["deaf"]] for row in rows] == [["box0"], []]

    # Mended and tried by hand: nobody has to wait for the next poll.
    secret(home / f"password-{bad.name}", bad.password)
    assert door("--owner", "bad", "scan", "--now").code == 0
    told = door("fleet", "status")
    assert ("deaf" in told.out, "first scan not done: 0." in told.out) == (False, True)
    assert told.code == 1  # nobody works
    assert door("tenant", "list").out == "bad: 1 mailbox\ngood: 1 mailbox\n"


def check(since: timedelta, kind: str, *, read: bool = True) -> Check:
    """A folder that has failed for so long."""
    now = datetime.now(UTC)
    return Check(
        account="box0",
        folder="INBOX",
        last_success_at=now - since if read else None,
        last_attempt_at=now,
        failing_since=now - since,
        last_problem="the line was cut",
        problem_kind=kind,
    )


def test_a_line_that_is_down_is_deafness_after_six_hours(
    fleet: Fleet, home: Path, dovecot: Dovecot
) -> None:
    (box,) = users(dovecot, 1)
    add(fleet, home, "anna", box)
    looked(fleet, "anna", "box0", [check(timedelta(hours=5), "transient")])
    now = figures(fleet)
    assert (now.failing, now.deaf_mailboxes, now.deaf, now.unread) == (1, 0, (), 0)
    looked(fleet, "anna", "box0", [check(timedelta(hours=7), "transient", read=False)])
    now = figures(fleet)
    assert (now.failing, now.deaf_mailboxes, now.unread) == (1, 1, 1)
    assert (now.is_well, now.wants_sign_in) == (False, False)
    looked(fleet, "anna", "box0", [check(timedelta(0), "configuration")])
    assert [one.problem for one in figures(fleet).deaf] == ["the line was cut"]


def test_of_two_folders_the_one_that_is_deaf_for_longest_is_told(
    fleet: Fleet, home: Path, dovecot: Dovecot
) -> None:
    (box,) = users(dovecot, 1)
    add(fleet, home, "anna", box)
    fine = msgspec.structs.replace(check(timedelta(0), ""), failing_since=None, folder="Fine")
    later = msgspec.structs.replace(check(timedelta(hours=8), "transient"), folder="Later")
    looked(fleet, "anna", "box0", [fine, later, check(timedelta(hours=9), "transient")])
    (one,) = figures(fleet).deaf
    assert (one.folder, figures(fleet).deaf_mailboxes) == ("INBOX", 1)


def test_many_that_are_deaf_are_counted_all_and_named_in_part(
    fleet: Fleet, home: Path, door: Door, dovecot: Dovecot
) -> None:
    (box,) = users(dovecot, 1)
    for number in range(23):
        add(fleet, home, f"t{number:02}", box)
        looked(fleet, f"t{number:02}", "box0", [check(timedelta(hours=number + 7), "transient")])
    now = figures(fleet)
    assert (now.deaf_mailboxes, len(now.deaf), now.deaf[0].owner) == (23, 20, "t22")
    said = door.at(home)("fleet", "status")
    assert (said.code, "23 mailboxes are deaf" in said.out) == (1, True)
    assert "and 3 more: watchdog tenant list" in said.out
    assert door.at(home)("tenant", "list").out.count("deaf since") == 23
