"""Rows 3 to 7 of the fault matrix: lines that are cut, fall silent or drip, servers that go."""

from typing import Literal

import pytest

from tests.faults.mailboxes import all_is_well, fill, through
from tests.rigs.door import Door
from tests.rigs.dovecot import User
from tests.rigs.fault_proxy import Fault, faulty

pytestmark = pytest.mark.dovecot

MAILS = 30
COMMANDS = [
    *("CAPABILITY", "LOGIN", "EXAMINE", "UID SEARCH"),
    *("UID FETCH .*HEADER", r"UID FETCH .*BODY.PEEK\[\]"),
]


@pytest.mark.parametrize("act", ["close", "reset"])
@pytest.mark.parametrize("heard", [False, True], ids=["unheard", "heard"])
@pytest.mark.parametrize("command", COMMANDS)
def test_a_line_cut_at_a_command_costs_one_scan(
    door: Door, user: User, command: str, heard: bool, act: Literal["close", "reset"]
) -> None:
    fill(user, range(MAILS))
    before = user.fingerprint()
    with faulty(user.server.port, Fault(act=act, at=command.encode(), heard=heard)) as wire:
        through(door, user, wire.port)
        cut = door("scan")
        assert wire.hits == 1
        assert cut.code == 5, cut.err
        assert "nothing is lost" in cut.err or "in time" in cut.err
        again = door("scan")
        assert again.code == 0, again.err
    all_is_well(door, user, before, cut, again, messages=MAILS, verbs=wire.verbs)
