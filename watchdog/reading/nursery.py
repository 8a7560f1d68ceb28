"""The process that has everything loaded, from which readers are born: copies that cost nothing."""

import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from watchdog.reading.frames import (
    Asked,
    Born,
    Ended,
    Hello,
    HungUpError,
    Ready,
    Senders,
    hear,
    say,
)

_START_SECONDS = 60.0
_PACKAGES = Path(__file__).parent.parent.parent
# Passwords may stand in the environment; readers get what Python needs.
_PASSED_ON = ("PATH", "HOME", "VIRTUAL_ENV", "LD_LIBRARY_PATH")


class NoReaderError(Exception):
    """None can be had at all."""


class Nursery:
    """Started when the first reader is wanted; threads may ask at once.

    To load the readers takes a second of a processor, a copy of who has loaded them some
    milliseconds; and most of its memory is theirs together.
    """

    def __init__(self) -> None:
        self._turn = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._line: socket.socket | None = None
        self._senders: frozenset[str] | None = None  # None: it has not said anything yet
        self._is_ready = False

    def prepare(self) -> None:
        """Begin to load, beside whatever is done until the first reader is wanted.

        The words of other languages than English are loaded by the readers that meet them: that
        takes 4 ms each, and a mailbox has mail in a few of them.
        """
        with self._turn, suppress(NoReaderError):
            if self._line is None:
                self._start()

    def senders(self) -> frozenset[str] | None:
        """The domains of all senders that have a file; None where it was not begun, or is gone."""
        with self._turn, suppress(NoReaderError):
            if self._line is not None and self._senders is None:
                self._hear_senders(self._line)
            return self._senders
        return None

    def bear(self, hello: Hello) -> tuple[int, socket.socket]:
        """A reader that knows what it is told: its process, and our end of the line to it."""
        with self._turn:
            for _ in range(2):  # somebody may have ended it
                try:
                    return self._bear(hello)
                except HungUpError:
                    self._close()
        raise NoReaderError

    def end(self, reader: int, *, at_once: bool = False) -> int | None:
        """See to it that a reader is gone; its exit code, None when it had to be killed.

        Without a nursery it ends by itself: its line is closed and its time is limited.
        """
        with self._turn:
            if self._line is None:
                return None
            try:
                say(self._line, Asked(end=reader, at_once=at_once), _START_SECONDS)
                return hear(self._line, Ended, _START_SECONDS).code
            except HungUpError:
                self._close()
                return None

    def close(self) -> None:
        """No reader is needed any more."""
        with self._turn:
            self._close()

    def _bear(self, hello: Hello) -> tuple[int, socket.socket]:
        line = self._line or self._start()
        if not self._is_ready:
            self._await(line)
        ours, theirs = socket.socketpair()
        try:
            with theirs:
                say(line, Asked(hello=hello), _START_SECONDS)
                socket.send_fds(line, [b"."], [theirs.fileno()])
            return hear(line, Born, _START_SECONDS).reader, ours
        except OSError as problem:
            ours.close()
            raise HungUpError from problem
        except HungUpError:
            ours.close()
            raise

    def _start(self) -> socket.socket:
        ours, theirs = socket.socketpair()
        environ = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
        with theirs:
            try:
                self._process = subprocess.Popen(
                    [sys.executable, "-P", "-m", "watchdog.reading.worker"],
                    stdin=theirs.fileno(),
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,
                    env=environ | {"PYTHONPATH": str(_PACKAGES)},
                )
            except OSError as problem:
                ours.close()
                raise NoReaderError from problem
        self._line = ours
        return ours

    def _hear_senders(self, line: socket.socket) -> None:
        try:
            self._senders = hear(line, Senders, _START_SECONDS).domains
        except HungUpError as problem:
            self._close()
            raise NoReaderError from problem

    def _await(self, line: socket.socket) -> None:
        if self._senders is None:
            self._hear_senders(line)
        try:
            hear(line, Ready, _START_SECONDS)
        except HungUpError as problem:
            self._close()
            raise NoReaderError from problem
        self._is_ready = True

    def _close(self) -> None:
        process, line, self._process, self._line = self._process, self._line, None, None
        self._senders, self._is_ready = None, False
        if line is not None:
            line.close()
        if process is not None:
            with process:
                try:
                    process.wait(1)
                except subprocess.TimeoutExpired:
                    process.kill()


_kept: list[Nursery] = []


@contextmanager
def kept_nursery(*, at_once: bool = False) -> Iterator[None]:
    """Readers are born of one nursery while this lasts: for who reads mail again and again.

    `at_once`: there will be mail, so what reads it is loaded beside whatever comes first.
    """
    nursery = Nursery()
    if at_once:
        nursery.prepare()
    _kept.append(nursery)
    try:
        yield
    finally:
        _kept.remove(nursery)
        nursery.close()


@contextmanager
def nursery_for_now() -> Iterator[Nursery]:
    """The one that is kept, or one that ends with its readers."""
    if _kept:
        yield _kept[-1]
        return
    nursery = Nursery()
    try:
        yield nursery
    finally:
        nursery.close()


def sender_domains() -> frozenset[str]:
    """The domains of all senders that have a file.

    A nursery that is at work has loaded them and is asked: here they would take 4 MB and a tenth
    of a second.
    """
    if _kept and (said := _kept[-1].senders()) is not None:
        return said
    from parsers.readers import sender_domains as loaded_here

    return loaded_here()
