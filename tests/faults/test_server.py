"""Rows 16 to 24 of the fault matrix: servers that ask for pauses, forget, hide or mangle."""

import re
import sqlite3
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from tests.faults.mailboxes import START, all_is_well, asked, fill, receipt, through
from tests.rigs.door import Door
from tests.rigs.dovecot import User
from tests.rigs.proxy import tapped

pytestmark = pytest.mark.dovecot

MAILS = 12


@pytest.mark.parametrize(
    ("answer", "seconds"),
    [
        (b"NO [OVERQUOTA] Account exceeded command or bandwidth limits.", 3600),
        (b"BAD Request is throttled. Suggested Backoff Time: 299961 milliseconds", 299),
        (b"NO [LIMIT] Too many connections", 0),
    ],
)
def test_a_server_gets_the_pause_that_it_asks_for(
    door: Door, user: User, answer: bytes, seconds: int
) -> None:
    fill(user, range(MAILS))
    before = user.fingerprint()

    def refuse(line: bytes) -> bytes:
        done = re.match(rb"(\S+) OK .*[Ss]earch completed", line)
        return done[1] + b" " + answer + b"\r\n" if done else line

    with tapped(user.server.port, refuse) as wire:
        through(door, user, wire.port)
        refused = door("scan")
        assert refused.code == 5
        assert "asks for a pause" in refused.err
        (row,) = asked(
            door.home,
            "SELECT problem_kind, unixepoch(retry_at) - unixepoch(last_attempt_at) FROM checks",
        )
        assert row[0] == "throttled"
        assert isinstance(row[1], int)
        assert max(seconds, 900) <= row[1] <= max(seconds, 900) + 3600
        said = len(wire.commands)
        early = door("scan")
        assert early.code == 5
        assert "left alone until" in early.err
        assert "watchdog scan --now" in early.err
        assert len(wire.commands) == said, "nobody has knocked"
    through(door, user, user.server.port)
    again = door("scan", "--now")
    all_is_well(door, user, before, refused, early, again, messages=MAILS, verbs=wire.verbs)
    assert door("scan").code == 0, "it is well again"


def renumber(line: bytes) -> bytes:
    """Another UIDVALIDITY than the server's own."""
    return re.sub(rb"UIDVALIDITY (\d+)", b"UIDVALIDITY 77", line)


def test_a_new_epoch_is_walked_again_without_doubles(door: Door, user: User) -> None:
    fill(user, range(MAILS))
    before = user.fingerprint()
    with tapped(user.server.port, renumber) as wire:
        through(door, user, wire.port)
        first = door("scan")
    report = door("report", "--json", "--as-of", "2026-11-23").out
    through(door, user, user.server.port)
    second = door("scan")
    all_is_well(door, user, before, first, second, messages=MAILS)
    assert asked(door.home, "SELECT count(DISTINCT uidvalidity), count(*) FROM locations") == [
        (2, 2 * MAILS)
    ]
    again = door("report", "--json", "--as-of", "2026-11-23").out
    assert again.count('"kind"') == report.count('"kind"')


@pytest.mark.parametrize("hidden", [b"UIDVALIDITY", b"UIDNEXT"])
def test_a_server_that_does_not_count_hides_nothing(door: Door, user: User, hidden: bytes) -> None:
    fill(user, range(MAILS))
    before = user.fingerprint()
    with tapped(user.server.port, lambda line: b"" if hidden in line else line) as wire:
        through(door, user, wire.port)
        first = door("scan")
        user.deliver(receipt(MAILS), START)
        second = door("scan")
    assert (first.code, second.code) == (0, 0), second.err
    assert asked(door.home, "SELECT count(*) FROM messages") == [(MAILS + 1,)]
    through(door, user, user.server.port)
    known = door("scan")
    assert before != user.fingerprint(), "one more was delivered"
    all_is_well(door, user, user.fingerprint(), first, second, known, messages=MAILS + 1)


def test_a_folder_that_goes_and_comes_back(door: Door, user: User) -> None:
    fill(user, range(3))
    fill(user, range(10, 14), "Bills")
    door.configure(user, 'folders = ["Bills", "INBOX"]')
    first = door("scan")
    assert first.code == 0
    away = user.home / ".Bills"
    away.rename(user.home.parent / f"{user.name}-bills")
    gone = door("scan")
    assert gone.code == 2
    assert "there is no folder 'Bills'" in gone.err
    assert asked(door.home, "SELECT folder, problem_kind FROM checks ORDER BY folder") == [
        ("Bills", "configuration"),
        ("INBOX", None),
    ]
    (user.home.parent / f"{user.name}-bills").rename(away)
    back = door("scan")
    assert back.code == 0
    all_is_well(door, user, user.fingerprint(), first, gone, back, messages=7)


def mangled(line: bytes) -> bytes:
    return line.replace(b" FETCH", b" FLETCH") if line.startswith(b"* 3 FETCH") else line


def hidden(line: bytes) -> bytes:
    return re.sub(rb"^\* 3 FETCH \(UID 3 ", b"* 3 FETCH (UID 99 ", line)


def too_long(line: bytes) -> bytes:
    return re.sub(rb"^(\* 3 FETCH .*)\{\d+\}", rb"\g<1>{2147483647}", line)


def hanging_up(line: bytes) -> bytes | None:
    return None if line.startswith(b"* 3 FETCH") and b"HEADER" not in line else line


@pytest.mark.parametrize("spoil", [mangled, hidden, too_long, hanging_up])
def test_a_mail_that_is_never_handed_out_is_set_aside_and_asked_for_later(
    door: Door, user: User, spoil: Callable[[bytes], bytes | None]
) -> None:
    fill(user, range(MAILS))
    before = user.fingerprint()
    with tapped(user.server.port, spoil) as wire:
        through(door, user, wire.port)
        held = [door("scan"), door("scan")]
        assert [one.code for one in held] == [5, 5]
        assert asked(door.home, "SELECT max(last_uid) FROM cursors") == [(None,)]
        aside = door("scan")
        assert aside.code == 0, aside.err
    assert asked(door.home, "SELECT uid, state FROM locations WHERE state IS NOT NULL") == [
        (3, "unreadable")
    ]
    assert "Could not be fetched: 1 (watchdog retry --quarantined)" in door("status").out
    all_is_well(door, user, before, *held, aside, messages=MAILS - 1, verbs=wire.verbs)
    through(door, user, user.server.port)
    assert door("retry", "--quarantined").code == 0
    found = door("scan")
    all_is_well(door, user, before, found, messages=MAILS)
    assert "could not be fetched" not in door("status").out


def an_hour_later(door: Door) -> None:
    """The first sweep is due: as if so much time had gone by."""
    with sqlite3.connect(door.home / "ledger.sqlite3") as connection:
        connection.execute("UPDATE checks SET swept_at = '2026-01-01T00:00:00.000000+00:00'")
    connection.close()


def test_a_uid_that_shows_late_is_found_by_the_sweep(door: Door, user: User) -> None:
    fill(user, range(MAILS))
    before = user.fingerprint()

    def hide(line: bytes) -> bytes:
        return re.sub(rb"^(\* SEARCH.*) 5 ", rb"\g<1> ", line)

    with tapped(user.server.port, hide) as wire:
        through(door, user, wire.port)
        first = door("scan")
    assert asked(door.home, "SELECT count(*), max(uid) FROM locations") == [(MAILS - 1, MAILS)]
    through(door, user, user.server.port)
    an_hour_later(door)
    swept = door("scan")
    all_is_well(door, user, before, first, swept, messages=MAILS)
    with tapped(user.server.port) as wire:
        through(door, user, wire.port)
        quiet = door("scan")
    assert quiet.code == 0
    searches = [line for line in wire.commands if b"UID SEARCH" in line]
    assert searches == [], "once a day is enough"


def test_a_mail_that_is_expunged_meanwhile_is_no_problem(door: Door, user: User) -> None:
    fill(user, range(MAILS))
    gone: list[Path] = []

    def expunge(line: bytes) -> bytes:
        if line.startswith(b"* SEARCH") and not gone:
            path = next(user.home.rglob("*.M000004.*"))
            path.unlink()
            gone.append(path)
        return line

    with tapped(user.server.port, expunge) as wire:
        through(door, user, wire.port)
        first = door("scan")
    assert first.code == 0, first.err
    assert gone
    assert asked(door.home, "SELECT problem_kind FROM checks") == [(None,)]


def test_mail_that_arrives_during_a_scan_is_read_once(door: Door, user: User) -> None:
    fill(user, range(400))
    arrived: list[Path] = []

    def deliver(line: bytes) -> bytes:
        if line.startswith(b"* 100 FETCH") and not arrived:
            arrived.append(user.deliver(receipt(900), START + timedelta(days=20)))
        return line

    with tapped(user.server.port, deliver) as wire:
        through(door, user, wire.port)
        first, second = door("scan"), door("scan")
    all_is_well(door, user, user.fingerprint(), first, second, messages=401, verbs=wire.verbs)
