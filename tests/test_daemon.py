"""The daemon: one at a time, told once, the digest on its day, and a clean end."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import time_machine
import trustme

from tests.rigs.door import Door
from tests.rigs.dovecot import User
from tests.rigs.post_office import PASSWORD, USER, PostOffice, post_office
from tests.rigs.proxy import tapped
from tests.rigs.web_hook import web_hook
from watchdog.config.config import Schedule
from watchdog.daemon.telling import last_digest_moment
from watchdog.demo.story import letters

APPRISE_IS_OLD = pytest.mark.filterwarnings("ignore:'imghdr' is deprecated:DeprecationWarning")
MONDAY = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def office(authority: trustme.CA) -> Iterator[PostOffice]:
    with post_office(authority=authority) as running:
        yield running


@pytest.fixture
def watching(door: Door, user: User, office: PostOffice, authority: trustme.CA) -> Door:
    """A home with a real mailbox that holds the demo's mail, and a mail server for the digest."""
    for raw, moment in letters(MONDAY.date()):
        user.deliver(raw, moment)
    config = door.configure(user)
    authority.cert_pem.write_to_path(str(door.home / "smtp-ca.pem"))
    secret = door.home / "smtp-password"
    secret.touch(mode=0o600)
    secret.write_text(PASSWORD, encoding="utf-8")
    config.write_text(
        'timezone = "UTC"\n'
        + config.read_text(encoding="utf-8")
        + f"""
[digest]
to = "pat@example.org"
from = "watchdog@example.org"
[digest.smtp]
host = "localhost"
port = {office.port}
tls = "starttls"
user = "{USER}"
password = {{ file = "{secret}" }}
ca_file = "{door.home / "smtp-ca.pem"}"
""",
        encoding="utf-8",
    )
    return door


def _subjects(office: PostOffice) -> list[str]:
    contents = [one.content for one in office.taken if isinstance(one.content, bytes)]
    mails = [message_from_bytes(content) for content in contents]
    return [str(mail["Subject"]) for mail in mails]


@pytest.mark.dovecot
def test_urgent_things_are_told_at_once_and_once(watching: Door, office: PostOffice) -> None:
    with time_machine.travel(MONDAY, tick=True):
        first = watching("run", "--once")
        assert first.code == 0, first.err
        told = _subjects(office)
        assert any("Charged after you cancelled" in subject for subject in told)
        assert any("Cancelled in the wrong place" in subject for subject in told)
        assert not any("week" in subject for subject in told)
        assert watching("run", "--once").code == 0
        assert _subjects(office) == told


@pytest.mark.dovecot
def test_what_a_scan_has_read_is_told_when_the_daemon_begins(
    watching: Door, office: PostOffice
) -> None:
    with time_machine.travel(MONDAY, tick=True):
        assert watching("scan").code == 0
        assert _subjects(office) == []
        assert watching("run", "--once").code == 0  # its next look at the mailbox is to come
        assert any("Charged after you cancelled" in subject for subject in _subjects(office))


@pytest.mark.dovecot
def test_the_digest_comes_on_its_day_and_once_after_a_long_sleep(
    watching: Door, office: PostOffice
) -> None:
    def weekly() -> list[str]:
        return [subject for subject in _subjects(office) if "week" in subject]

    with time_machine.travel(MONDAY, tick=True):
        watching("run", "--once")
    assert weekly() == []
    with time_machine.travel(MONDAY + timedelta(days=6, hours=19), tick=True):
        watching("run", "--once")
    assert weekly() == []
    with time_machine.travel(MONDAY + timedelta(days=6, hours=21), tick=True):
        watching("run", "--once")
        watching("run", "--once")
    assert len(weekly()) == 1
    with time_machine.travel(MONDAY + timedelta(days=30), tick=True):
        watching("run", "--once")
        watching("run", "--once")
    assert len(weekly()) == 2


@pytest.mark.dovecot
def test_a_closed_mail_server_loses_no_notice(
    watching: Door, office: PostOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = watching.home / "config.toml"
    right = config.read_text(encoding="utf-8")
    with time_machine.travel(MONDAY, tick=True):
        config.write_text(right.replace(f"port = {office.port}", "port = 1"), encoding="utf-8")
        assert watching("run", "--once").code == 0
    assert office.taken == []
    with time_machine.travel(MONDAY + timedelta(hours=1), tick=True):
        config.write_text(right, encoding="utf-8")
        watching("run", "--once")
    assert office.taken


@contextmanager
def staying(door: Door) -> Iterator[subprocess.Popen[str]]:
    """`watchdog run` as a program of its own, ended at the latest when the test is."""
    line = [sys.executable, "-m", "watchdog", "--home", str(door.home), "run"]
    root = str(Path(__file__).parent.parent)
    environ = os.environ | {"PYTHONPATH": root}
    with subprocess.Popen(line, stderr=subprocess.PIPE, text=True, env=environ) as daemon:  # noqa: S603 - our own program
        try:
            yield daemon
        finally:
            daemon.kill()


def _until(daemon: subprocess.Popen[str], words: str) -> None:
    assert daemon.stderr is not None
    said = []
    for line in daemon.stderr:
        said.append(line)
        if words in line:
            return
    raise AssertionError("".join(said))


def _ended(daemon: subprocess.Popen[str]) -> tuple[int, str, float]:
    """Its exit code, its last words, and the seconds that SIGTERM took."""
    began = time.monotonic()
    daemon.send_signal(signal.SIGTERM)
    _, said = daemon.communicate(timeout=30)
    return daemon.returncode, said, time.monotonic() - began


@pytest.mark.dovecot
def test_it_stops_on_sigterm_and_lets_no_second_one_in(watching: Door) -> None:
    with staying(watching) as daemon:
        _until(daemon, "home/INBOX: read")
        second = watching("run", "--once")
        assert second.code == 75
        assert str(daemon.pid) in second.err
        assert second.err.count("\n") == 1
        code, said, seconds = _ended(daemon)
    assert code == 0
    assert "stopped" in said
    assert seconds < 15
    assert watching("run", "--once").code == 0


@pytest.mark.dovecot
def test_a_server_that_falls_silent_does_not_hold_it(watching: Door, user: User) -> None:
    asked = threading.Event()

    def silent(line: bytes) -> bytes:
        if b"FETCH" in line:
            asked.set()
            return b""
        return line

    with tapped(user.server.port, silent) as wire:
        watching.rewire(wire.port)
        with staying(watching) as daemon:
            assert asked.wait(20)
            code, said, seconds = _ended(daemon)
    assert code == 0
    assert "Traceback" not in said
    assert seconds < 15
    watching.rewire(user.server.port)
    assert watching("scan").code == 0
    assert "INBOX: last read" in watching("status").out


@pytest.mark.dovecot
def test_sighup_and_an_edited_configuration_ask_for_a_restart(watching: Door) -> None:
    with staying(watching) as daemon:
        _until(daemon, "home/INBOX: read")
        (watching.home / "config.toml").write_text("half a sen", encoding="utf-8")
        daemon.send_signal(signal.SIGHUP)
        _until(daemon, "restart to take up a change")
        assert daemon.poll() is None
        code, said, _ = _ended(daemon)
    assert code == 0, said


def test_with_nothing_to_watch_it_says_so(door: Door) -> None:
    door.home.mkdir()
    (door.home / "config.toml").touch(mode=0o600)
    ended = door("run")
    assert ended.code == 2
    assert "[[accounts]]" in ended.err
    assert ended.err.count("\n") == 1


@APPRISE_IS_OLD
@pytest.mark.dovecot
def test_urgent_things_go_to_a_web_hook(watching: Door) -> None:
    with web_hook() as (url, told):
        config = watching.home / "config.toml"
        text = config.read_text(encoding="utf-8")
        config.write_text(f'{text}\n[notify]\nurls = ["{url}"]\n', encoding="utf-8")
        with time_machine.travel(MONDAY, tick=True):
            assert watching("run", "--once").code == 0
            titles = [str(one["title"]) for one in told]
            assert any("Charged after you cancelled" in title for title in titles)
            assert watching("run", "--once").code == 0
            assert len(told) == len(titles)


@APPRISE_IS_OLD
@pytest.mark.dovecot
def test_a_notice_whose_target_is_gone_is_not_called_sent(
    watching: Door, caplog: pytest.LogCaptureFixture
) -> None:
    config = watching.home / "config.toml"
    text = config.read_text(encoding="utf-8")
    config.write_text(f'{text}\n[notify]\nurls = ["json://localhost:1/"]\n', encoding="utf-8")
    with time_machine.travel(MONDAY, tick=True):
        assert watching("run", "--once").code == 0
    config.write_text(text, encoding="utf-8")
    with time_machine.travel(MONDAY + timedelta(minutes=30), tick=True):
        assert watching("run", "--once").code == 0
    assert "not configured any more" in caplog.text
    assert "5 waiting" in watching("status").out


@pytest.mark.dovecot
def test_a_wrong_password_is_not_hammered_and_stops_nobody_else(
    watching: Door, caplog: pytest.LogCaptureFixture
) -> None:
    (watching.home / "other-password").touch(mode=0o600)
    (watching.home / "other-password").write_text("wrong", encoding="utf-8")
    config = watching.home / "config.toml"
    text = config.read_text(encoding="utf-8")
    account = text[text.index("[[accounts]]") : text.index("[digest]")]
    wrong = account.replace('"home"', '"other"').replace("/password", "/other-password")
    config.write_text(text.replace("[[accounts]]", f"{wrong}\n[[accounts]]"), encoding="utf-8")
    tries = []
    for minutes in (0, 16, 32, 48, 70, 93):
        caplog.clear()
        with time_machine.travel(MONDAY + timedelta(minutes=minutes), tick=True):
            assert watching("run", "--once").code == 0
        said = caplog.text
        assert "home/INBOX: read" in said
        tries.append("other/INBOX: " in said)
    assert tries == [True, True, True, False, False, True]


@pytest.mark.dovecot
def test_a_folder_that_is_gone_leaves_the_others_readable(watching: Door) -> None:
    config = watching.home / "config.toml"
    text = config.read_text(encoding="utf-8")
    config.write_text(
        text.replace("[[accounts]]", '[[accounts]]\nfolders = ["Gone", "INBOX"]'), encoding="utf-8"
    )
    ended = watching("scan")
    assert ended.code == 2
    assert "Gone" in ended.err
    assert "home: 90 new mails" in ended.err
    status = watching("status").out.splitlines()
    assert "DEAF" in next(line for line in status if line.startswith("home/Gone"))
    assert "DEAF" not in next(line for line in status if line.startswith("home/INBOX"))


@pytest.mark.dovecot
def test_its_own_letters_are_no_news(watching: Door, user: User, office: PostOffice) -> None:
    with time_machine.travel(MONDAY, tick=True):
        watching("run", "--once")
    own = [one.content for one in office.taken if isinstance(one.content, bytes)]
    assert own
    before = watching("report", "--json", "--as-of", "2026-11-23").out
    for content in own:
        user.deliver(content, MONDAY)
    assert watching("scan").code == 0
    told, was = (
        json.loads(text)
        for text in (watching("report", "--json", "--as-of", "2026-11-23").out, before)
    )
    assert told["coverage"]["messages"] == was["coverage"]["messages"]
    assert told["findings"] == was["findings"]
    kept = watching.home / "own.eml"
    kept.write_bytes(own[0])
    assert "0 of them new" in watching("import", kept).err


@pytest.mark.dovecot
@pytest.mark.parametrize(
    ("was", "becomes"),
    [
        (b"\r\nSubject: ", b"\r\nSubject: Your receipt "),
        (b"watchdog@example", b"shop@example"),
    ],
    ids=["subject", "author"],
)
def test_who_copies_the_name_of_a_letter_hides_nothing(
    watching: Door, user: User, office: PostOffice, was: bytes, becomes: bytes
) -> None:
    with time_machine.travel(MONDAY, tick=True):
        watching("run", "--once")
    contents = [one.content for one in office.taken if isinstance(one.content, bytes)]
    letter = next(content for content in contents if b"trial ends" in content)
    assert was in letter
    user.deliver(letter, MONDAY)
    user.deliver(letter.replace(was, becomes), MONDAY)
    assert watching("scan").code == 0
    query = "SELECT count(*) FROM locations WHERE state = 'self'"
    with closing(sqlite3.connect(watching.home / "ledger.sqlite3")) as ledger:
        assert ledger.execute(query).fetchone() == (1,)
    # Whoever has no name of his own speaks for whom his letter begins with.
    assert "it speaks for Coursera but was sent from" in watching("review", "--fakes").out


@pytest.mark.dovecot
def test_a_letter_that_was_sent_by_hand_is_known_too(
    watching: Door, user: User, office: PostOffice
) -> None:
    assert watching("scan").code == 0
    assert watching("digest", "--as-of", "2026-11-23").code == 0
    (letter,) = office.taken
    assert isinstance(letter.content, bytes)
    user.deliver(letter.content, MONDAY)
    assert watching("scan").code == 0
    query = "SELECT count(*) FROM locations WHERE state = 'self'"
    with closing(sqlite3.connect(watching.home / "ledger.sqlite3")) as ledger:
        assert ledger.execute(query).fetchone() == (1,)


@pytest.mark.parametrize("zone", ["UTC", "Europe/Berlin", "America/Los_Angeles", "Pacific/Chatham"])
@pytest.mark.parametrize("hour", ["00:00", "02:30", "08:00"])
def test_two_years_have_one_digest_a_week(zone: str, hour: str) -> None:
    schedule = Schedule(digest_weekday="sunday", digest_time=hour)
    local = ZoneInfo(zone)
    moments = {
        last_digest_moment(
            (datetime(2026, 1, 5, tzinfo=UTC) + timedelta(minutes=30 * step)).astimezone(local),
            schedule,
        ).date()
        for step in range(2 * 364 * 48)
    }
    days = sorted(moments)
    assert all((b - a).days == 7 for a, b in pairwise(days))
    assert len(days) in (104, 105)
