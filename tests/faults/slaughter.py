"""So many kills at random points, and what must hold after them: `make kills KILLS=200 SEED=1`."""

import argparse
import gzip
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections import Counter
from contextlib import closing
from email import message_from_bytes
from itertools import count
from pathlib import Path

from tests.faults.invariants import Watched, check_invariants
from tests.faults.letters import MONDAY, bring_home, bytes_of, states, write_config
from tests.faults.mailboxes import receipt
from tests.faults.programs import ROOT
from tests.rigs import dovecot as rig
from tests.rigs.dovecot import User
from tests.rigs.post_office import PostOffice, post_office
from watchdog.demo.story import letters
from watchdog.ledger import open_ledger
from watchdog.ledger.version import SCHEMA
from watchdog.own_letters import message_id_of
from watchdog.setting import Setting

GOLDEN = ROOT / "tests" / "golden"
_SETTLED = 5  # rounds, an hour apart, without a kill, after which nothing may wait any more


def slaughter(home: Path, user: User, office: PostOffice, *, kills: int, seed: int) -> Counter[str]:
    """Kill until it has died so often, let it come to rest and check; how many rounds ended how.

    Fails when a mail was lost, a notice came twice or not at all, or anything needs mending.
    """
    chance = random.Random(seed)  # noqa: S311 - to be repeated
    write_config(home, user, office.port)
    for raw, at in letters(MONDAY.date()):
        user.deliver(raw, at)
    bring_home(office, user)
    ends: Counter[str] = Counter()
    with _killer(home, seed) as killer:
        for number in count():
            if deaths(ends) == kills:
                break
            assert number < 5 * kills, f"it hardly ever dies: {ends}"
            _set_the_stage(user, office, number, chance)
            if number % 4 == 3:
                ends[f"upgrade {_upgrade(killer, home, chance)}"] += 1
            else:
                ends[_asked(killer, "run")] += 1
        office.dropping = office.losing = False
        for _ in range(_SETTLED):
            _whole(killer, home)
        seen = -1
        while seen != len(office.taken):  # the last letters lie in the mailbox, too
            seen = len(office.taken)
            _whole(killer, home)
    _all_is_well(home, user, office)
    return ends


def _set_the_stage(user: User, office: PostOffice, number: int, chance: random.Random) -> None:
    """Mail comes or does not, and the mail server takes letters, or keeps its word to itself."""
    if chance.random() < 0.3:
        user.deliver(receipt(number), MONDAY)
    if chance.random() < 0.3:
        _something_to_tell(user, number)
    office.dropping, office.losing = chance.choice(
        [(False, False)] * 4 + [(True, False), (False, True)]
    )


def _something_to_tell(user: User, number: int) -> None:
    """One more place that goes on charging after it was cancelled."""
    for raw, at in letters(MONDAY.date()):
        if b"Greenleaf" in raw:
            other = raw.replace(b"Greenleaf", b"Club %d" % number)
            user.deliver(other.replace(b"greenleaf", b"club%d" % number), at)


def deaths(ends: Counter[str]) -> int:
    """In how many of those rounds it was killed."""
    return sum(times for how, times in ends.items() if "killed" in how)


def _killer(home: Path, seed: int) -> subprocess.Popen[str]:
    line = [sys.executable, "-m", "tests.faults.kills", str(home), str(seed), MONDAY.isoformat()]
    return subprocess.Popen(  # noqa: S603 - our own program
        line, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT
    )


def _whole(killer: subprocess.Popen[str], home: Path) -> None:
    how = _asked(killer, "whole")
    assert how == "ended 0", how + home.with_name(home.name + ".log").read_text()[-3000:]


def _asked(killer: subprocess.Popen[str], what: str) -> str:
    assert killer.stdin is not None
    assert killer.stdout is not None
    killer.stdin.write(what + "\n")
    killer.stdin.flush()
    return killer.stdout.readline().strip()


def _upgrade(killer: subprocess.Popen[str], home: Path, chance: random.Random) -> str:
    """An old ledger, killed while it is brought up to date: it is the old one, or the new one."""
    version = chance.randrange(1, SCHEMA)
    folder = home.with_name(home.name + "-old")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    file = folder / "ledger.sqlite3"
    file.write_bytes(gzip.decompress((GOLDEN / f"ledger.v{version}.sqlite3.gz").read_bytes()))
    how = _asked(killer, f"upgrade {file}")
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone()[0] in (version, SCHEMA)
    with open_ledger(file) as ledger:
        facts = len(ledger.facts()) + len(ledger.review_facts())
        assert (sum(ledger.counts().messages.values()), facts) == (13, 9), version
    check_invariants(folder)
    return how


def _all_is_well(home: Path, user: User, office: PostOffice) -> None:
    delivered = bytes_of(office)
    check_invariants(home, watched=[Watched(user)], delivered=delivered)
    left = set(states(home)) - {"sent", "folded"}
    assert not left, f"still waiting: {states(home)}"
    digest = Setting(home=home).config().digest
    assert digest is not None
    with open_ledger(home / "ledger.sqlite3", read_only=True) as ledger:
        told = [entry for entry in ledger.outbox.entries() if entry.state.value == "sent"]
    arrived = Counter(str(message_from_bytes(raw)["Message-ID"]) for raw in delivered)
    wanted = [message_id_of(digest, entry.notification.key) for entry in told]
    assert len(wanted) > 3, "it has told something"
    assert {name: arrived[name] for name in wanted} == dict.fromkeys(wanted, 1)
    assert sum(arrived.values()) == len(wanted)


def main() -> None:
    """With servers of its own, from the command line."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--kills", type=int, default=200)
    asked.add_argument("--seed", type=int, default=1)
    told = asked.parse_args()
    root = Path(tempfile.mkdtemp(prefix="dv-", dir="/tmp"))
    try:
        with rig.serve(root) as server, post_office(tls="none", auth=False) as office:
            home = root / "home"
            ends = slaughter(home, server.add_user(), office, kills=told.kills, seed=told.seed)
    finally:
        shutil.rmtree(root, ignore_errors=True)
    rounds = sum(ends.values())
    print(f"seed {told.seed}: killed {deaths(ends)} times in {rounds} rounds: {dict(ends)}")  # noqa: T201 - the result
    print(f"letters that arrived: {len(office.taken)}, none twice, none missing")  # noqa: T201 - as above


if __name__ == "__main__":
    main()
