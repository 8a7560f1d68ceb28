"""The daemon: one at a time, told once, the digest on its day, and a clean end."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
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
from watchdog.config import Schedule
from watchdog.demo.story import letters
from watchdog.tick import last_digest_moment

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


@pytest.mark.dovecot
def test_it_stops_on_sigterm_and_lets_no_second_one_in(watching: Door) -> None:
    line = [sys.executable, "-m", "watchdog", "--home", str(watching.home), "run"]
    root = str(Path(__file__).parent.parent)
    with subprocess.Popen(  # noqa: S603 - our own program
        line, stderr=subprocess.PIPE, text=True, cwd=root, env=os.environ | {"PYTHONPATH": root}
    ) as daemon:
        assert daemon.stderr is not None
        for text in daemon.stderr:
            if "home/INBOX: read" in text:
                break
        second = watching("run", "--once")
        assert second.code == 75
        assert str(daemon.pid) in second.err
        began = time.monotonic()
        daemon.send_signal(signal.SIGTERM)
        daemon.stderr.read()
        assert daemon.wait(timeout=20) == 0
        assert time.monotonic() - began < 15
    assert watching("run", "--once").code == 0


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
