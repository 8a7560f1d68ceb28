"""`watchdog doctor`: each thing that is wrong is said with its place and the next command."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.rigs.door import Door, Ended
from tests.rigs.dovecot import User
from tests.rigs.post_office import PASSWORD, USER, post_office

pytestmark = [
    pytest.mark.dovecot,
    pytest.mark.filterwarnings("ignore:'imghdr' is deprecated:DeprecationWarning"),  # Apprise's
]


@pytest.fixture(autouse=True)
def no_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody's keyring is asked: here are none."""
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")


def changed(door: Door, user: User, old: str, new: str) -> None:
    config = door.configure(user)
    text = config.read_text("utf-8")
    assert old in text
    config.write_text(text.replace(old, new), "utf-8")


def added(door: Door, user: User, text: str) -> None:
    config = door.configure(user)
    config.write_text(config.read_text("utf-8") + text, "utf-8")


def no_configuration(door: Door, user: User) -> None:
    door.home.mkdir()


def open_configuration(door: Door, user: User) -> None:
    door.configure(user).chmod(0o644)


def mistyped_key(door: Door, user: User) -> None:
    changed(door, user, "user = ", "usr = ")


def no_secret(door: Door, user: User) -> None:
    door.configure(user)
    (door.home / "password").unlink()


def no_keyring_here(door: Door, user: User) -> None:
    door.configure(user, 'password = { keyring = "mail" }')


def wrong_password(door: Door, user: User) -> None:
    door.configure(user, password="wrong")


def no_such_host(door: Door, user: User) -> None:
    changed(door, user, '"localhost"', '"nowhere.invalid"')


def closed_port(door: Door, user: User) -> None:
    changed(door, user, f"port = {user.server.tls_port}", "port = 1")


def strange_certificate(door: Door, user: User) -> None:
    changed(door, user, f'ca_file = "{user.server.ca_path}"', "")


def missing_folder(door: Door, user: User) -> None:
    door.configure(user, 'folders = ["Bils"]')


def damaged_ledger(door: Door, user: User) -> None:
    door.configure(user)
    (door.home / "ledger.sqlite3").write_bytes(b"this is no ledger " * 200)
    (door.home / "ledger.sqlite3").chmod(0o600)


def open_ledger(door: Door, user: User) -> None:
    door.configure(user)
    assert door("scan").code == 0
    (door.home / "ledger.sqlite3").chmod(0o644)


def closed_mail_server(door: Door, user: User) -> None:
    who = 'to = "you@example.org"\nfrom = "you@example.org"'
    smtp = 'host = "localhost"\nport = 1\ntls = "none"'
    added(door, user, f"[digest]\n{who}\n[digest.smtp]\n{smtp}\n")


def no_such_service(door: Door, user: User) -> None:
    added(door, user, '[notify]\nurls = ["pigeon://coop"]\n')


def broken_catalogue(door: Door, user: User) -> None:
    door.configure(user)
    folder = door.home / "catalog" / "services"
    folder.mkdir(parents=True)
    (folder / "gym.toml").write_text("nmae = 'Gym'\n", "utf-8")


WRONG: list[tuple[Callable[[Door, User], None], int, str, str]] = [
    (no_configuration, 2, "configuration", "watchdog --home "),
    (open_configuration, 2, "configuration", "chmod 600 "),
    (mistyped_key, 2, "configuration", "edit "),
    (no_secret, 4, "account home", "watchdog account test home"),
    (no_keyring_here, 4, "account home", "watchdog account test home"),
    (wrong_password, 4, "account home", "watchdog account password home"),
    (no_such_host, 5, "account home", "watchdog account test home"),
    (closed_port, 5, "account home", "watchdog account test home"),
    (strange_certificate, 2, "account home", "watchdog account test home"),
    (missing_folder, 2, "account home", "watchdog account test home"),
    (damaged_ledger, 1, "ledger", "as it says, then: watchdog doctor"),
    (open_ledger, 2, "ledger", "chmod 600 "),
    (closed_mail_server, 5, "digest.smtp", "edit digest.smtp in "),
    (no_such_service, 2, "notify.urls[0]", "edit notify.urls[0] in "),
    (broken_catalogue, 2, "own catalogue", "watchdog catalog check"),
]


@pytest.mark.parametrize(
    ("breaks", "code", "part", "next_"), WRONG, ids=[one[0].__name__ for one in WRONG]
)
def test_what_is_wrong_is_said_with_the_next_command(
    door: Door,
    user: User,
    breaks: Callable[[Door, User], None],
    code: int,
    part: str,
    next_: str,
) -> None:
    breaks(door, user)
    ended = door("doctor", "--json")
    assert ended.code == code, ended.out + ended.err
    problems = [one for one in checks(ended) if one["state"] == "problem"]
    assert [one["part"] for one in problems] == [part]
    assert problems[0]["next"].startswith(next_)
    assert problems[0]["says"]
    assert "Traceback" not in ended.err
    assert "pigeon" not in ended.out


def checks(ended: Ended) -> list[dict[str, str]]:
    told = json.loads(ended.out)
    assert told["version"] == 1
    return list(told["checks"])


def test_all_is_well_and_nothing_was_changed_or_sent(
    door: Door, user: User, tmp_path: Path
) -> None:
    secret = tmp_path / "smtp"
    secret.touch(mode=0o600)
    secret.write_text(PASSWORD + "\n", "utf-8")
    with post_office(tls="none") as office:
        who = 'to = "you@example.org"\nfrom = "you@example.org"'
        smtp = f'host = "localhost"\nport = {office.port}\ntls = "none"\nuser = "{USER}"'
        smtp += f'\npassword = {{ file = "{secret}" }}'
        added(
            door, user, f"[digest]\n{who}\n[digest.smtp]\n{smtp}\n[notify]\nurls = ['json://h']\n"
        )
        assert door("scan").code == 0
        before = user.fingerprint()
        ended = door("doctor")
    assert ended.code == 0, ended.out
    assert "PROBLEM" not in ended.out
    assert "signed in; read-only: INBOX (0 mails)" in ended.out
    assert "next: watchdog run" in ended.out
    assert office.signed_in == [USER]
    assert not office.taken
    assert user.fingerprint() == before


def test_offline_asks_no_server(door: Door, user: User) -> None:
    changed(door, user, '"localhost"', '"nowhere.invalid"')
    ended = door("doctor", "--offline")
    assert ended.code == 0, ended.out
    assert "the server was not asked" in ended.out


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ("", "nobody would be told"),
        ('[[webhooks]]\nurl = "https://hook.example/w"\nsecret = { env = "X" }\n', ""),
        ('[mqtt]\nhost = "broker.example"\n', ""),
    ],
)
def test_who_is_told_by_a_webhook_or_home_assistant_is_told(
    door: Door, user: User, lines: str, told: str
) -> None:
    added(door, user, lines)
    ended = door("doctor", "--offline")
    assert ended.code == 0, ended.out
    assert ("nobody would be told" in ended.out) is bool(told)
