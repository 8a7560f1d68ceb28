"""Rows 2, 9, 42, 50 and 51: signals, sleep, two at once, odd surroundings, and parts that die."""

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.faults.invariants import Ended, Watched, check_invariants
from tests.faults.letters import MONDAY, bring_home, bytes_of, states, subjects, writing
from tests.faults.mailboxes import fill
from tests.faults.programs import ROOT, ended, running, said_in, says, set_clock, until
from tests.rigs.door import Door
from tests.rigs.dovecot import User
from tests.rigs.post_office import PostOffice, post_office
from tests.rigs.proxy import tapped

pytestmark = [pytest.mark.dovecot, pytest.mark.timeout(400)]  # programs that start
NOTICES = 5


@pytest.fixture
def office() -> Iterator[PostOffice]:
    with post_office(tls="none", auth=False) as running_office:
        yield running_office


# --- signals ---------------------------------------------------------------------------------


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_while_mail_is_fetched_ends_it_in_seconds(
    door: Door, user: User, number: signal.Signals
) -> None:
    fill(user, range(30))
    asked = threading.Event()

    def silent(line: bytes) -> bytes:
        if b"FETCH" in line:
            asked.set()
            return b""
        return line

    with tapped(user.server.port, silent) as wire:
        door.configure(user)
        door.rewire(wire.port)
        with running(door.home) as daemon:
            assert asked.wait(60)
            began = time.monotonic()
            daemon.send_signal(number)
            how = ended(daemon, door.home)
    assert how.code == 0
    assert time.monotonic() - began < 15
    door.rewire(user.server.port)
    assert door("scan").code == 0
    check_invariants(door.home, watched=[Watched(user)], ended=[how])


def test_a_signal_while_a_letter_is_sent_leaves_a_doubt_that_is_cleared_up(
    door: Door, user: User, office: PostOffice, tmp_path: Path
) -> None:
    writing(door, user, office.port)
    bring_home(office, user)
    office.silent = True
    clock = set_clock(tmp_path / "clock", MONDAY)
    with running(door.home, "--clock", clock) as daemon:
        until(lambda: office.taken, "a letter is taken")
        daemon.send_signal(signal.SIGTERM)
        how = ended(daemon, door.home)
    assert how.code == 0
    office.silent = False
    set_clock(clock, MONDAY + timedelta(minutes=1))
    with running(door.home, "--clock", clock) as daemon:
        until(lambda: states(door.home) == {"sent": NOTICES}, "all are sent")
        daemon.send_signal(signal.SIGTERM)
        again = ended(daemon, door.home)
    check_invariants(door.home, delivered=bytes_of(office), ended=[how, again])


# --- sleep and leaps -------------------------------------------------------------------------


def test_after_a_night_of_sleep_it_reads_and_writes_the_letter_once(
    door: Door, user: User, office: PostOffice, tmp_path: Path
) -> None:
    writing(door, user, office.port)
    clock = set_clock(tmp_path / "clock", MONDAY + timedelta(days=6, hours=14))
    with running(door.home, "--clock", clock) as daemon:
        until(lambda: len(office.taken) >= NOTICES, "the notices are told")
        fill(user, range(3))
        daemon.send_signal(signal.SIGSTOP)
        set_clock(clock, MONDAY + timedelta(days=6, hours=22))
        daemon.send_signal(signal.SIGCONT)
        until(lambda: any("week" in one for one in subjects(office)), "the letter is written")
        set_clock(clock, MONDAY + timedelta(days=6, hours=19, minutes=55))
        until(says(door.home, "leapt"), "it notices the clock")
        set_clock(clock, MONDAY + timedelta(days=6, hours=23))
        seen = said_in(door.home).read_text(encoding="utf-8").count("home/INBOX: read")
        until(
            lambda: said_in(door.home).read_text(encoding="utf-8").count("home/INBOX: read") > seen,
            "it reads again",
        )
        daemon.send_signal(signal.SIGTERM)
        how = ended(daemon, door.home)
    assert len([one for one in subjects(office) if "week" in one]) == 1
    check_invariants(door.home, watched=[Watched(user)], delivered=bytes_of(office), ended=[how])


def test_a_year_ahead_is_not_believed_while_it_runs(
    door: Door, user: User, office: PostOffice, tmp_path: Path
) -> None:
    writing(door, user, office.port)
    clock = set_clock(tmp_path / "clock", MONDAY)
    with running(door.home, "--clock", clock) as daemon:
        until(lambda: states(door.home) == {"sent": NOTICES}, "the notices are told")
        set_clock(clock, MONDAY + timedelta(days=365))
        until(says(door.home, "clock implausible"), "it doubts the clock")
        until(says(door.home, "leapt"), "it looks at once")
        set_clock(clock, MONDAY + timedelta(minutes=20))
        until(says(door.home, "that is over"), "it believes again")
        daemon.send_signal(signal.SIGTERM)
        how = ended(daemon, door.home)
    assert len(office.taken) == NOTICES
    check_invariants(door.home, delivered=bytes_of(office), ended=[how])


# --- one at a time ---------------------------------------------------------------------------


def test_a_second_one_is_sent_away_and_readers_are_not(door: Door, user: User) -> None:
    fill(user, range(5))
    door.configure(user)
    with running(door.home) as daemon:
        until(says(door.home, "INBOX: read"), "it reads")
        second = door("run", "--once")
        assert second.code == 75
        assert str(daemon.pid) in second.err
        assert door("restore", door.home / "ledger.sqlite3").code == 75
        status = door("status")
        assert status.code == 0, status.out
        assert f"running (pid {daemon.pid})" in status.out
        assert door("report").code == 0
        daemon.kill()
        daemon.wait(10)
        dead = door("status")
        assert dead.code == 1
        assert "DEAD or stuck" in dead.out
        assert json.loads(door("status", "--json").out)["level"] == "stale"
    assert door("run", "--once").code == 0, "a lock dies with its process"


# --- parts that die --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fault", "says_"),
    [
        ("scheduler", "the thread that looks at the clock has died"),
        ("tick", "a bug of ours"),
        ("hang", "nothing has moved"),
    ],
)
def test_a_daemon_whose_part_dies_ends_instead_of_living_on_deaf(
    door: Door, user: User, fault: str, says_: str
) -> None:
    door.configure(user)
    with watched_from_outside() as (url, asked):
        config = door.home / "config.toml"
        text = config.read_text(encoding="utf-8")
        config.write_text(f'{text}\n[health]\nping_url = "{url}/token"\n', encoding="utf-8")
        with running(door.home, "--fault", fault) as daemon:
            how = ended(daemon, door.home)
    assert how.code == 1
    assert says_ in how.said
    assert "Traceback" not in how.said
    assert asked[-1] == "/token/fail"
    assert "token" not in how.said
    assert door("status").code == 1, "its last sign of life grows old"


# --- signs of life ---------------------------------------------------------------------------


@contextmanager
def watched_from_outside() -> Iterator[tuple[str, list[str]]]:
    """A web server that notes what it is asked for."""
    asked: list[str] = []

    class Asked(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Asked)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}", asked
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)


def test_systemd_and_the_dead_mans_switch_hear_of_it(
    door: Door, user: User, tmp_path: Path
) -> None:
    door.configure(user)
    heard: list[bytes] = []
    with (
        watched_from_outside() as (url, asked),
        socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as ear,
    ):
        ear.bind(f"\0watchdog-test-{os.getpid()}")
        ear.settimeout(60)
        config = door.home / "config.toml"
        text = config.read_text(encoding="utf-8")
        config.write_text(f'{text}\n[health]\nping_url = "{url}/token"\n', encoding="utf-8")
        environ = {"NOTIFY_SOCKET": f"@watchdog-test-{os.getpid()}", "WATCHDOG_USEC": "3000000"}
        with running(door.home, environ=environ) as daemon:
            while heard.count(b"WATCHDOG=1") < 3:
                heard.append(ear.recv(100))
            until(lambda: "/token" in asked, "a round is told outside")
            beat = json.loads((door.home / "ledger.sqlite3.heartbeat").read_bytes())
            assert beat["pid"] == daemon.pid
            daemon.send_signal(signal.SIGTERM)
            while heard[-1] != b"STOPPING=1":
                heard.append(ear.recv(100))
            assert ended(daemon, door.home).code == 0
    assert heard[0] == b"READY=1"
    assert asked[0] == "/token/start"
    assert not (door.home / "ledger.sqlite3.heartbeat").exists()


# --- odd surroundings ------------------------------------------------------------------------


def watchdog(home: Path, shell: str, **environ: str) -> subprocess.CompletedProcess[str]:
    """A line of shell in which $W is the program."""
    line = f"W='{sys.executable} -m watchdog --home {home}'; {shell}"
    known = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)} | environ
    return subprocess.run(  # noqa: S603 - our own words
        ["/bin/bash", "-c", line],
        capture_output=True, text=True, check=False, env=known, cwd="/", timeout=100,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("shell", "codes"),
    [
        ("$W scan && $W report --json | head -c 20; exit ${PIPESTATUS[0]}", {0}),
        ("$W scan && $W report >&-", {0, 1}),
        ("$W scan </dev/null && $W status", {0}),
        ("ulimit -n 64; $W scan && $W report", {0}),
        ("umask 000; $W scan && $W backup", {0}),
    ],
)
def test_odd_surroundings_break_nothing(
    door: Door, user: User, shell: str, codes: set[int]
) -> None:
    fill(user, range(4))
    door.configure(user)
    done = watchdog(door.home, shell)
    assert done.returncode in codes, done.stderr
    assert "Traceback" not in done.stderr
    loose = [each.name for each in door.home.iterdir() if each.stat().st_mode & 0o077]
    assert loose == []
    check_invariants(
        door.home, watched=[Watched(user)], ended=[Ended(done.returncode, done.stderr)]
    )


def test_a_home_that_cannot_be_written_is_told_in_one_line(door: Door, user: User) -> None:
    door.configure(user)
    done = watchdog(Path("/proc/nowhere"), "$W scan; exit $?", HOME="/proc/nowhere")
    assert done.returncode in (1, 2)
    assert done.stderr.count("\n") == 1
    assert "Traceback" not in done.stderr
