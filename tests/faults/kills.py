"""Kills the program at random points of scan, notify and upgrade, again and again.

    python -m tests.faults.kills HOME SEED KILLS START     (started by tests.faults.slaughter)

A line on stdin lets the next round begin; a line on stdout says how it ended. Each round is a
process of its own that dies by SIGKILL at one of its statements, commits, or words on a wire.
"""

import imaplib
import os
import random
import signal
import smtplib
import sys
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

import time_machine
from sqlalchemy import Engine, event

# Imported before the first fork, so that a round costs no more than its work.
from watchdog import sending
from watchdog.daemon import daemon, telling
from watchdog.ledger import open_ledger
from watchdog.rounds import make_report
from watchdog.setting import Setting

_WARM = (sending, telling, make_report)
_LOG = ".log"


def die_at(number: int, told: int, *, only: bytes | None = None) -> None:
    """End this process, as the kernel would, at the point of that number; `told` hears where.

    With `only`, points of that place are counted alone.
    """
    passed = count(1)

    def at(place: bytes) -> Callable[..., None]:
        if only not in (None, place):
            return lambda *_, **__: None

        def pass_by(*_: object, **__: object) -> None:
            if next(passed) == number:
                os.write(told, place)
                os.kill(os.getpid(), signal.SIGKILL)

        return pass_by

    event.listen(Engine, "before_cursor_execute", at(b"statement"))
    event.listen(Engine, "commit", at(b"commit"))
    _around(smtplib.SMTP, "data", at(b"letter"))
    _around(smtplib.SMTP, "rcpt", at(b"letter"))
    _around(imaplib.IMAP4, "_simple_command", at(b"mailbox"))


def _around(kind: Any, name: str, pass_by: Callable[[], None]) -> None:
    real = getattr(kind, name)

    def wrapped(*words: Any, **named: Any) -> Any:
        pass_by()
        answer = real(*words, **named)
        pass_by()
        return answer

    setattr(kind, name, wrapped)


def _to_its_end(work: Callable[[int], object]) -> tuple[int, str]:
    """Do it in a process of its own, with where to tell its death; its status, and what it told."""
    heard, told = os.pipe()
    child = os.fork()
    if not child:
        os.close(heard)
        work(told)
        os._exit(0)
    os.close(told)
    with os.fdopen(heard, "rb") as words:
        place = words.read().decode()
    return os.waitpid(child, 0)[1], place


def a_round(home: Path, moment: datetime, number: int, told: int, *, only: bytes | None) -> None:
    """One `watchdog run --once` at that moment, killed at that point."""
    log = os.open(home.with_name(home.name + _LOG), os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    os.dup2(log, 1)
    os.dup2(log, 2)
    time_machine.travel(moment, tick=True).start()
    if number:
        die_at(number, told, only=only)
    try:
        daemon.watch(Setting(home=home), once=True)
    except Exception as problem:  # noqa: BLE001 - told to the log, and by the code
        sys.stderr.write(f"{type(problem).__name__}: {problem}\n")
        sys.stderr.flush()
        os._exit(1)
    sys.stderr.flush()


def an_upgrade(file: Path, number: int, told: int) -> None:
    """An old ledger is opened, and the program killed at that point of the upgrade."""
    die_at(number, told)
    open_ledger(file).close()


def main() -> None:
    """Rounds as stdin asks for them: "run", "whole" (not killed) or "upgrade FILE"."""
    home, seed, start = Path(sys.argv[1]), int(sys.argv[2]), datetime.fromisoformat(sys.argv[3])
    chance = random.Random(seed)  # noqa: S311 - to be repeated
    moment, horizon = start, 400
    for line in sys.stdin:
        what, _, file = line.strip().partition(" ")
        if what == "upgrade":
            number = chance.randint(1, 60)
            status, place = _to_its_end(partial(an_upgrade, Path(file), number))
        else:
            # A letter is a moment among hundreds, and the one in which doubt is made.
            only = chance.choice((None, None, b"letter")) if what == "run" else None
            most = 12 if only else horizon
            number = chance.randint(1, most) if what == "run" else 0
            status, place = _to_its_end(partial(a_round, home, moment, number, only=only))
            if only is None and not os.WIFSIGNALED(status):
                horizon = max(20, min(horizon, number))
            steps = (2, 11, 16, 45, 180, 600) if what == "run" else (61,)
            moment += timedelta(minutes=chance.choice(steps))
        killed = os.WIFSIGNALED(status)
        how = f"killed at a {place}" if killed else f"ended {os.waitstatus_to_exitcode(status)}"
        print(how, flush=True)  # noqa: T201 - the answer


if __name__ == "__main__":
    main()
