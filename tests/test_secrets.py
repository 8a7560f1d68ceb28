"""Secrets and private words lie where they were put and nowhere else; files are their owner's."""

import base64
import logging
import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
import time_machine

from tests.rigs.door import Door
from tests.rigs.dovecot import User
from tests.rigs.post_office import PASSWORD, USER, PostOffice
from tests.test_daemon import MONDAY, authority, office, watching
from watchdog.demo.story import letters

__all__ = ["authority", "office", "watching"]


def spellings(user: str, password: str) -> set[bytes]:
    """A password as it might turn up: plain, or as the sign-in sends it."""
    plain = f"\0{user}\0{password}".encode()
    return {
        password.encode(),
        base64.b64encode(password.encode()).rstrip(b"="),
        base64.b64encode(plain).rstrip(b"="),
    }


def written(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Every file below a folder but those that are there to hold a secret."""
    for one in folder.rglob("*"):
        if one.is_file() and "password" not in one.name:
            yield one.name, one.read_bytes()


@pytest.mark.dovecot
def test_no_secret_is_written_anywhere_at_debug(
    watching: Door,
    user: User,
    office: PostOffice,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("WATCHDOG_DEBUG", "1")
    caplog.set_level(logging.DEBUG)
    secrets = spellings(user.name, user.password) | spellings(USER, PASSWORD)
    said = []
    with time_machine.travel(MONDAY, tick=True):
        for command in (
            ("run", "--once"),
            ("status",),
            ("report",),
            ("bug-report",),
            ("backup",),
            ("config", "show"),
            ("config", "show", "--json"),
            ("doctor",),
        ):
            ended = watching(*command)
            said.append(ended.out + ended.err)
        assert office.taken
        wrong = watching.home / "password"
        wrong.write_text("canary-wrong-secret\n", encoding="utf-8")
        secrets |= spellings(user.name, "canary-wrong-secret")
        refused = watching("scan")
        assert refused.code == 4
        said.append(refused.out + refused.err)
    shown = "\n".join([*said, caplog.text, *map(str, caplog.records)]).encode()
    shown += b"".join(repr(vars(one)).encode() for one in caplog.records)
    places = [("what was said", shown), *written(watching.home)]
    assert len(places) > 3
    leaks = [name for name, content in places for secret in secrets if secret in content]
    assert not leaks


@pytest.fixture
def open_umask() -> Iterator[None]:
    """New files would be open to everybody."""
    before = os.umask(0)
    yield
    os.umask(before)


def test_all_that_is_written_is_its_owners_alone(
    door: Door, tmp_path: Path, open_umask: None
) -> None:
    mails, out = tmp_path / "mails", tmp_path / "out"
    mails.mkdir()
    for number, (raw, _) in enumerate(letters(MONDAY.date())):
        (mails / f"{number:03}.eml").write_bytes(raw)
    day = ("--as-of", "2026-11-23")
    for command in (
        ("import", mails),
        ("backup",),
        ("evidence", "coursera", "-o", out / "pack", *day),
        ("letter", "coursera", "--kind", "refund", "--out", out / "letters", *day),
        ("calendar", "-o", out / "bills.ics", *day),
        ("export", "-o", out / "bills.csv", *day),
        ("bug-report", "-o", out / "report.json"),
        ("scrub", mails / "000.eml", "--out", out / "mail.eml", "--yes"),
        ("purge", "--older-than", "3000", "--mail-only", "--yes"),
    ):
        ended = door(*command)
        assert ended.code == 0, (command, ended.err)
    found = [*door.home.rglob("*"), door.home, *out.rglob("*"), out]
    assert len(found) > 20
    loose = {
        one.name: oct(stat.S_IMODE(one.stat().st_mode))
        for one in found
        if stat.S_IMODE(one.stat().st_mode) != (0o700 if one.is_dir() else 0o600)
    }
    assert not loose


def test_nothing_is_written_through_a_link_that_was_laid_before(door: Door, tmp_path: Path) -> None:
    mail = tmp_path / "mail.eml"
    mail.write_bytes(next(raw for raw, _ in letters(MONDAY.date())))
    assert door("import", mail).code == 0
    other = tmp_path / "other.txt"
    other.write_text("mine", encoding="utf-8")
    trap = tmp_path / "trap"
    trap.symlink_to(other)
    for command in (
        ("calendar", "-o", trap),
        ("export", "-o", trap),
        ("backup", trap),
        ("bug-report", "-o", trap),
        ("scrub", mail, "--out", trap, "--yes"),
    ):
        door(*command)
        assert other.read_text(encoding="utf-8") == "mine", command


SETTINGS = """
[[accounts]]
name = "home"
host = "mail.example.org"
user = "pat@example.org"
password = { command = ["pass-it", "--secret", "canary-argument"] }

[[accounts]]
name = "other"
host = "imap.example.org"
user = "pat@example.org"
oauth = { provider = "google", client_id = "canary-client", client_secret = { env = "CLIENT" } }

[digest]
to = "pat@example.org"
from = "pat@example.org"
smtp = { host = "mail.example.org" }

[notify]
urls = ["ntfy://canary-topic", { url = "tgram://canary-token", privacy = "none" }, { env = "PUSH" }]

[[webhooks]]
url = "https://hooks.example.org/canary-path"
secret = { file = "/run/secrets/hook" }

[health]
ping_url = "https://ping.example.org/canary-ping"

[ledger]
url = "postgresql://watchdog@db.example.org/canary-database"
password = { keyring = "ledger" }
"""


def test_the_configuration_is_shown_without_its_secrets(door: Door) -> None:
    door.home.mkdir(parents=True, exist_ok=True)
    config = door.home / "config.toml"
    config.write_text(SETTINGS, encoding="utf-8")
    config.chmod(0o600)
    for words in (("config", "show"), ("config", "show", "--json")):
        shown = door(*words)
        assert shown.code == 0, shown.err
        assert "canary" not in shown.out + shown.err
    lines = door("config", "show").out.splitlines()
    assert 'accounts[0].password.command = "pass-it ..."' in lines
    assert 'accounts[1].oauth.client_secret.env = "CLIENT"' in lines
    assert 'accounts[1].oauth.client_id = "(set)"' in lines
    assert "schedule.poll_minutes = 15" in lines
    assert 'notify.urls[2].env = "PUSH"' in lines
