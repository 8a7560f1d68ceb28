"""What it says when it hears nothing: once after six hours, once when it is back."""

import json
import re
from collections.abc import Iterator
from datetime import timedelta
from email import message_from_bytes
from pathlib import Path

import pytest
import time_machine

from tests.faults.invariants import Ended, check_invariants
from tests.faults.letters import HERE, MONDAY, bytes_of, subjects, taken, text_of, writing
from tests.faults.programs import ROOT
from tests.faults.test_processes import watchdog
from tests.rigs.door import Door
from tests.rigs.dovecot import User
from tests.rigs.post_office import PASSWORD, USER, PostOffice, post_office
from tests.rigs.web_hook import web_hook

pytestmark = [
    pytest.mark.dovecot,
    pytest.mark.timeout(400),  # many rounds; a busy machine takes its time
    pytest.mark.filterwarnings("ignore:'imghdr' is deprecated:DeprecationWarning"),
]
ELSEWHERE = "sam@example.net"


@pytest.fixture
def office() -> Iterator[PostOffice]:
    with post_office(tls="none", auth=False) as running:
        yield running


def at(door: Door, *hours: float) -> None:
    """One round at each of these hours after noon on Monday."""
    for hour in hours:
        with time_machine.travel(MONDAY + timedelta(hours=hour), tick=True):
            ended = door("run", "--once")
            assert ended.code == 0, ended.err


def password(door: Door, said: str) -> None:
    """Change the password that the account signs in with."""
    (door.home / "password").write_text(said, encoding="utf-8")


def about_deafness(said: list[str]) -> list[str]:
    return [one for one in said if "Mailbox" in one]


def test_a_deaf_mailbox_is_told_once_after_six_hours_and_once_when_it_is_back(
    door: Door, user: User, office: PostOffice
) -> None:
    writing(door, user, office.port, to=f'["{HERE}", "{ELSEWHERE}"]')
    at(door, 0)
    password(door, "wrong")
    at(door, 1, 3, 6.5)
    assert about_deafness(subjects(office)) == []
    at(door, 8, 9.5, 30, 52)
    assert about_deafness(subjects(office)) == ["Mailbox cannot be read: home"]
    told = next(mail for mail in taken(office) if "Mailbox" in str(mail["Subject"]))
    assert told["To"] == ELSEWHERE, "not to the mailbox that cannot be read"
    assert "refused the sign-in" in text_of(told)
    with time_machine.travel(MONDAY + timedelta(hours=52), tick=True):
        status = door("status")
    assert status.code == 4
    assert "DEAF since 2026-11-23 13:00" in status.out
    password(door, user.password)
    at(door, 54, 56, 80)
    assert about_deafness(subjects(office)) == [
        "Mailbox cannot be read: home",
        "Mailbox is read again: home",
    ]
    back = next(mail for mail in taken(office) if "again" in str(mail["Subject"]))
    assert back["To"] == ELSEWHERE
    with time_machine.travel(MONDAY + timedelta(hours=80), tick=True):
        assert door("status").code == 0


def test_where_there_is_a_web_hook_it_hears_of_it(
    door: Door, user: User, office: PostOffice
) -> None:
    with web_hook() as (url, told):
        writing(door, user, office.port, lines=f'[notify]\nurls = ["{url}"]\n')
        password(door, "wrong")
        at(door, 0, 7, 9)
    assert about_deafness([str(one["title"]) for one in told]) == ["Mailbox cannot be read: home"]
    assert about_deafness(subjects(office)) == []


def test_an_hour_of_bad_weather_is_told_nobody(door: Door, user: User, office: PostOffice) -> None:
    writing(door, user, office.port)
    at(door, 0)
    password(door, "wrong")
    at(door, 1, 2)
    password(door, user.password)
    at(door, 4, 12)
    assert about_deafness(subjects(office)) == []


def test_every_letter_says_what_was_looked_at_and_when(
    door: Door, user: User, office: PostOffice
) -> None:
    writing(door, user, office.port)
    at(door, 0)
    password(door, "wrong")
    at(door, 150, 165)
    (letter,) = [mail for mail in taken(office) if "week" in str(mail["Subject"])]
    text = text_of(letter)
    assert "Looked at 90 mails" in text
    assert "Could read 0 of 1 mailboxes:" in text
    assert "home/INBOX: last read 2026-11-23 12:00 UTC; NOW DEAF" in text


def test_status_has_every_part_as_json(door: Door, user: User, office: PostOffice) -> None:
    writing(door, user, office.port)
    at(door, 0)
    with time_machine.travel(MONDAY + timedelta(minutes=5), tick=True):
        told = json.loads(door("status", "--json").out)
    assert (told["version"], told["level"]) == (1, "ok")
    (box,) = told["mailboxes"]
    assert (box["account"], box["level"], box["failing_since"]) == ("home", "ok", None)
    assert 290 < box["lag_seconds"] < 310
    assert told["counts"]["notifications"]["sent"] == len(office.taken)
    assert told["unsent"] == []
    assert told["daemon"]["runs"] is False


# --- row 49: nothing private in anything that is left behind ----------------------------------


def test_no_secret_is_said_or_kept_whatever_fails(door: Door, user: User, tmp_path: Path) -> None:
    with post_office(tls="none", answers={"AUTH": f"535 5.7.8 not {PASSWORD}"}) as office:
        config = writing(door, user, office.port)
        secret, token = door.home / "smtp-password", "token-of-a-hook-4711"
        secret.touch(mode=0o600)
        secret.write_text(PASSWORD, encoding="utf-8")
        text = config.read_text(encoding="utf-8")
        config.write_text(
            f'{text}user = "{USER}"\npassword = {{ file = "{secret}" }}\n'
            f'[notify]\nurls = ["json://localhost:1/", {{ env = "HOOK" }}]\n'
            f'[health]\nping_url = {{ env = "PING" }}\n',
            encoding="utf-8",
        )
        environ = {
            "WATCHDOG_DEBUG": "1",
            "PYTHONPATH": str(ROOT),
            "HOOK": f"json://localhost:1/{token}",
            "PING": f"http://localhost:1/{token}",
        }
        shell = "$W run --once; $W status"
        done = watchdog(door.home, shell, **environ)
        password(door, "another-secret")
        again = watchdog(door.home, "$W scan", **environ)
    said = done.stdout + done.stderr + again.stdout + again.stderr
    assert re.search("sign-in refused|AUTHENTICATIONFAILED", said)
    for each in (user.password, PASSWORD, token, "another-secret"):
        assert each not in said
    check_invariants(
        door.home,
        ended=[Ended(again.returncode, again.stderr)],
        secrets=[user.password, PASSWORD, token, "another-secret"],
        delivered=bytes_of(office),
    )
    assert all(message_from_bytes(raw)["X-Watchdog"] for raw in bytes_of(office))
