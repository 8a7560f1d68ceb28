"""The worker as seen from outside: started when the first mail comes, replaced when it dies."""

import hashlib
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from functools import cache, partial
from pathlib import Path
from queue import LifoQueue

from msgspec.structs import replace

from parsers.arrival import Arrival
from parsers.merchants import Known
from watchdog.reading.frames import (
    Done,
    Hello,
    HungUpError,
    LateError,
    Limits,
    Ready,
    Task,
    hear,
    say,
)
from watchdog.reading.here import Read, ReadMail, quarantined, read_here


def cores() -> int:
    """How many of the computer's processors we may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


HANDS = min(2, cores())  # each takes 40 MB
_START_SECONDS = 60.0
_PACKAGES = Path(__file__).parent.parent.parent
# Passwords may stand in the environment; the worker gets what Python needs.
_PASSED_ON = ("PATH", "HOME", "VIRTUAL_ENV", "LD_LIBRARY_PATH")


@contextmanager
def open_reader(
    known: Known | Callable[[], Known],
    limits: Limits = Limits(),  # noqa: B008 - frozen
    *,
    hands: int = HANDS,
) -> Iterator[Read]:
    """How to read mails that strangers wrote, while the `with` lasts. It never raises.

    Threads may call it at once: so many as `hands` are served.

    `known` may be what tells it: asked when the first mail comes.

    A mail that passes a limit is quarantined. Where processes have no limits, or none can be
    started, mails are read right here.
    """
    told: Callable[[], Known] = cache(known) if callable(known) else partial(_itself, known)
    if os.name != "posix":
        yield lambda raw, at, arrived=None, /: read_here(raw, at, told(), arrived)
        return
    rooms = [Room(told, limits) for _ in range(hands)]
    free: LifoQueue[Room] = LifoQueue()  # the last one first: a single mail wakes no second worker
    for room in reversed(rooms):
        free.put(room)

    def read(
        raw: bytes, received_at: datetime | None, arrived: Arrival | None = None, /
    ) -> ReadMail:
        room = free.get()
        try:
            return room.read(raw, received_at, arrived)
        finally:
            free.put(room)

    try:
        yield read
    finally:
        for room in rooms:
            room.close()


def _itself(known: Known) -> Known:
    return known


class _NoWorkerError(Exception):
    """It cannot be started at all."""


class Room:
    """One worker at a time; used by one thread at a time."""

    def __init__(self, known: Callable[[], Known], limits: Limits) -> None:
        self.known = known
        self.limits = limits
        self.line: socket.socket | None = None
        self.process: subprocess.Popen[bytes] | None = None

    def read(
        self, raw: bytes, received_at: datetime | None, arrived: Arrival | None = None, /
    ) -> ReadMail:
        """One mail, read or quarantined."""
        try:
            return self._read(Task(raw, received_at, arrived))
        except _NoWorkerError:
            return read_here(raw, received_at, self.known(), arrived)

    def close(self) -> None:
        """Let the worker go."""
        if self.line is not None:
            self.line.close()
        if self.process is not None:
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(1)
            self._end()
        self.line = self.process = None

    def _read(self, task: Task) -> ReadMail:
        # A worker may be ended by somebody else: only who kills two of them is to blame.
        reason = ""
        for _ in range(2):
            try:
                return self._ask(task)
            except HungUpError as problem:
                reason = self._cause(late=isinstance(problem, LateError))
        try:
            named = self._ask(replace(task, named_only=True))
        except HungUpError:
            self._end()
            return quarantined(hashlib.sha256(task.raw).hexdigest(), reason)
        return quarantined(named.fingerprint, reason)

    def _ask(self, task: Task) -> ReadMail:
        line = self.line or self.start()
        say(line, task, self.limits.clock_seconds)
        done = hear(line, Done, self.limits.clock_seconds)
        if done.worn:
            self.close()
        return done.mail

    def start(self) -> socket.socket:
        """A fresh worker, ready to read; its end of the line."""
        ours, theirs = socket.socketpair()
        environ = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
        with theirs:
            try:
                self.process = subprocess.Popen(
                    [sys.executable, "-P", "-m", "watchdog.reading.worker"],
                    stdin=theirs.fileno(),
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,
                    env=environ | {"PYTHONPATH": str(_PACKAGES)},
                )
            except OSError as problem:
                ours.close()
                raise _NoWorkerError from problem
        self.line = ours
        try:
            say(ours, Hello(self.known(), self.limits), _START_SECONDS)
            hear(ours, Ready, _START_SECONDS)
        except HungUpError as problem:
            self._end()
            raise _NoWorkerError from problem
        return ours

    def _cause(self, *, late: bool) -> str:
        """Why the worker is gone, after seeing to it that it is."""
        if late and self.process is not None:
            self.process.kill()
        code = self._end()
        if late:
            return f"takes more than {self.limits.clock_seconds:g} s to read"
        if code == -signal.SIGPROF:
            return f"takes more than {self.limits.cpu_seconds:g} s of a processor to read"
        return f"ends the process that reads it (exit code {code})"

    def _end(self) -> int | None:
        """The worker's exit code; None when it had to be killed."""
        process, self.process = self.process, None
        if self.line is not None:
            self.line.close()
            self.line = None
        if process is None:
            return None
        with process:
            with suppress(subprocess.TimeoutExpired):
                return process.wait(0.5)
            process.kill()
        return None
