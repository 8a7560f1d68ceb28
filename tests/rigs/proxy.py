"""A listening wire between an IMAP client and its server: it records, rewrites and cuts."""

import re
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

Rewrite = Callable[[bytes], bytes | None]  # a line of the server; None: cut the wire here


class Relay:
    """Stands before a server: `port` is where to connect to, `commands` what the client said.

    Those who inherit carry what is said, each way in a thread of its own.
    """

    def __init__(self, upstream_port: int) -> None:
        self._upstream_port = upstream_port
        self._open: list[socket.socket] = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listener.getsockname()[1])
        self.commands: list[bytes] = []

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
            self._open.append(client)
            if not self._answers():
                continue
            server = socket.create_connection(("127.0.0.1", self._upstream_port))
            self._open.append(server)
            for one in (client, server):
                one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            for carry in self._ways(client, server):
                threading.Thread(target=carry, daemon=True).start()

    def close(self) -> None:
        """Stop listening, cut everything."""
        for one in (self._listener, *self._open):
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
            one.close()

    def _answers(self) -> bool:
        """Whether whoever has just connected is let through to the server."""
        return True

    def _ways(
        self, client: socket.socket, server: socket.socket
    ) -> tuple[Callable[[], None], Callable[[], None]]:
        """What carries the commands, and what carries the answers."""
        raise NotImplementedError


@contextmanager
def standing(relay: Relay) -> Iterator[None]:
    """The relay serves, until the end of the block."""
    thread = threading.Thread(target=relay.accept, daemon=True)
    thread.start()
    try:
        yield
    finally:
        relay.close()
        thread.join(5)


class Wire(Relay):
    """A relay that hands each line of the server to `rewrite`, and of the client to `pass_on`."""

    def __init__(
        self, upstream_port: int, rewrite: Rewrite, pass_on: Callable[[bytes], bytes]
    ) -> None:
        super().__init__(upstream_port)
        self._rewrite = rewrite
        self._pass_on = pass_on

    def _ways(
        self, client: socket.socket, server: socket.socket
    ) -> tuple[Callable[[], None], Callable[[], None]]:
        return (
            lambda: self._carry_commands(client, server),
            lambda: self._carry_answers(client, server),
        )

    def _carry_commands(self, client: socket.socket, server: socket.socket) -> None:
        with suppress(OSError, ValueError), client.makefile("rb") as lines:
            for line in lines:
                self.commands.append(line.rstrip())
                server.sendall(self._pass_on(line))
        _cut(client, server)

    def _carry_answers(self, client: socket.socket, server: socket.socket) -> None:
        with suppress(OSError, ValueError), server.makefile("rb") as lines:
            for line in lines:
                told = self._rewrite(line)
                if told is None:
                    break
                client.sendall(told)
        _cut(client, server)


@contextmanager
def tapped(
    upstream_port: int,
    rewrite: Rewrite = lambda line: line,
    pass_on: Callable[[bytes], bytes] = lambda line: line,
) -> Iterator[Wire]:
    """A wire to a server's plain port; `rewrite` sees each line that the server says.

    `pass_on` makes of each line of the client what the server hears; what is recorded was said.
    """
    wire = Wire(upstream_port, rewrite, pass_on)
    with standing(wire):
        yield wire


@contextmanager
def scripted(*answers: bytes) -> Iterator[int]:
    """The port of a server that says one answer a command, TAG replaced; the first greets."""
    listener = socket.create_server(("127.0.0.1", 0))
    thread = threading.Thread(target=_play, args=(listener, answers), daemon=True)
    thread.start()
    try:
        yield int(listener.getsockname()[1])
    finally:
        with suppress(OSError):
            listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        thread.join(5)


def _play(listener: socket.socket, answers: tuple[bytes, ...]) -> None:
    with suppress(OSError):
        client, _ = listener.accept()
        with client, client.makefile("rb") as commands:
            client.sendall(answers[0])
            for answer, command in zip(answers[1:], commands, strict=False):
                client.sendall(answer.replace(b"TAG", command.split()[0]))


def _cut(*sockets: socket.socket) -> None:
    for one in sockets:
        with suppress(OSError):
            one.shutdown(socket.SHUT_RDWR)


def verb_of(line: bytes) -> str | None:
    """The command of a line that an IMAP client says, without its tag and arguments."""
    said = re.match(rb"[A-Z]{4}\d+ ((?:UID )?[A-Za-z]+)", line)
    return said[1].decode().upper() if said else None
