"""A wire that breaks: cuts, resets, falls silent or drips, at a command or after some bytes."""

import re
import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Literal

import msgspec

from tests.rigs.proxy import Relay, standing

_TLS = b"\x16"  # how a client that speaks TLS begins

_UNASKED = re.compile(rb"\[CAPABILITY [^\]\r\n]*\] ")

Act = Literal["close", "reset", "stall"]


class Fault(msgspec.Struct, frozen=True, kw_only=True):
    """What goes wrong, and when; without any of these moments the wire is sound.

    `at`: a pattern that a command of the client matches (it is forwarded first when `heard`);
    `after_bytes`: so many bytes of the server were let through; `greeting`: nothing ever comes.
    `taciturn`: the server does not say what it can do unless it is asked.
    `times`: how often in all. `drip_seconds`: the server's bytes come by the hundred, so far apart.
    """

    act: Act = "close"
    at: bytes | None = None
    heard: bool = False
    after_bytes: int | None = None
    greeting: bool = False
    taciturn: bool = False
    drip_seconds: float = 0.0
    times: int = 1


class FaultyWire(Relay):
    """A relay on which the fault happens; `hits` counts how often, `connections` the clients.

    `bytes_told` are those that the server said.
    """

    def __init__(self, upstream_port: int, fault: Fault) -> None:
        super().__init__(upstream_port)
        self._fault = fault
        self._lock = threading.Lock()
        self.hits = 0
        self.bytes_told = 0
        self.connections = 0

    def _answers(self) -> bool:
        self.connections += 1
        return not (self._fault.greeting and self._strikes())

    def _ways(
        self, client: socket.socket, server: socket.socket
    ) -> tuple[Callable[[], None], Callable[[], None]]:
        silent = threading.Event()
        return (
            lambda: self._carry_commands(client, server, silent),
            lambda: self._carry_answers(client, server, silent),
        )

    def _strikes(self) -> bool:
        with self._lock:
            if self.hits >= self._fault.times:
                return False
            self.hits += 1
            return True

    def _carry_commands(
        self, client: socket.socket, server: socket.socket, silent: threading.Event
    ) -> None:
        with suppress(OSError, ValueError), client.makefile("rb") as lines:
            if lines.peek(1)[:1] == _TLS:  # nothing to be read in there
                while sealed := lines.read1(65536):
                    server.sendall(sealed)
            for line in lines:
                self.commands.append(line.rstrip())
                met = self._fault.at and re.search(self._fault.at, line) and self._strikes()
                passes = not silent.is_set() and (not met or self._fault.heard)
                if met:
                    silent.set()  # before the server, which may be quick, can answer
                if passes:
                    server.sendall(line)
                if met:
                    self._break(client, silent)
                    if self._fault.act != "stall":
                        break
        _end(server, "close")

    def _carry_answers(
        self, client: socket.socket, server: socket.socket, silent: threading.Event
    ) -> None:
        told, limit = 0, self._fault.after_bytes
        with suppress(OSError):
            while answer := server.recv(100 if self._fault.drip_seconds else 65536):
                self.bytes_told += len(answer)
                if self._fault.taciturn:
                    answer = _UNASKED.sub(b"", answer)
                if self._fault.drip_seconds:
                    time.sleep(self._fault.drip_seconds)
                if silent.is_set():
                    continue
                if limit is not None and told + len(answer) > limit and self._strikes():
                    client.sendall(answer[: limit - told])
                    self._break(client, silent)
                    continue
                client.sendall(answer)
                told += len(answer)
        if not silent.is_set():
            _end(client, "close")

    def _break(self, client: socket.socket, silent: threading.Event) -> None:
        silent.set()
        if self._fault.act != "stall":
            _end(client, self._fault.act)


@contextmanager
def faulty(upstream_port: int, fault: Fault) -> Iterator[FaultyWire]:
    """A wire to a server's port, plain or TLS, on which the fault happens."""
    wire = FaultyWire(upstream_port, fault)
    with standing(wire):
        yield wire


def _end(one: socket.socket, act: str) -> None:
    with suppress(OSError):
        if act == "reset":
            # No farewell: what a crashed peer's system sends.
            one.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        # Whoever still reads from it holds it open, and is woken by this.
        one.shutdown(socket.SHUT_RD if act == "reset" else socket.SHUT_RDWR)
    one.close()
