"""Rows 3 to 8 of the fault matrix: lines that are cut, fall silent or drip, servers that go."""

import time
from datetime import timedelta
from typing import Literal

import pytest
import time_machine

from tests.faults.letters import MONDAY
from tests.faults.mailboxes import all_is_well, asked, fill, through
from tests.rigs.door import Door
from tests.rigs.dovecot import User
from tests.rigs.fault_proxy import Fault, faulty
from tests.rigs.post_office import free_port
from watchdog.mailbox.mailbox import Endpoint, MailboxProblem, ProblemKind, Tls, open_mailbox

pytestmark = pytest.mark.dovecot

MAILS = 30
COMMANDS = [
    *("CAPABILITY", "LOGIN", "EXAMINE", "UID SEARCH"),
    *("UID FETCH .*HEADER", r"UID FETCH .*BODY.PEEK\[\]", "LOGOUT"),
]
IMPATIENT = "timeout_seconds = 1"


@pytest.mark.parametrize("act", ["close", "reset"])
@pytest.mark.parametrize("heard", [False, True], ids=["unheard", "heard"])
@pytest.mark.parametrize("command", COMMANDS)
def test_a_line_cut_at_a_command_costs_one_scan(
    door: Door, user: User, command: str, heard: bool, act: Literal["close", "reset"]
) -> None:
    fill(user, range(MAILS))
    before = user.fingerprint()
    fault = Fault(act=act, at=command.encode(), heard=heard, taciturn=command == "CAPABILITY")
    with faulty(user.server.port, fault) as wire:
        through(door, user, wire.port)
        cut = door("scan")
        assert wire.hits == 1
        assert cut.code == (0 if command == "LOGOUT" else 5), cut.err
        again = door("scan")
        assert again.code == 0, again.err
    all_is_well(door, user, before, cut, again, messages=MAILS, verbs=wire.verbs)


@pytest.mark.parametrize("tls", ["none", "implicit"])
@pytest.mark.parametrize("after", [5, 400, 1500, 3000, 6000, 9000])
def test_a_line_cut_in_the_middle_of_an_answer_stores_nothing_of_it(
    door: Door, user: User, after: int, tls: str
) -> None:
    fill(user, range(MAILS))
    before = user.fingerprint()
    port = user.server.port if tls == "none" else user.server.tls_port
    with faulty(port, Fault(after_bytes=after)) as wire:
        door.configure(user, f"port = {wire.port}", f'tls = "{tls}"')
        cut = door("scan")
        assert (wire.hits, cut.code) == (1, 5), cut.err
        assert asked(door.home, "SELECT count(*) FROM locations") == [(0,)]
        again = door("scan")
        assert again.code == 0, again.err
    all_is_well(door, user, before, cut, again, messages=MAILS, verbs=wire.verbs)


def test_a_line_that_is_cut_again_and_again_is_gone_over_by_one_scan(
    door: Door, user: User
) -> None:
    fill(user, range(650))
    before = user.fingerprint()
    with faulty(user.server.port, Fault(after_bytes=170_000, times=9)) as wire:
        through(door, user, wire.port)
        scan = door("scan")
        assert scan.code == 0, scan.err
        assert wire.hits >= 1
        assert wire.connections == wire.hits + 1
    all_is_well(door, user, before, scan, messages=650, verbs=wire.verbs)


@pytest.mark.parametrize(
    "fault",
    [
        Fault(act="stall", greeting=True),
        Fault(act="stall", at=b"LOGIN"),
        Fault(act="stall", at=b"EXAMINE"),
        Fault(act="stall", at=b"UID FETCH .*HEADER", heard=True),
        Fault(act="stall", after_bytes=3000),
    ],
    ids=["greeting", "login", "examine", "fetch", "literal"],
)
def test_a_server_that_falls_silent_is_given_up(door: Door, user: User, fault: Fault) -> None:
    fill(user, range(MAILS))
    before = user.fingerprint()
    with faulty(user.server.port, fault) as wire:
        through(door, user, wire.port, IMPATIENT)
        silent = door("scan")
        assert (wire.hits, silent.code) == (1, 5)
        assert "did not answer in time" in silent.err
        again = door("scan")
        assert again.code == 0, again.err
    all_is_well(door, user, before, silent, again, messages=MAILS, verbs=wire.verbs)


@pytest.mark.parametrize("tls", [Tls.NONE, Tls.IMPLICIT])
@pytest.mark.parametrize("when", ["greeting", "fetch"])
def test_a_server_that_drips_meets_the_deadline(user: User, tls: Tls, when: str) -> None:
    fill(user, range(60))
    port = user.server.port if tls is Tls.NONE else user.server.tls_port
    # 100 bytes, then a pause far below the time limit of a single wait.
    drip = 0.4 if when == "greeting" else 0.02
    with faulty(port, Fault(drip_seconds=drip)) as wire:
        where = Endpoint(
            host="localhost",
            port=wire.port,
            tls=tls,
            user=user.name,
            ca_file=user.server.ca_path,
            timeout_seconds=5,
            session_seconds=0.5,
        )
        began = time.monotonic()
        with (
            pytest.raises(MailboxProblem, match=r"longer than 0\.5 s") as caught,
            open_mailbox(where, user.password) as mailbox,
        ):
            list(mailbox.batches("INBOX", None, wanted=lambda _: True))
    assert caught.value.kind is ProblemKind.TRANSIENT
    assert time.monotonic() - began < 5


def test_a_server_that_is_away_is_found_again_at_the_next_look(door: Door, user: User) -> None:
    fill(user, range(MAILS))
    before = user.fingerprint()
    through(door, user, free_port())
    away = door("scan")
    assert (away.code, "is closed" in away.err) == (5, True)
    door.configure(user, 'host = "imap.invalid"')
    nameless = door("scan")
    assert (nameless.code, "imap.invalid" in nameless.err) == (5, True)
    assert asked(door.home, "SELECT failures, retry_at NOT NULL FROM checks") == [(2, 1)]
    door.configure(user)
    back = door("scan")
    assert back.code == 0
    all_is_well(door, user, before, away, nameless, back, messages=MAILS)
    assert asked(door.home, "SELECT failures, retry_at IS NULL FROM checks") == [(0, 1)]


def test_one_silent_account_does_not_hold_up_the_other(door: Door, user: User) -> None:
    other = user.server.add_user()
    fill(user, range(3))
    fill(other, range(5))
    with faulty(user.server.port, Fault(act="stall", greeting=True, times=99)) as wire:
        through(door, user, wire.port, IMPATIENT)
        config = door.home / "config.toml"
        text = config.read_text(encoding="utf-8")
        account = text[text.index("[[accounts]]") :]
        healthy = account.replace('"home"', '"other"').replace(user.name, other.name)
        healthy = healthy.replace(str(wire.port), str(user.server.port))
        config.write_text(text + healthy, encoding="utf-8")
        ended = door("scan")
    assert ended.code == 5
    assert "other: 5 new mails" in ended.err
    all_is_well(door, other, other.fingerprint(), ended, messages=5, account="other")


def test_a_server_that_is_back_is_heard_within_one_poll(door: Door, user: User) -> None:
    fill(user, range(MAILS))
    before = user.fingerprint()
    door.configure(user)
    door.rewire(free_port())

    def rounds(*minutes: float) -> None:
        for minute in minutes:
            with time_machine.travel(MONDAY + timedelta(minutes=minute), tick=True):
                assert door("run", "--once").code == 0

    rounds(0, 16, 40, 70, 120, 200, 300)
    (failures,) = asked(door.home, "SELECT failures FROM checks")[0]
    assert failures == 7
    door.rewire(user.server.port)
    rounds(315.1)
    assert asked(door.home, "SELECT failures FROM checks") == [(0,)]
    all_is_well(door, user, before, messages=MAILS)
