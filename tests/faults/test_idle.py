"""Row 8, and IDLE in row 5: whatever becomes of listening, it ends in time and polling goes on."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from tests.faults.invariants import Ended, Watched, check_invariants
from tests.faults.letters import MONDAY
from tests.faults.mailboxes import START, asked, fill, receipt
from tests.faults.programs import Daemon, ended, running, said_in, says, set_clock, until
from tests.rigs.door import Door
from tests.rigs.dovecot import User
from tests.rigs.fault_proxy import Fault, FaultyWire, faulty
from tests.rigs.proxy import scripted, tapped
from watchdog.mailbox.idle import Dismissed, Ear, NoIdle, Rhythm, listen
from watchdog.mailbox.mailbox import Endpoint, MailboxProblem, ProblemKind, Tls

pytestmark = [pytest.mark.dovecot, pytest.mark.timeout(120)]

QUICK = Rhythm(renew_seconds=0.2, session_seconds=60)
LONG = Rhythm(renew_seconds=60, session_seconds=600)


class Listening:
    """A listener in a thread: what it heard, and how it ended."""

    def __init__(self, user: User, port: int, rhythm: Rhythm, tls: Tls = Tls.NONE) -> None:
        self.ear = Ear()
        self.ready, self.news, self.over = threading.Event(), threading.Event(), threading.Event()
        self.end: Exception | None = None
        self.cpu_seconds = 0.0
        self._where = Endpoint(
            host="localhost",
            port=port,
            tls=tls,
            user=user.name,
            ca_file=user.server.ca_path,
            timeout_seconds=1,
        )
        self._secret, self._rhythm = user.password, rhythm
        threading.Thread(target=self._run, daemon=True).start()

    def _run(self) -> None:
        before = time.thread_time()
        try:
            listen(
                self._where,
                self._secret,
                "INBOX",
                ear=self.ear,
                on_ready=self.ready.set,
                on_news=self.news.set,
                rhythm=self._rhythm,
            )
        except Exception as problem:  # noqa: BLE001 - looked at by the test
            self.end = problem
        self.cpu_seconds = time.thread_time() - before
        self.over.set()


@contextmanager
def listening(
    user: User, port: int, rhythm: Rhythm = LONG, tls: Tls = Tls.NONE
) -> Iterator[Listening]:
    """A listener that is sent away at the end, and goes."""
    one = Listening(user, port, rhythm, tls)
    try:
        yield one
    finally:
        one.ear.dismiss()
        assert one.over.wait(20), "it went when it was sent away"
        one.ear.close()


@pytest.mark.parametrize("tls", [Tls.NONE, Tls.IMPLICIT])
def test_it_hears_new_mail_through_renewals_and_changes_nothing(user: User, tls: Tls) -> None:
    fill(user, range(3))
    port = user.server.port if tls is Tls.NONE else user.server.tls_port
    with listening(user, port, QUICK, tls) as one:
        assert one.ready.wait(20)
        for number in (10, 11):
            one.news.clear()
            user.deliver(receipt(number), START)
            before = user.fingerprint()
            assert one.news.wait(20)
            assert user.fingerprint() == before
    assert isinstance(one.end, Dismissed)


def test_idle_is_said_anew_and_the_session_ends_with_a_farewell(user: User) -> None:
    with tapped(user.server.port) as wire:
        rhythm = Rhythm(renew_seconds=0.1, session_seconds=0.5)
        with listening(user, wire.port, rhythm) as one:
            assert one.over.wait(20)
        assert one.end is None
        assert wire.commands.count(b"DONE") >= 2
        assert "LOGOUT" in wire.verbs
        assert wire.verbs <= {"LOGIN", "CAPABILITY", "EXAMINE", "IDLE", "LOGOUT"}


def test_a_shaken_ear_begins_anew(user: User) -> None:
    with listening(user, user.server.port) as one:
        assert one.ready.wait(20)
        one.ear.shake()
        assert one.over.wait(20)
        assert one.end is None


FAULTS = {
    "cut": Fault(act="close", at=b" IDLE", heard=True),
    "cut before": Fault(act="close", at=b" IDLE"),
    "reset": Fault(act="reset", at=b" IDLE", heard=True),
    "no go-ahead": Fault(act="stall", at=b" IDLE"),
    "no answer to DONE": Fault(act="stall", at=b"DONE"),
    "cut at DONE": Fault(act="close", at=b"DONE", heard=True),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_line_that_breaks_or_falls_silent_is_noticed(user: User, fault: str) -> None:
    with (
        faulty(user.server.port, FAULTS[fault]) as wire,
        listening(user, wire.port, QUICK) as one,
    ):
        assert one.over.wait(20)
    assert wire.hits == 1
    assert isinstance(one.end, MailboxProblem), one.end
    assert one.end.kind is ProblemKind.TRANSIENT


def _bye(line: bytes) -> bytes:
    return line + b"* BYE shutting down\r\n" if line.startswith(b"+ ") else line


def _news_at_once(line: bytes) -> bytes:
    return line + b"* 9 EXISTS\r\n" if line.startswith(b"+ ") else line


def test_a_farewell_is_understood(user: User) -> None:
    with tapped(user.server.port, _bye) as wire, listening(user, wire.port) as one:
        assert one.over.wait(20)
    assert isinstance(one.end, MailboxProblem)
    assert "hung up" in str(one.end)


def test_news_that_comes_together_with_the_go_ahead_is_heard(user: User) -> None:
    with tapped(user.server.port, _news_at_once) as wire, listening(user, wire.port) as one:
        assert one.news.wait(20)


@pytest.mark.parametrize("spam", [b"* OK still here\r\n", b"x"], ids=["lines", "one line"])
def test_a_server_that_talks_without_end_is_left(user: User, spam: bytes) -> None:
    def shout(line: bytes) -> bytes:
        return line + spam * 20_000 if line.startswith(b"+ ") else line

    with tapped(user.server.port, shout) as wire, listening(user, wire.port) as one:
        assert one.over.wait(20)
    assert isinstance(one.end, MailboxProblem)
    assert one.end.kind is ProblemKind.PROTOCOL


def test_a_server_without_idle_says_so(user: User) -> None:
    def poor(line: bytes) -> bytes:
        return line.replace(b" IDLE", b"")

    with tapped(user.server.port, poor) as wire, listening(user, wire.port) as one:
        assert one.over.wait(20)
    assert isinstance(one.end, NoIdle)


def test_a_refusal_is_no_silence(user: User) -> None:
    answers = (
        b"* OK [CAPABILITY IMAP4rev1 IDLE] hello\r\n",
        b"TAG OK [CAPABILITY IMAP4rev1 IDLE] in\r\n",
        b"* 0 EXISTS\r\n* OK [UIDVALIDITY 1]\r\n* OK [UIDNEXT 1]\r\nTAG OK done\r\n",
        b"TAG NO not today\r\n",
    )
    with scripted(*answers) as port, listening(user, port) as one:
        assert one.over.wait(20)
    assert isinstance(one.end, MailboxProblem), one.end
    assert "not today" in str(one.end)


def test_silence_and_a_dead_server_cost_no_cpu(user: User) -> None:
    with listening(user, user.server.port, QUICK) as one:
        assert one.ready.wait(20)
        time.sleep(1.5)
    # imapclient's own `idle_check` takes a whole processor here; this is about waits, not speed.
    assert one.cpu_seconds < 0.5


# --- the daemon ------------------------------------------------------------------------------


@contextmanager
def daemon_that_listens(door: Door, user: User, port: int, clock: Path) -> Iterator[Daemon]:
    """It polls once a day, so that what is read sooner was heard."""
    fill(user, range(3))
    config = door.configure(user, "idle = true", "timeout_seconds = 1")
    door.rewire(port)
    text = config.read_text(encoding="utf-8")
    config.write_text(f"{text}[schedule]\npoll_minutes = 1440\n", encoding="utf-8")
    with running(door.home, "--clock", clock) as daemon:
        until(lambda: _located(door) == 3, "the first poll")
        yield daemon


def _located(door: Door) -> object:
    if not (door.home / "ledger.sqlite3").exists():
        return 0
    return asked(door.home, "SELECT count(*) FROM locations")[0][0]


def _idles(wire: FaultyWire) -> int:
    return sum(line.endswith(b" IDLE") for line in wire.commands)


def _ends_well(daemon: Daemon, door: Door, user: User, wire: FaultyWire) -> None:
    daemon.terminate()
    how = ended(daemon, door.home)
    assert how.code == 0, how.said
    check_invariants(
        door.home,
        watched=[Watched(user)],
        ended=[Ended(how.code, how.said)],
        verbs=wire.verbs,
        secrets=[user.password],
    )


def test_the_daemon_reads_what_it_hears_and_survives_the_lines_death(
    door: Door, user: User, tmp_path: Path
) -> None:
    clock = set_clock(tmp_path / "clock", MONDAY)
    with (
        faulty(user.server.port, Fault(act="reset", at=b"DONE", heard=True)) as wire,
        daemon_that_listens(door, user, wire.port, clock) as daemon,
    ):
        until(lambda: _idles(wire) >= 1, "it listens")
        user.deliver(receipt(20), START + timedelta(days=20))
        until(lambda: _located(door) == 4, "heard, not polled")
        until(lambda: wire.hits == 1, "the line breaks")
        until(says(door.home, "not listening for a while, polling goes on"), "it says so")
        until(lambda: _idles(wire) >= 3, "it listens again")
        until(says(door.home, "listening again"), "and says so")
        user.deliver(receipt(21), START + timedelta(days=21))
        until(lambda: _located(door) == 5, "heard again")
        assert said_in(door.home).read_text(encoding="utf-8").count("not listening") == 1
        _ends_well(daemon, door, user, wire)


def test_a_line_that_always_breaks_leaves_polling_as_it_was(
    door: Door, user: User, tmp_path: Path
) -> None:
    clock = set_clock(tmp_path / "clock", MONDAY)
    with (
        faulty(user.server.port, Fault(at=b" IDLE", times=10**6)) as wire,
        daemon_that_listens(door, user, wire.port, clock) as daemon,
    ):
        until(lambda: wire.hits >= 2, "listening fails")
        user.deliver(receipt(20), START + timedelta(days=20))
        set_clock(clock, MONDAY + timedelta(hours=25))
        until(lambda: _located(door) == 4, "the poll of the next day")
        _ends_well(daemon, door, user, wire)
