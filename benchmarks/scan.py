"""The first scan of a mailbox of ten years, against mbsync pulling it: `make bench-scan`.

Exit status 1 when a bar is missed. Everything is real: Dovecot on loopback, mbsync, our own
program in processes of its own; and both again over a line of 40 ms and 100 Mbit/s.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import msgspec
from imapclient import IMAPClient

from benchmarks.mailbox import mails
from benchmarks.measured import figure
from benchmarks.page import keep
from benchmarks.slow_line import SlowLine
from tests.rigs import dovecot as rig
from tests.rigs.dovecot import Dovecot, User
from tests.rigs.memory import watched
from tests.rigs.proxy import standing
from watchdog.mailbox.fetching import HEADER

_NEAR = "first scan to the finished report"
_FAR = f"{_NEAR}, 40 ms and 100 Mbit/s"
_AGAINST = "in times of mbsync pulling the same box"
_FIRST_FINDING, _SECOND = "the first finding on screen", "the second scan, a command of its own"
_TRIPS, _MEMORY = "round trips of the second scan", "all processes together"
BARS = {
    f"{_NEAR}, {_AGAINST}": 0.2,
    f"{_FAR}, {_AGAINST}": 0.08,
    _FIRST_FINDING: 5.0,
    _SECOND: 0.3,
    _TRIPS: 4,
    _MEMORY: 200,
}
_LOOK_SECONDS = 1.0
_UNITS = {_NEAR: "s", _FAR: "s", _FIRST_FINDING: "s", _SECOND: "s", _MEMORY: "MB"}
_ROUND_TRIP, _RATE = 0.04, 100_000_000 / 8  # seconds, bytes a second
_WATCHDOG = (sys.executable, "-m", "watchdog")
_FOUND = re.compile(r"[1-9]\d* subscription")
_ACCOUNT = """\
[[accounts]]
name = "box"
host = "127.0.0.1"
port = {port}
tls = "none"
user = "{user}"
password = {{ file = "{secret}" }}
look_back_days = 5000
"""
_MBSYNC = """\
IMAPAccount box
Host 127.0.0.1
Port {port}
User {user}
Pass "{password}"
SSLType None
AuthMechs LOGIN

IMAPStore far
Account box

MaildirStore near
Path {folder}/
Inbox {folder}/INBOX

Channel box
Far :far:
Near :near:
Patterns INBOX
Create Near
Sync Pull
SyncState *
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Fill a mailbox, let both read it, print the figures; 1 when a bar is missed."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--size", type=int, default=100_000, help="mails in the box")
    options.add_argument("--near-only", action="store_true", help="leave the slow line out")
    chosen = options.parse_args(arguments)
    if missing := [name for name in ("mbsync", "dovecot") if _program(name) is None]:
        print(f"{' and '.join(missing)} missing: sudo apt-get install isync dovecot-imapd")
        return 2
    root = Path(tempfile.mkdtemp(prefix="dv-", dir="/tmp"))
    try:
        with rig.serve(root) as server:
            figures = _measured(server, chosen.size, far=not chosen.near_only)
    finally:
        shutil.rmtree(root, ignore_errors=True)
    keep(
        "scan",
        [
            figure(
                name, one, _UNITS.get(name, ""), bar=BARS.get(name), size=chosen.size, of="mails"
            )
            for name, one in figures.items()
        ],
    )
    missed = [name for name, bar in BARS.items() if figures.get(name, 0) > bar]
    for name, bar in BARS.items():
        if name in figures:
            print(
                f"{name}: {figures[name]:.3g} (bar {bar:g}{', MISSED' if name in missed else ''})"
            )
    return int(bool(missed))


def _program(name: str) -> str | None:
    return shutil.which(name) or shutil.which(name, path="/usr/sbin:/usr/local/sbin")


def _measured(server: Dovecot, size: int, *, far: bool) -> dict[str, float]:
    user = server.add_user()
    print(f"{size} mails, {_fill(user, size) / 1e6:.0f} MB", flush=True)
    bench = _Bench(server, user)
    bench.warm_up()
    pulled = bench.pull("near", server.port)
    first, second = bench.scan("near", server.port), bench.scan("near", server.port)
    with _slow(server, round_trip=0, rate=0) as line:
        bench.scan("near", line.port)
        trips = line.trips
    print(
        f"mbsync {pulled:.1f} s; first scan and report {first.seconds:.1f} s,"
        f" of which the scan {first.scanning:.1f}; the second scan {second.scanning:.2f} s",
        flush=True,
    )
    figures = {
        _NEAR: first.seconds,
        f"{_NEAR}, {_AGAINST}": first.seconds / pulled,
        _FIRST_FINDING: first.first_finding,
        _SECOND: second.scanning,
        _TRIPS: trips,
        _MEMORY: first.megabytes,
    }
    if far:
        with _slow(server, round_trip=_ROUND_TRIP, rate=_RATE) as line:
            pulled = bench.pull("far", line.port)
            first = bench.scan("far", line.port)
        print(f"far away: mbsync {pulled:.1f} s; first scan and report {first.seconds:.1f} s")
        figures |= {_FAR: first.seconds, f"{_FAR}, {_AGAINST}": first.seconds / pulled}
    return figures


@contextmanager
def _slow(server: Dovecot, *, round_trip: float, rate: float) -> Iterator[SlowLine]:
    line = SlowLine(server.port, round_trip=round_trip, rate=rate)
    with standing(line):
        yield line


class _Scanned(msgspec.Struct, frozen=True, kw_only=True):
    """One scan and its report: wall seconds, of the scan alone too, and what it took."""

    seconds: float
    scanning: float
    first_finding: float
    megabytes: float


class _Bench:
    """One mailbox, and who reads it; whatever is read starts from nothing with a new name."""

    def __init__(self, server: Dovecot, user: User) -> None:
        self._server, self._user = server, user

    def warm_up(self) -> None:
        """Let Dovecot index the headers, as servers do when mail arrives."""
        with IMAPClient("127.0.0.1", self._server.port, ssl=False) as client:
            client.login(self._user.name, self._user.password)
            count = client.select_folder("INBOX", readonly=True)[b"EXISTS"]
            for low in range(1, count + 1, 1000):
                items = ["INTERNALDATE", "RFC822.SIZE", HEADER]
                client.fetch(list(range(low, min(low + 999, count) + 1)), items)

    def pull(self, name: str, port: int) -> float:
        """The seconds in which mbsync pulls everything."""
        folder = self._server.root / f"pull-{name}"
        folder.mkdir()
        config = folder / "mbsyncrc"
        config.write_text(
            _MBSYNC.format(
                port=port, user=self._user.name, password=self._user.password, folder=folder
            ),
            encoding="ascii",
        )
        begun = time.perf_counter()
        pull = ["mbsync", "-q", "-c", str(config), "box"]
        subprocess.run(pull, check=True)  # noqa: S603 - Debian's program, our configuration
        took = time.perf_counter() - begun
        shutil.rmtree(folder)
        os.sync()  # who is measured next does not wait for the disk on behalf of mbsync
        return took

    def scan(self, name: str, port: int) -> _Scanned:
        """A scan of a new ledger, or of the one with that name, and the report after it."""
        home = self._home(name, port)
        begun = time.perf_counter()
        scan = subprocess.Popen(  # noqa: S603 - our own program
            [*_WATCHDOG, "--home", home, "scan"], stderr=subprocess.PIPE, text=True
        )
        # A look at the memory takes 12 ms of a processor, and holds up whoever wants some.
        with watched(scan.pid, every=_LOOK_SECONDS) as most:
            first = _first_finding(scan, begun)
        scanned = time.perf_counter() - begun
        subprocess.run(  # noqa: S603 - see above
            [*_WATCHDOG, "--home", home, "report"], check=True, stdout=subprocess.DEVNULL
        )
        return _Scanned(
            seconds=time.perf_counter() - begun,
            scanning=scanned,
            first_finding=first if first is not None else scanned,
            megabytes=max(most) / 1e6,
        )

    def _home(self, name: str, port: int) -> Path:
        home = self._server.root / f"home-{name}"
        home.mkdir(mode=0o700, exist_ok=True)
        secret, config = home / "password", home / "config.toml"
        secret.touch(mode=0o600)
        secret.write_text(self._user.password, encoding="utf-8")
        config.touch(mode=0o600)
        config.write_text(
            _ACCOUNT.format(port=port, user=self._user.name, secret=secret), encoding="utf-8"
        )
        return home


def _first_finding(scan: subprocess.Popen[str], begun: float) -> float | None:
    """When it first said what it had found; waits until it has ended."""
    first = None
    for line in scan.stderr or ():
        if first is None and _FOUND.search(line):
            first = time.perf_counter() - begun
    if scan.wait() != 0:
        raise RuntimeError("the scan failed")
    return first


def _fill(user: User, size: int) -> int:
    """Deliver the mails; how many bytes they are."""
    total = 0
    for raw, at in mails(size):
        user.deliver(raw, at)
        total += len(raw)
    os.sync()  # else it is written while mbsync is measured
    return total


if __name__ == "__main__":
    sys.exit(main())
