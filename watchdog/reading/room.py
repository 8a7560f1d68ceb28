"""A reader as seen from outside: born when the first mail comes, replaced when it dies."""

import hashlib
import os
import signal
import socket
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import cache, partial
from queue import LifoQueue

from msgspec.structs import replace

from parsers.arrival import Arrival
from parsers.merchants import Known
from watchdog.reading.frames import Done, Hello, HungUpError, LateError, Limits, Task, hear, say
from watchdog.reading.here import Read, ReadMail, quarantined, read_here
from watchdog.reading.nursery import NoReaderError, Nursery, nursery_for_now


def cores() -> int:
    """How many of the computer's processors we may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


HANDS = min(2, cores())  # of a scan, which has a mailbox to look after besides


@contextmanager
def open_reader(
    known: Known | Callable[[], Known],
    limits: Limits = Limits(),  # noqa: B008 - frozen
    *,
    hands: int = HANDS,
    at_once: bool = False,
) -> Iterator[Read]:
    """How to read mails that strangers wrote, while the `with` lasts. It never raises.

    Threads may call it at once: so many as `hands` are served.

    `known` may be what tells it: asked when the first mail comes. `at_once`: there will be mail, so
    what reads it is loaded beside whatever comes first.

    A mail that passes a limit is quarantined. Where processes have no limits, or none can be
    started, mails are read right here.
    """
    told: Callable[[], Known] = cache(known) if callable(known) else partial(_itself, known)
    if os.name != "posix":
        yield lambda raw, at, arrived=None, /: read_here(raw, at, told(), arrived)
        return
    with nursery_for_now() as nursery:
        if at_once:
            nursery.prepare()
        yield from _reading([Room(told, limits, nursery) for _ in range(hands)])


def _reading(rooms: Sequence["Room"]) -> Iterator[Read]:
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


class Room:
    """One reader at a time; used by one thread at a time."""

    def __init__(self, known: Callable[[], Known], limits: Limits, nursery: Nursery) -> None:
        self.known = known
        self.limits = limits
        self._nursery = nursery
        self._line: socket.socket | None = None
        self._reader = 0

    def read(
        self, raw: bytes, received_at: datetime | None, arrived: Arrival | None = None, /
    ) -> ReadMail:
        """One mail, read or quarantined."""
        try:
            return self._read(Task(raw, received_at, arrived))
        except NoReaderError:
            return read_here(raw, received_at, self.known(), arrived)

    def close(self) -> None:
        """Let the reader go."""
        if self._line is not None:
            self._end()

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
        line = self._line or self._start()
        say(line, task, self.limits.clock_seconds)
        done = hear(line, Done, self.limits.clock_seconds)
        if done.worn:
            self.close()
        return done.mail

    def _start(self) -> socket.socket:
        """A fresh reader's end of the line."""
        self._reader, self._line = self._nursery.bear(Hello(self.known(), self.limits))
        return self._line

    def _cause(self, *, late: bool) -> str:
        """Why the reader is gone, after seeing to it that it is."""
        code = self._end(at_once=late)
        if late:
            return f"takes more than {self.limits.clock_seconds:g} s to read"
        if code == -signal.SIGPROF:
            return f"takes more than {self.limits.cpu_seconds:g} s of a processor to read"
        return f"ends the process that reads it (exit code {code})"

    def _end(self, *, at_once: bool = False) -> int | None:
        """The reader's exit code; None when it had to be killed."""
        if self._line is not None:
            self._line.close()
            self._line = None
        return self._nursery.end(self._reader, at_once=at_once)
