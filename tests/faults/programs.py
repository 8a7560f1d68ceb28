"""Daemons that run as programs of their own, so that signals and deaths are real."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from tests.faults.invariants import Ended

ROOT = Path(__file__).parents[2]
Daemon = subprocess.Popen[str]


@contextmanager
def running(
    home: Path, *options: str | Path, environ: Mapping[str, str] | None = None
) -> Iterator[Daemon]:
    """The daemon of tests.faults.driver; what it says goes to `said.log` beside the home."""
    line = [sys.executable, "-m", "tests.faults.driver", str(home), *map(str, options)]
    with said_in(home).open("a", encoding="utf-8") as said:
        daemon = subprocess.Popen(  # noqa: S603 - our own program
            line, stderr=said, text=True, cwd=ROOT, env=os.environ | dict(environ or {})
        )
    try:
        yield daemon
    finally:
        daemon.kill()
        daemon.wait(10)


def said_in(home: Path) -> Path:
    """Where its words go."""
    return home.with_name(home.name + ".log")


def until(true: Callable[[], object], what: str, seconds: float = 60) -> None:
    """Wait for something that a program does."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, f"it never came to this: {what}"
        time.sleep(0.02)


def says(home: Path, words: str) -> Callable[[], bool]:
    """Whether it has said this by now."""
    return lambda: words in said_in(home).read_text(encoding="utf-8")


def ended(daemon: Daemon, home: Path, seconds: float = 40) -> Ended:
    """How it ended by itself, or after a signal."""
    code = daemon.wait(seconds)
    return Ended(code, said_in(home).read_text(encoding="utf-8"))


def set_clock(file: Path, moment: datetime) -> Path:
    """Set the clock of a daemon that follows the file."""
    draft = file.with_suffix(".new")
    draft.write_text(moment.isoformat(), encoding="ascii")
    return draft.replace(file)
