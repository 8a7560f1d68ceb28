"""A listening wire between an IMAP client and its server: it records, rewrites and cuts."""

import re
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

Rewrite = Callable[[bytes], bytes | None]  # a line of the server; None: cut the wire here


class Wire:
    """`port` is where to connect to; `commands` holds what the client said, one line each."""

    def __init__(self, upstream_port: int, rewrite: Rewrite) -> None:
        self._upstream_port = upstream_port
        self._rewrite = rewrite
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
            server = socket.create_connection(("127.0.0.1", self._upstream_port))
            self._open += [client, server]
            for one in (client, server):
                one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            for carry in (self._carry_commands, self._carry_answers):
                threading.Thread(target=carry, args=(client, server), daemon=True).start()

    def close(self) -> None:
        """Stop listening, cut everything."""
        for one in (self._listener, *self._open):
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
            one.close()

    def _carry_commands(self, client: socket.socket, server: socket.socket) -> None:
        with suppress(OSError, ValueError), client.makefile("rb") as lines:
            for line in lines:
                self.commands.append(line.rstrip())
                server.sendall(line)
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
def tapped(upstream_port: int, rewrite: Rewrite = lambda line: line) -> Iterator[Wire]:
    """A wire to a server's plain port; `rewrite` sees each line that the server says."""
    wire = Wire(upstream_port, rewrite)
    thread = threading.Thread(target=wire.accept, daemon=True)
    thread.start()
    try:
        yield wire
    finally:
        wire.close()
        thread.join(5)


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
