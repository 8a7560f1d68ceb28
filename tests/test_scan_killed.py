"""A scan that is killed at any moment goes on where it was: nothing lost, nothing twice."""

import json
import random
import re
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from tests.faults.backfill import fill, scan_until, stored, work_of
from tests.faults.mailboxes import through
from tests.rigs.door import Door
from tests.rigs.dovecot import User
from tests.rigs.fault_proxy import Fault, faulty
from tests.rigs.proxy import tapped

MAILS = 1600
KILLS = 6
_PORTION, _IN_HAND = 200, 3  # mails a FETCH, and how many of these are on their way


def books(home: Path) -> dict[str, list[tuple[Any, ...]]]:
    """All that the ledger holds, without when it was put there."""
    connection = sqlite3.connect(home / "ledger.sqlite3")
    asked = {
        "locations": "SELECT account, folder, uid, message_id IS NULL FROM locations",
        "messages": "SELECT fingerprint, sha256, outcome FROM messages",
        "events": "SELECT m.fingerprint, e.position, e.kind, e.body FROM events e"
        " JOIN messages m ON m.id = e.message_id",
        "cursors": "SELECT account, folder, uidvalidity, last_uid FROM cursors",
    }
    try:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        return {name: sorted(connection.execute(query)) for name, query in asked.items()}
    finally:
        connection.close()


@pytest.mark.dovecot
@pytest.mark.timeout(300)  # seven starts, on a machine that may be busy
def test_a_scan_killed_at_any_moment_loses_and_doubles_nothing(
    door: Door, user: User, tmp_path: Path
) -> None:
    fill(user, MAILS)
    before = user.fingerprint()
    with faulty(user.server.port, Fault()) as wire:
        through(door, user, wire.port)
        steps = []
        for kill in range(KILLS):
            # Any moment of a batch will do: a thousand mails take a tenth of a second.
            wait = random.random() * 0.05  # noqa: S311
            steps.append(scan_until(door.home, after=MAILS * kill // (KILLS + 6), wait=wait)[0])
        assert steps == sorted(steps)
        assert 0 < steps[-1] < MAILS, f"it was killed half-way: {steps}"
        assert door("scan").code == 0
        killed = work_of(wire)
    interrupted = books(door.home)
    assert user.fingerprint() == before

    whole = door.at(tmp_path / "whole")
    with faulty(user.server.port, Fault()) as wire:
        through(whole, user, wire.port)
        assert whole("scan").code == 0
        once = work_of(wire)
    assert stored(whole.home) == MAILS
    assert interrupted == books(whole.home)
    # A kill costs the portions in hand: the one being read, and the ones fetched ahead of it.
    assert once.headers == MAILS
    assert killed.headers <= once.headers + KILLS * _IN_HAND * _PORTION
    assert killed.bodies <= once.bodies + KILLS * _IN_HAND * _PORTION


@pytest.mark.dovecot
def test_a_second_scan_fetches_no_body(door: Door, user: User) -> None:
    fill(user, 300)
    before = user.fingerprint()
    with tapped(user.server.port) as wire:
        door.configure(user, 'host = "127.0.0.1"', f"port = {wire.port}", 'tls = "none"')
        assert door("scan").code == 0
        first = [line for line in wire.commands if b"BODY.PEEK[]" in line]
        assert first, "the first scan reads bodies"
        wire.commands.clear()
        assert door("scan").code == 0
        assert [line for line in wire.commands if b"BODY" in line] == []
        assert "UID FETCH" not in wire.verbs
    assert user.fingerprint() == before
    report = json.loads(door("report", "--json", "--as-of", "2026-11-23").out)
    assert report["coverage"]["seen"] == 300


@pytest.mark.dovecot
def test_the_newest_mail_of_a_large_folder_is_read_first_and_once(door: Door, user: User) -> None:
    fill(user, 1300)
    with faulty(user.server.port, Fault(at=rb"UID FETCH 1:200 .*HEADER")) as wire:
        through(door, user, wire.port)
        assert door("scan").code == 0
        headers = [re.search(rb"UID FETCH (\S+) .*HEADER", line) for line in wire.commands]
    asked = [found[1] for found in headers if found]
    newest, oldest = [b"301:500", b"501:900", b"901:1300"], [b"1:200", b"201:300"]
    assert asked == [*newest, b"1:200", *oldest], "the walk broke as it began, and began again"
    assert stored(door.home) == 1300
    assert [row[3] for row in books(door.home)["cursors"]] == [1300]
