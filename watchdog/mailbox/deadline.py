"""An end to every session, however slowly a server answers."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress


class Deadline:
    """Shuts the connection when time is up: a server that drips never meets a read timeout."""

    def __init__(self, seconds: float) -> None:
        self.overdue = threading.Event()
        self._handle: socket.socket | None = None
        self._timer = threading.Timer(seconds, self._hang_up)
        self._timer.daemon = True

    def watch(self, connected: socket.socket) -> None:
        """From now on this is the connection that is shut; TLS goes on over another handle."""
        self._handle = connected.dup()

    def _hang_up(self) -> None:
        self.overdue.set()
        if self._handle is not None:
            with suppress(OSError):
                self._handle.shutdown(socket.SHUT_RDWR)

    def start(self) -> None:
        """The time begins to run."""
        self._timer.start()

    def end(self) -> None:
        """It does not matter any more."""
        self._timer.cancel()
        if self._handle is not None:
            self._handle.close()


@contextmanager
def deadline(seconds: float) -> Iterator[Deadline]:
    """A running deadline."""
    running = Deadline(seconds)
    running.start()
    try:
        yield running
    finally:
        running.end()
