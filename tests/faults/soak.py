"""Random faults against a running daemon, from a seed: `make soak MINUTES=10 SEED=...`."""

import argparse
import random
import secrets
import shutil
import signal
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from threading import Event

from tests.faults.invariants import Ended, Watched, check_invariants
from tests.faults.letters import MONDAY, bring_home, bytes_of, states, write_config
from tests.faults.mailboxes import asked, receipt
from tests.faults.programs import Daemon, ended, running, said_in, set_clock, until
from tests.rigs import dovecot as rig
from tests.rigs.dovecot import User
from tests.rigs.post_office import PostOffice, post_office
from tests.rigs.proxy import Wire, tapped
from watchdog.demo.story import letters

_REST = 240  # seconds in which everything must have come to rest at the end


class Stage:
    """The parts that a fault can strike."""

    def __init__(
        self, home: Path, user: User, office: PostOffice, wire: Wire, cut: Event, seed: int
    ) -> None:
        self.home, self.user, self.office, self.wire, self.cut = home, user, office, wire, cut
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

    def deliver(self) -> None:
        """New mail, a bill or not."""
        self.delivered += 1
        self.user.deliver(receipt(self.delivered), self.now)

    def expunge(self) -> None:
        """Somebody deletes a mail that we did not write."""
        mails = [
            each
            for folder in ("new", "cur")
            for each in (self.user.home / folder).iterdir()
            if b"X-Watchdog" not in each.read_bytes()
        ]
        if len(mails) > 20:
            self.chance.choice(mails).unlink(missing_ok=True)


def forget(stage: Stage, daemon: Daemon) -> None:
    """The server gives every mail a new number."""
    stage.user.forget_uids()


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
    """The line to the mailbox breaks in the middle of whatever is said."""
    stage.cut.set()
    time.sleep(stage.chance.random())
    stage.cut.clear()


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
)


def soak(stage: Stage, seconds: float) -> Counter[str]:
    """Strike for so long, let it come to rest, and check; how often which fault struck."""
    weights, faults = zip(*FAULTS, strict=True)
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
                    assert daemon.poll() is None, said_in(stage.home).read_text()[-2000:]
    _come_to_rest(stage)
    return struck


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
        watched=[Watched(stage.user)],
        delivered=bytes_of(stage.office),
        ended=stage.ends,
        verbs=stage.wire.verbs,
    )


def _has_read(stage: Stage, since: datetime) -> Callable[[], bool]:
    query = "SELECT max(last_success_at) FROM checks"
    moment = since.isoformat(timespec="microseconds")
    return lambda: str(asked(stage.home, query)[0][0] or "") > moment


def _waiting(stage: Stage) -> list[str]:
    return [state for state in states(stage.home) if state in ("pending", "sending", "uncertain")]


@contextmanager
def staged(home: Path, user: User, seed: int) -> Iterator[Stage]:
    """A mailbox with mail behind a wire that can be cut, and a mail server."""
    cut = Event()

    def through(line: bytes) -> bytes | None:
        return None if cut.is_set() else line

    with post_office(tls="none", auth=False) as office, tapped(user.server.port, through) as wire:
        write_config(home, user, office.port, wire=wire.port)
        for raw, at in letters(MONDAY.date()):
            user.deliver(raw, at)
        bring_home(office, user)
        yield Stage(home, user, office, wire, cut, seed)


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
            staged(root / "home", server.add_user(), told.seed) as stage,
        ):
            struck = soak(stage, told.minutes * 60)
            print(f"faults: {dict(struck)}")  # noqa: T201 - the result
            print(f"mails {stage.delivered}, letters {len(stage.office.taken)}: all is well")  # noqa: T201 - as above
    finally:
        shutil.rmtree(root, ignore_errors=True)


if __name__ == "__main__":
    main()
