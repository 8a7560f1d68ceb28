"""Dialling a mail server: a socket with a deadline, TLS that is verified, no giant answers."""

import hashlib
import imaplib
import socket
import ssl
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import Any, Literal, Protocol, cast

import msgspec
from imapclient import IMAPClient
from imapclient.imap4 import IMAP4WithTimeout
from imapclient.tls import IMAP4_TLS

from watchdog.mailbox.errors import CLIENT_ERRORS, MailboxProblem, ProblemKind, problem_of
from watchdog.mailbox.stream import Begun, Stream

_LITERAL_LIMIT = 8 << 20
_PROBE_SECONDS = 10.0
# A peer that is gone without a word is noticed within two minutes, by silence and by what it does
# not acknowledge (milliseconds).
_KEEP_ALIVE = (
    *(("TCP_KEEPIDLE", 60), ("TCP_KEEPINTVL", 20), ("TCP_KEEPCNT", 3)),
    ("TCP_USER_TIMEOUT", 120_000),
)


class Tls(StrEnum):
    """`implicit`: from the first byte. `none`: only on this computer itself."""

    IMPLICIT = "implicit"
    STARTTLS = "starttls"
    NONE = "none"


class Endpoint(msgspec.Struct, frozen=True, kw_only=True):
    """Where a mailbox is; `ca_file` holds PEM certificates to trust instead of the system's.

    `certificate` is the SHA-256 of the only certificate to accept, whoever signed it.
    `timeout_seconds` bounds each single wait, `session_seconds` the whole connection. `renew` is
    what to do when the password is refused, in words.
    """

    host: str
    port: int
    tls: Tls
    user: str
    ca_file: Path | None = None
    certificate: str | None = None
    timeout_seconds: float = 60.0
    session_seconds: float = 900.0
    renew: str = ""

    @property
    def where(self) -> str:
        """Who at which server, as problems name it: anna@host:993, a@b.org at host:993."""
        between = " at " if "@" in self.user else "@"
        return f"{self.user}{between}{self.host}:{self.port}"


class ReadOnlyClient(Protocol):
    """The part of IMAPClient that we use: it has no verb that changes a mailbox."""

    normalise_times: bool
    use_uid: bool
    welcome: bytes

    def has_capability(self, capability: str) -> bool: ...
    def starttls(self, ssl_context: ssl.SSLContext) -> object: ...
    def login(self, username: str, password: str) -> object: ...
    def plain_login(self, identity: str, password: str) -> object: ...
    def oauthbearer_login(self, identity: str, access_token: str) -> object: ...
    def oauth2_login(self, user: str, access_token: str) -> object: ...
    def list_folders(self) -> list[tuple[tuple[bytes, ...], bytes, str]]: ...
    def select_folder(self, folder: str, readonly: Literal[True]) -> dict[bytes, Any]: ...
    def search(self, criteria: list[Any]) -> list[int]: ...
    def fetch(self, messages: list[int], data: list[str]) -> dict[int, dict[bytes, Any]]: ...
    def begin_fetch(self, uids: Sequence[int], data: Sequence[str]) -> Begun: ...
    def end_fetch(self, begun: Begun) -> dict[int, dict[bytes, Any]]: ...
    def settle(self) -> None: ...
    def socket(self) -> socket.socket: ...
    def logout(self) -> object: ...
    def shutdown(self) -> None: ...


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


def too_long(endpoint: Endpoint, where: str = "") -> MailboxProblem:
    """The deadline has ended the session."""
    return MailboxProblem(
        ProblemKind.TRANSIENT,
        where=where or endpoint.where,
        what=f"the session took longer than {endpoint.session_seconds:g} s",
        mend="the next one goes on where it stopped",
    )


def _tame(wire: imaplib.IMAP4) -> None:
    """Refuse giant literals; and no debugging, which formats every literal twice."""
    read = wire.read

    def read_within_limit(size: int) -> bytes:
        if size > _LITERAL_LIMIT:
            raise imaplib.IMAP4.error(f"one item of {size} bytes")
        return read(size)

    wire.debug = 0
    wire.read = read_within_limit  # type: ignore[method-assign]  # imaplib has no limit of its own


def trust(endpoint: Endpoint) -> ssl.SSLContext:
    """What the server's certificate is judged by."""
    try:
        context = ssl.create_default_context(cafile=endpoint.ca_file)
    except OSError as error:
        what = f"ca_file {endpoint.ca_file} cannot be used ({error.strerror or error})"
        mend = "give the path of a readable file of PEM certificates"
        raise configuration(endpoint, what=what, mend=mend) from error
    if endpoint.certificate is not None:
        # Nobody vouches for it: `verify_pin` compares it before anything secret is said.
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    return context


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


def verify_pin(client: ReadOnlyClient, endpoint: Endpoint) -> None:
    """See that the certificate is the very one that the configuration names."""
    if endpoint.certificate is None or endpoint.tls is Tls.NONE:
        return
    encrypted = client.socket()
    shown = encrypted.getpeercert(binary_form=True) if isinstance(encrypted, ssl.SSLSocket) else b""
    found = hashlib.sha256(shown or b"").hexdigest()
    if found != endpoint.certificate:
        what = f"the server shows another certificate than the one that is pinned ({found})"
        mend = "if it was renewed, put that in as certificate; else somebody listens in"
        raise configuration(endpoint, what=what, mend=mend)


def configuration(endpoint: Endpoint, *, what: str, mend: str) -> MailboxProblem:
    """The user has to change something."""
    return MailboxProblem(ProblemKind.CONFIGURATION, where=endpoint.where, what=what, mend=mend)


def _silent_port(endpoint: Endpoint) -> MailboxProblem:
    what = f"port {endpoint.port} speaks TLS from the first byte, not {endpoint.tls}"
    return configuration(endpoint, what=what, mend='set tls = "implicit"')
