"""A large mailbox that is read for the first time and killed again and again, and what that costs.

`make bench-backfill MAILS=100000` holds it to the bars; the tests do the same with a small one.
"""

import os
import re
import sqlite3
import subprocess
import sys
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import msgspec

from tests.faults.programs import ROOT
from tests.rigs.dovecot import User
from tests.rigs.fault_proxy import FaultyWire
from tests.rigs.memory import watched
from watchdog.demo.story import letters

_TODAY = date(2026, 11, 23)
_PRIVATE = b"From: pat@example.org\r\nSubject: See you at 7\r\nMessage-ID: <%d@b>\r\n\r\nBye\r\n"
_START = datetime(2026, 1, 1, tzinfo=UTC)
_SET = re.compile(rb"UID FETCH ([\d,:]+) (.*)")


class Work(msgspec.Struct, frozen=True, kw_only=True):
    """What a mail server was asked for and gave: mails by their headers, by their bodies, bytes."""

    headers: int
    bodies: int
    bytes: int


def fill(user: User, count: int, *, one_bill_in: int = 4) -> None:
    """Deliver so many mails, each of its own, in the order of their UIDs."""
    told = letters(_TODAY)
    for number in range(count):
        arrived = _START + timedelta(seconds=number)  # Dovecot gives UIDs in the order of these
        if number % one_bill_in:
            user.deliver(_PRIVATE % number, arrived)
            continue
        raw, _ = told[number // one_bill_in % len(told)]
        mark = b"Message-ID: <%d.of-many." % number
        user.deliver(raw.replace(b"Message-ID: <", mark), arrived)


def work_of(wire: FaultyWire) -> Work:
    """What went over a wire so far."""
    asked = [found for line in wire.commands if (found := _SET.search(line))]
    headers = sum(_count(found[1]) for found in asked if b"HEADER" in found[2])
    bodies = sum(_count(found[1]) for found in asked if b"BODY.PEEK[]" in found[2])
    return Work(headers=headers, bodies=bodies, bytes=wire.bytes_told)


def _count(uids: bytes) -> int:
    ranges = [part.partition(b":") for part in uids.split(b",")]
    return sum(int(last or first) - int(first) + 1 for first, _, last in ranges)


def scan_until(home: Path, *, after: int, wait: float = 0.0) -> tuple[int, int]:
    """Run `watchdog scan` and kill it once so many mails are stored, and `wait` seconds later.

    How many were by then, and the most bytes that it and its children held in memory.
    """
    line = [sys.executable, "-m", "watchdog", "--home", str(home), "scan"]
    environ = os.environ | {"PYTHONPATH": str(ROOT)}
    with (
        subprocess.Popen(line, stderr=subprocess.DEVNULL, env=environ, cwd=home) as scan,  # noqa: S603 - our own program
        watched(scan.pid) as most,
    ):
        while scan.poll() is None and stored(home) < after:
            time.sleep(0.005)
        time.sleep(wait)
        scan.kill()
    return stored(home), max(most)


def stored(home: Path) -> int:
    """How many UIDs the ledger has, read from outside as another program would."""
    return _number(home, "SELECT count(*) FROM locations")


def _number(home: Path, query: str) -> int:
    ledger = home / "ledger.sqlite3"
    if not ledger.exists():
        return 0
    connection = sqlite3.connect(f"file:{ledger}?mode=ro", uri=True, timeout=5)
    try:
        return int(connection.execute(query).fetchone()[0])
    except sqlite3.OperationalError:  # it is just being made
        return 0
    finally:
        connection.close()
