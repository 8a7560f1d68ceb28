"""A scan that is killed at any moment goes on where it was: nothing lost, nothing twice."""

import json
import os
import random
import sqlite3
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

import pytest

from tests.rigs.door import Door
from tests.rigs.dovecot import User
from tests.rigs.proxy import tapped
from tests.test_cli import TODAY
from watchdog.demo.story import letters

ROOT = Path(__file__).parent.parent
MAILS = 1600
KILLS = 6
PRIVATE = b"From: pat@example.org\r\nSubject: See you at 7\r\nMessage-ID: <%d@b>\r\n\r\nBye\r\n"


def fill(user: User, count: int) -> None:
    """Deliver so many mails, each of its own, in the order of their UIDs; one in four is a bill."""
    told = letters(TODAY.date())
    for number in range(count):
        raw, moment = told[number // 4 % len(told)]
        mark = b"Message-ID: <%d.of-many." % number
        mail = PRIVATE % number if number % 4 else raw.replace(b"Message-ID: <", mark)
        user.deliver(mail, moment + timedelta(seconds=number))


def scan_until(home: Path, *, after: int) -> int:
    """Run `watchdog scan` and kill it once so many mails are stored; how many were by then."""
    line = [sys.executable, "-m", "watchdog", "--home", str(home), "scan"]
    environ = os.environ | {"PYTHONPATH": str(ROOT)}
    with subprocess.Popen(line, stderr=subprocess.DEVNULL, env=environ, cwd=home) as scan:  # noqa: S603 - our own program
        while scan.poll() is None and stored(home) < after:
            time.sleep(0.002)
        time.sleep(random.random() * 0.2)  # noqa: S311 - any moment of a batch will do
        scan.kill()
    return stored(home)


def stored(home: Path) -> int:
    """How many UIDs the ledger has, read from outside as another program would."""
    ledger = home / "ledger.sqlite3"
    if not ledger.exists():
        return 0
    connection = sqlite3.connect(f"file:{ledger}?mode=ro", uri=True, timeout=5)
    try:
        return int(connection.execute("SELECT count(*) FROM locations").fetchone()[0])
    finally:
        connection.close()


def books(home: Path) -> dict[str, object]:
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
    door.configure(user)
    steps = [scan_until(door.home, after=MAILS * kill // (KILLS + 3)) for kill in range(KILLS)]
    assert steps == sorted(steps)
    assert 0 < steps[-1] < MAILS, "it was killed half-way"
    assert door("scan").code == 0
    interrupted = books(door.home)
    assert user.fingerprint() == before

    whole = door.at(tmp_path / "whole")
    whole.configure(user)
    assert whole("scan").code == 0
    assert stored(whole.home) == MAILS
    assert interrupted == books(whole.home)


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
