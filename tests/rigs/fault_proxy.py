"""A wire that breaks: cuts, resets, falls silent or drips, at a command or after some bytes."""

import re
import socket
import struct
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Literal

import msgspec

from tests.rigs.proxy import verb_of

_TLS = b"\x16"  # how a client that speaks TLS begins

Act = Literal["close", "reset", "stall"]


class Fault(msgspec.Struct, frozen=True, kw_only=True):
    """What goes wrong, and when; without any of these moments the wire is sound.

    `at`: a pattern that a command of the client matches (it is forwarded first when `heard`);
    `after_bytes`: so many bytes of the server were let through; `greeting`: nothing ever comes.
    `times`: how often in all. `drip_seconds`: the server's bytes come by the hundred, so far apart.
    """

    act: Act = "close"
    at: bytes | None = None
    heard: bool = False
    after_bytes: int | None = None
    greeting: bool = False
    drip_seconds: float = 0.0
    times: int = 1


class FaultyWire:
    """`port` is where to connect to; `hits` counts the faults, `commands` what the client said."""

    def __init__(self, upstream_port: int, fault: Fault) -> None:
        self._upstream_port = upstream_port
        self._fault = fault
        self._open: list[socket.socket] = []
        self._lock = threading.Lock()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listener.getsockname()[1])
        self.commands: list[bytes] = []
        self.hits = 0
        self.connections = 0

    @property
    def verbs(self) -> set[str]:
        """The commands without their tags and arguments."""
        return {verb for line in self.commands if (verb := verb_of(line))}

    def accept(self) -> None:
        """Serve connections until the listener is closed."""
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            self.connections += 1
            self._open.append(client)
            if self._fault.greeting and self._strikes():
                continue
            server = socket.create_connection(("127.0.0.1", self._upstream_port))
            self._open.append(server)
            for one in (client, server):
                one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            silent = threading.Event()
            for carry in (self._carry_commands, self._carry_answers):
                threading.Thread(target=carry, args=(client, server, silent), daemon=True).start()

    def close(self) -> None:
        """Stop listening, cut everything."""
        for one in (self._listener, *self._open):
            _end(one, "close")

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
                if not silent.is_set() and (not met or self._fault.heard):
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
    thread = threading.Thread(target=wire.accept, daemon=True)
    thread.start()
    try:
        yield wire
    finally:
        wire.close()
        thread.join(5)


def _end(one: socket.socket, act: str) -> None:
    with suppress(OSError):
        if act == "reset":
            # No farewell: what a crashed peer's system sends.
            one.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        # Whoever still reads from it holds it open, and is woken by this.
        one.shutdown(socket.SHUT_RD if act == "reset" else socket.SHUT_RDWR)
    one.close()
