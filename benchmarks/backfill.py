"""A mailbox of 100,000 mails, killed at every tenth: `make bench-backfill`, exit 1 above the bars.

One mail in twenty is a bill. The same mailbox is read once without a kill; both go over a wire
that counts. The bars: all mails known once, at most 1.2 times the work of one pass, and at most
200 MB resident in all its processes together.
"""

import argparse
import shutil
import sqlite3
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.measured import figure
from benchmarks.page import keep
from tests.faults.backfill import Work, fill, scan_until, stored, work_of
from tests.faults.invariants import Watched, check_invariants
from tests.faults.letters import write_config
from tests.rigs import dovecot as rig
from tests.rigs.dovecot import User
from tests.rigs.fault_proxy import Fault, faulty

MOST_WORK, MOST_MEGABYTES = 1.2, 200.0
_TENTHS = 10


def read(home: Path, user: User, mails: int, *, kills: int) -> tuple[Work, int, float]:
    """What it cost to read the mailbox: on the wire, in memory at most, and in seconds."""
    most, began = 0, time.monotonic()
    with faulty(user.server.port, Fault()) as wire:
        write_config(home, user, 25, wire=wire.port)
        for kill in range(1, kills + 1):
            reached, held = scan_until(home, after=mails * kill // _TENTHS)
            print(f"  killed at {reached}", flush=True)
            most = max(most, held)
        # To its end: whoever is killed after the last mail has not said that it was read.
        most = max(most, scan_until(home, after=mails + 1)[1])
        return work_of(wire), most, time.monotonic() - began


def measure(root: Path, mails: int) -> int:
    """Print the figures; 1 when a bar is missed."""
    with rig.serve(root) as server:
        user = server.add_user()
        fill(user, mails, one_bill_in=20)
        before = user.fingerprint()
        once, held, seconds = read(root / "once", user, mails, kills=0)
        print(f"one pass: {once}, {held / 1e6:.0f} MB, {seconds:.0f} s")
        killed, most, seconds = read(root / "killed", user, mails, kills=_TENTHS - 1)
        print(f"killed {_TENTHS - 1} times: {killed}, {most / 1e6:.0f} MB, {seconds:.0f} s")
        for home in (root / "once", root / "killed"):
            if stored(home) != mails:
                sys.exit(f"{home.name}: {stored(home)} of {mails} mails are known")
            check_invariants(home, watched=[Watched(user, before=before)])
        if messages(root / "once") != messages(root / "killed"):
            sys.exit("the books differ")
    more = max(
        killed.headers / once.headers, killed.bodies / once.bodies, killed.bytes / once.bytes
    )
    megabytes = max(held, most) / 1e6
    print(f"work: {more:.3f} times one pass (bar {MOST_WORK})")
    print(f"resident: {megabytes:.0f} MB in all processes (bar {MOST_MEGABYTES:.0f})")
    keep(
        "backfill",
        [
            figure(
                "headers, bodies and bytes on the wire of a first reading that is killed at every"
                " tenth, in times of one pass",
                more,
                bar=MOST_WORK,
                size=mails,
                of="mails",
            ),
            figure(
                "resident in all its processes together",
                megabytes,
                "MB",
                bar=MOST_MEGABYTES,
                size=mails,
                of="mails",
            ),
        ],
    )
    return int(more > MOST_WORK or megabytes > MOST_MEGABYTES)


def messages(home: Path) -> list[tuple[str, str]]:
    """The fingerprints that a ledger holds, with what became of each."""
    connection = sqlite3.connect(f"file:{home / 'ledger.sqlite3'}?mode=ro", uri=True)
    try:
        query = "SELECT fingerprint, outcome FROM messages ORDER BY fingerprint"
        return connection.execute(query).fetchall()
    finally:
        connection.close()


def main() -> int:
    """With a server of its own, from the command line."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--mails", type=int, default=100_000)
    root = Path(tempfile.mkdtemp(prefix="dv-", dir="/tmp"))
    try:
        return measure(root, asked.parse_args().mails)
    finally:
        shutil.rmtree(root, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
