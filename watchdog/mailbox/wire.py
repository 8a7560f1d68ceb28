"""Dialling a mail server: a socket with a deadline, TLS that is verified, no giant answers."""

import imaplib
import socket
import ssl
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Any, cast

from imapclient import IMAPClient
from imapclient.imap4 import IMAP4WithTimeout
from imapclient.tls import IMAP4_TLS

from watchdog.mailbox.certificates import trust
from watchdog.mailbox.client import ReadOnlyClient
from watchdog.mailbox.deadline import Deadline
from watchdog.mailbox.endpoint import Endpoint, Tls, configuration, too_long
from watchdog.mailbox.errors import CLIENT_ERRORS, MailboxProblem, problem_of
from watchdog.mailbox.stream import Begun, Stream

_LITERAL_LIMIT = 8 << 20
_PROBE_SECONDS = 10.0
# A peer that is gone without a word is noticed within two minutes, by silence and by what it does
# not acknowledge (milliseconds).
_KEEP_ALIVE = (
    *(("TCP_KEEPIDLE", 60), ("TCP_KEEPINTVL", 20), ("TCP_KEEPCNT", 3)),
    ("TCP_USER_TIMEOUT", 120_000),
)


class _Client(IMAPClient):
    """IMAPClient whose connection is known to the deadline before its first byte."""

    def __init__(
        self, endpoint: Endpoint, context: ssl.SSLContext | None, running: Deadline
    ) -> None:
        self._running = running
        self._seconds = endpoint.timeout_seconds
        self._context = context
        super().__init__(
            endpoint.host,
            endpoint.port,
            ssl=context is not None,
            ssl_context=context,
            timeout=endpoint.timeout_seconds,
        )

    @cached_property
    def _stream(self) -> Stream:
        return Stream(self._imap)

    def begin_fetch(self, uids: Sequence[int], data: Sequence[str]) -> Begun:
        """Ask, and read the answer later: neighbours as a range, so the line stays short."""
        return self._stream.begin(uids, id_set(uids), data)

    def end_fetch(self, begun: Begun) -> dict[int, dict[bytes, Any]]:
        """The rows of what was asked, by UID."""
        return self._stream.end(begun)

    def settle(self) -> None:
        """What was asked and is not awaited any more shall not answer something else."""
        self._stream.settle()

    def _create_IMAP4(self) -> imaplib.IMAP4:  # noqa: N802 - imapclient's name
        if self._context is not None:
            return _TlsWire(self.host, self.port, self._context, self._seconds, self._running)
        return _PlainWire(self.host, self.port, self._seconds, self._running)


def id_set(numbers: Iterable[int]) -> str:
    """Ascending numbers as IMAP lists them, neighbours as a range: "1:4,7"."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return ",".join(str(low) if low == high else f"{low}:{high}" for low, high in runs)


class _Greeted(imaplib.IMAP4):
    """Takes what the greeting says the server can do, and asks only where it says nothing."""

    def _get_capabilities(self) -> None:
        # Taken away, lest it pass for what the server can do once we have signed in.
        said = self.untagged_responses.pop("CAPABILITY", None)
        if said and isinstance(said[-1], bytes):
            self.capabilities = tuple(said[-1].decode("ascii", "replace").upper().split())
        else:
            super()._get_capabilities()  # type: ignore[misc] # imaplib's own, unknown to the stubs


class _PlainWire(_Greeted, IMAP4WithTimeout):
    def __init__(self, host: str, port: int, seconds: float, running: Deadline) -> None:
        self._running = running
        super().__init__(host, port, seconds)

    def _create_socket(self, timeout: float | None = None) -> socket.socket:
        return _connected(self.host, self.port, timeout or self._timeout, self._running)


class _TlsWire(_Greeted, IMAP4_TLS):
    def __init__(
        self, host: str, port: int, context: ssl.SSLContext, seconds: float, running: Deadline
    ) -> None:
        self._running = running
        super().__init__(host, port, context, seconds)

    def _create_socket(self, timeout: float | None = None) -> socket.socket:
        plain = _connected(self.host, self.port, timeout or self._timeout, self._running)
        assert self.ssl_context is not None  # noqa: S101 - given above
        return self.ssl_context.wrap_socket(plain, server_hostname=self.host)


def _connected(host: str, port: int, seconds: float | None, running: Deadline) -> socket.socket:
    plain = socket.create_connection((host, port), seconds)
    running.watch(plain)
    # A SEARCH goes out in two pieces: without this the second waits for the first's receipt.
    plain.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    plain.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    for name, value in _KEEP_ALIVE:
        if hasattr(socket, name):
            plain.setsockopt(socket.IPPROTO_TCP, getattr(socket, name), value)
    return plain


def dial(endpoint: Endpoint, running: Deadline) -> ReadOnlyClient:
    """A connected client that has read the greeting; raises MailboxProblem."""
    implicit = endpoint.tls is Tls.IMPLICIT
    context = trust(endpoint) if implicit else None
    try:
        client = _Client(endpoint, context, running)
    except CLIENT_ERRORS as error:
        if running.overdue.is_set():
            raise too_long(endpoint) from error
        if isinstance(error, TimeoutError) and not implicit and _speaks_tls(endpoint):
            raise _silent_port(endpoint) from error
        host, port = endpoint.host, endpoint.port
        raise problem_of(error, where=endpoint.where, host=host, port=port) from error
    _tame(client._imap)  # noqa: SLF001 - imapclient has no other way to it
    client.normalise_times = False
    return cast("ReadOnlyClient", client)


def _tame(wire: imaplib.IMAP4) -> None:
    """Refuse giant literals; and no debugging, which formats every literal twice."""
    read = wire.read

    def read_within_limit(size: int) -> bytes:
        if size > _LITERAL_LIMIT:
            raise imaplib.IMAP4.error(f"one item of {size} bytes")
        return read(size)

    wire.debug = 0
    wire.read = read_within_limit  # type: ignore[method-assign]  # imaplib has no limit of its own


def _speaks_tls(endpoint: Endpoint) -> bool:
    seconds = min(endpoint.timeout_seconds, _PROBE_SECONDS)
    try:
        with (
            socket.create_connection((endpoint.host, endpoint.port), seconds) as plain,
            trust(endpoint).wrap_socket(plain, server_hostname=endpoint.host),
        ):
            return True
    except ssl.SSLCertVerificationError:
        return True
    except OSError:
        return False


def _silent_port(endpoint: Endpoint) -> MailboxProblem:
    what = f"port {endpoint.port} speaks TLS from the first byte, not {endpoint.tls}"
    return configuration(endpoint, what=what, mend='set tls = "implicit"')
