"""Random faults against a running daemon, from a seed: `make soak MINUTES=10 SEED=...`."""

import argparse
import os
import random
import secrets
import shutil
import signal
import subprocess
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from datetime import datetime, timedelta
from pathlib import Path
from threading import Event

from tests.faults.invariants import Ended, Watched, check_invariants
from tests.faults.letters import MONDAY, bring_home, bytes_of, states, write_config
from tests.faults.mailboxes import asked, receipt
from tests.faults.programs import Daemon, ended, running, set_clock, until
from tests.rigs import dovecot as rig
from tests.rigs.dovecot import User
from tests.rigs.post_office import PostOffice, post_office
from tests.rigs.proxy import Wire, tapped
from watchdog.demo.story import letters

_REST = 240  # seconds in which everything must have come to rest at the end


class Box:
    """A mailbox behind a wire of its own, which can be cut."""

    def __init__(self, account: str, user: User) -> None:
        self.account, self.user, self.cut = account, user, Event()
        self.wire: Wire

    def through(self, line: bytes) -> bytes | None:
        """What the wire makes of a line of the server."""
        return None if self.cut.is_set() else line


class Stage:
    """The parts that a fault can strike."""

    def __init__(self, home: Path, boxes: tuple[Box, ...], office: PostOffice, seed: int) -> None:
        self.home, self.boxes, self.office = home, boxes, office
        self.chance = random.Random(seed)  # noqa: S311 - to be repeated
        self.clock = set_clock(home.with_name("clock"), MONDAY)
        self._moment, self._since = MONDAY, time.monotonic()
        self.delivered = 0
        self.ends: list[Ended] = []
        self.restart = False

    @property
    def now(self) -> datetime:
        """What the daemon's clock shows, about."""
        return self._moment + timedelta(seconds=time.monotonic() - self._since)

    def set_clock(self, moment: datetime) -> None:
        """Set the daemon's clock."""
        set_clock(self.clock, moment)
        self._moment, self._since = moment, time.monotonic()

    def any_box(self) -> Box:
        """One of the mailboxes."""
        return self.chance.choice(self.boxes)

    def deliver(self) -> None:
        """New mail, a bill or not."""
        self.delivered += 1
        self.any_box().user.deliver(receipt(self.delivered), self.now)

    def expunge(self) -> None:
        """Somebody deletes a mail that we did not write: ours, in doubt, would be sent again."""
        home = self.any_box().user.home
        mails = [
            each
            for folder in ("new", "cur")
            for each in (home / folder).iterdir()
            if b"X-Watchdog" not in each.read_bytes()
        ]
        if len(mails) > 20:
            self.chance.choice(mails).unlink(missing_ok=True)


def forget(stage: Stage, daemon: Daemon) -> None:
    """The server gives every mail a new number."""
    stage.any_box().user.forget_uids()


def kill(stage: Stage, daemon: Daemon) -> None:
    """It is killed, and started anew."""
    daemon.kill()
    daemon.wait(10)
    stage.restart = True


def stop(stage: Stage, daemon: Daemon) -> None:
    """It is asked to stop, and started anew."""
    daemon.send_signal(signal.SIGTERM)
    how = ended(daemon, stage.home)
    if how.code != -signal.SIGTERM:  # before it can listen to signals, it just dies of them
        stage.ends.append(how)
    stage.restart = True


def freeze(stage: Stage, daemon: Daemon) -> None:
    """The computer sleeps for some hours."""
    daemon.send_signal(signal.SIGSTOP)
    stage.set_clock(stage.now + timedelta(hours=stage.chance.randint(1, 30)))
    daemon.send_signal(signal.SIGCONT)


def leap(stage: Stage, daemon: Daemon) -> None:
    """Somebody sets the clock, ahead or back."""
    stage.set_clock(stage.now + timedelta(minutes=stage.chance.randint(-120, 600)))


def cut_wire(stage: Stage, daemon: Daemon) -> None:
    """The line to a mailbox breaks in the middle of whatever is said."""
    box = stage.any_box()
    box.cut.set()
    time.sleep(stage.chance.random())
    box.cut.clear()


def fill_disk(stage: Stage, daemon: Daemon) -> None:
    """The disk is full for a while, to the last byte."""
    filler = stage.home / "filler"
    with suppress(OSError), filler.open("wb", buffering=0) as file:
        while True:
            file.write(b"x" * (1 << 16))
    stage.set_clock(stage.now + timedelta(minutes=16))
    time.sleep(stage.chance.random() * 3)
    filler.unlink()


def letters_fail(stage: Stage, daemon: Daemon) -> None:
    """The mail server takes and drops, loses and drops, or says later, for a while."""
    office = stage.office
    fault = stage.chance.choice(("dropping", "losing", "later", "none"))
    office.dropping, office.losing = fault == "dropping", fault == "losing"
    office.answers = {"DATA": "451 4.3.0 later"} if fault == "later" else {}


def mail_comes(stage: Stage, daemon: Daemon) -> None:
    """Mail arrives and the poll that finds it is due."""
    for _ in range(stage.chance.randint(1, 5)):
        stage.deliver()
    stage.set_clock(stage.now + timedelta(minutes=16))


def mail_goes(stage: Stage, daemon: Daemon) -> None:
    """Mail is deleted."""
    stage.expunge()


FAULTS: tuple[tuple[int, Callable[[Stage, Daemon], None]], ...] = (
    (6, mail_comes),
    (2, mail_goes),
    (2, kill),
    (1, stop),
    (2, freeze),
    (2, leap),
    (3, cut_wire),
    (3, letters_fail),
    (1, forget),
    (2, fill_disk),
)


def soak(stage: Stage, seconds: float) -> Counter[str]:
    """Strike for so long, let it come to rest, and check; how often which fault struck."""
    possible = FAULTS if os.path.ismount(stage.home) else FAULTS[:-1]
    weights, faults = zip(*possible, strict=True)
    struck: Counter[str] = Counter()
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        stage.restart = False
        with running(stage.home, "--clock", stage.clock) as daemon:
            while time.monotonic() < end and not stage.restart:
                time.sleep(stage.chance.random() * 2)
                (fault,) = stage.chance.choices(faults, weights)
                struck[fault.__name__] += 1
                fault(stage, daemon)
                if not stage.restart:
                    _lives_on(stage, daemon)
    _come_to_rest(stage)
    return struck


def _lives_on(stage: Stage, daemon: Daemon) -> None:
    """It runs; only one that was just being started may have met a full disk, and said so."""
    if daemon.poll() is None:
        return
    how = ended(daemon, stage.home)
    assert how.code == 1, how.said[-2000:]
    assert "disk is full" in how.said.splitlines()[-1], how.said[-2000:]
    stage.ends.append(how)
    stage.restart = True


def _come_to_rest(stage: Stage) -> None:
    """The faults end; what was waiting gets its time; then everything must have been done."""
    letters_work = stage.office
    letters_work.dropping = letters_work.losing = False
    letters_work.answers = {}
    stage.deliver()
    with running(stage.home, "--clock", stage.clock) as daemon:
        for hours in (5, 5, 5, 1):
            stage.set_clock(stage.now + timedelta(hours=hours))
            until(_has_read(stage, stage.now), "it reads again", _REST)
            until(lambda: not _waiting(stage), "nothing waits any more", _REST)
        daemon.send_signal(signal.SIGTERM)
        stage.ends.append(ended(daemon, stage.home))
    check_invariants(
        stage.home,
        watched=[Watched(box.user, account=box.account) for box in stage.boxes],
        delivered=bytes_of(stage.office),
        ended=stage.ends,
        verbs={verb for box in stage.boxes for verb in box.wire.verbs},
        secrets=[box.user.password for box in stage.boxes],
    )


def _has_read(stage: Stage, since: datetime) -> Callable[[], bool]:
    query = "SELECT min(last_success_at) FROM checks"
    moment = since.isoformat(timespec="microseconds")
    return lambda: str(asked(stage.home, query)[0][0] or "") > moment


def _waiting(stage: Stage) -> list[str]:
    return [state for state in states(stage.home) if state in ("pending", "sending", "uncertain")]


@contextmanager
def staged(home: Path, server: rig.Dovecot, seed: int) -> Iterator[Stage]:
    """Mailboxes behind wires that can be cut, a mail server, and a disk that is soon full."""
    boxes = tuple(Box(account, server.add_user()) for account in ("home", "work", "old"))
    with ExitStack() as parts:
        office = parts.enter_context(post_office(tls="none", auth=False))
        for box in boxes:
            box.wire = parts.enter_context(tapped(server.port, box.through))
        parts.enter_context(_small_disk(home))
        first = boxes[0]
        write_config(home, first.user, office.port, wire=first.wire.port)
        for box in boxes[1:]:
            _add_account(home, box)
        for number, (raw, at) in enumerate(letters(MONDAY.date())):
            boxes[number % len(boxes)].user.deliver(raw, at)
        bring_home(office, first.user)
        yield Stage(home, boxes, office, seed)


def _add_account(home: Path, box: Box) -> None:
    secret, config = home / f"{box.account}-password", home / "config.toml"
    secret.touch(mode=0o600)
    secret.write_text(box.user.password, encoding="utf-8")
    account = f"""
[[accounts]]
name = "{box.account}"
host = "localhost"
tls = "none"
port = {box.wire.port}
user = "{box.user.name}"
password = {{ file = "{secret}" }}
idle = true
look_back_days = 3650
"""
    text = config.read_text(encoding="utf-8")
    config.write_text(text.replace("[digest]", f"{account}[digest]", 1), encoding="utf-8")


@contextmanager
def _small_disk(place: Path) -> Iterator[None]:
    """A file system of its own where only root can make one; else the disk is never full."""
    place.mkdir(mode=0o700)
    line = ["mount", "-t", "tmpfs", "-o", "size=24m,mode=0700", "none", str(place)]
    made = subprocess.run(line, check=False, capture_output=True)  # noqa: S603 - our own words
    own = made.returncode == 0
    try:
        yield
    finally:
        if own:
            subprocess.run(["umount", "-l", str(place)], check=True)  # noqa: S603, S607 - as above


def main() -> None:
    """With servers of its own, from the command line."""
    options = argparse.ArgumentParser()
    options.add_argument("--minutes", type=float, default=10)
    options.add_argument("--seed", type=int, default=secrets.randbelow(10**6))
    told = options.parse_args()
    print(f"seed {told.seed}", flush=True)  # noqa: T201 - to be repeated with
    root = Path(tempfile.mkdtemp(prefix="dv-", dir="/tmp"))
    try:
        with (
            rig.serve(root) as server,
            staged(root / "home", server, told.seed) as stage,
        ):
            if not os.path.ismount(stage.home):
                print("the disk is never full: only root can make a small one")  # noqa: T201 - what was not tried
            struck = soak(stage, told.minutes * 60)
            print(f"faults: {dict(struck)}")  # noqa: T201 - the result
            print(f"mails {stage.delivered}, letters {len(stage.office.taken)}: all is well")  # noqa: T201 - as above
    finally:
        shutil.rmtree(root, ignore_errors=True)


if __name__ == "__main__":
    main()
