"""A line to a server that is far away, and narrow: each way late, and so many bits a second."""

import socket
import threading
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress

from tests.rigs.proxy import Relay

_PIECE = 16_384


class SlowLine(Relay):
    """A relay with a round trip of so many seconds and so many bytes a second each way.

    `trips` counts how often the client spoke after the server had: the round trips that it paid.
    """

    def __init__(self, upstream_port: int, *, round_trip: float, rate: float) -> None:
        super().__init__(upstream_port)
        self._delay, self._rate = round_trip / 2, rate
        self._server_spoke = True
        self.trips = 0

    def _ways(
        self, client: socket.socket, server: socket.socket
    ) -> tuple[Callable[[], None], Callable[[], None]]:
        return (
            lambda: self._carry(client, server, asks=True),
            lambda: self._carry(server, client, asks=False),
        )

    def _carry(self, near: socket.socket, far: socket.socket, *, asks: bool) -> None:
        """What comes in goes out later: one thread hears, another one speaks when it is time."""
        line: deque[tuple[float, bytes]] = deque()
        news = threading.Condition()
        threading.Thread(target=_speak, args=(far, line, news), daemon=True).start()
        free_at = 0.0
        with suppress(OSError):
            while piece := near.recv(_PIECE):
                if asks:
                    self.trips += self._server_spoke
                self._server_spoke = not asks
                now = time.monotonic()
                free_at = max(free_at, now) + (len(piece) / self._rate if self._rate else 0)
                # A sender with a full window waits, as TCP makes it.
                if free_at - now > 2 * self._delay + 0.01:
                    time.sleep(free_at - now - 2 * self._delay)
                with news:
                    line.append((free_at + self._delay, piece))
                    news.notify()
        with news:
            line.append((0.0, b""))
            news.notify()


def _speak(far: socket.socket, line: deque[tuple[float, bytes]], news: threading.Condition) -> None:
    with suppress(OSError):
        while True:
            with news:
                while not line:
                    news.wait()
                at, piece = line.popleft()
            if not piece:
                break
            time.sleep(max(0.0, at - time.monotonic()))
            far.sendall(piece)
    with suppress(OSError):
        far.shutdown(socket.SHUT_WR)
