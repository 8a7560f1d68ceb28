"""One verified, read-only IMAP connection: dialling, TLS, signing in, and its deadline."""

import imaplib
import ipaddress
import re
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from enum import StrEnum
from pathlib import Path
from typing import Any, Literal, Protocol, TypeVar, cast

import msgspec
from imapclient import IMAPClient

from watchdog.mailbox_errors import (
    CLIENT_ERRORS,
    MailboxProblem,
    ProblemKind,
    problem_of,
    sign_in_problem,
)

_LITERAL_LIMIT = 8 << 20
_PROBE_SECONDS = 10.0
_ATOM = re.compile(r"[!#$&'+,\-./0-9:;<=>?@A-Z^_`a-z|~]+")

T = TypeVar("T")


class Tls(StrEnum):
    """`implicit`: from the first byte. `none`: only on this computer itself."""

    IMPLICIT = "implicit"
    STARTTLS = "starttls"
    NONE = "none"


class Endpoint(msgspec.Struct, frozen=True, kw_only=True):
    """Where a mailbox is; `ca_file` holds PEM certificates to trust instead of the system's.

    `timeout_seconds` bounds each single wait, `session_seconds` the whole connection.
    """

    host: str
    port: int
    tls: Tls
    user: str
    ca_file: Path | None = None
    timeout_seconds: float = 60.0
    session_seconds: float = 900.0

    @property
    def where(self) -> str:
        """account@host:port, as problems name it."""
        return f"{self.user}@{self.host}:{self.port}"


class ReadOnlyClient(Protocol):
    """The part of IMAPClient that we use: it has no verb that changes a mailbox."""

    normalise_times: bool
    use_uid: bool
    welcome: bytes

    def has_capability(self, capability: str) -> bool: ...
    def starttls(self, ssl_context: ssl.SSLContext) -> object: ...
    def login(self, username: str, password: str) -> object: ...
    def plain_login(self, identity: str, password: str) -> object: ...
    def list_folders(self) -> list[tuple[tuple[bytes, ...], bytes, str]]: ...
    def select_folder(self, folder: str, readonly: Literal[True]) -> dict[bytes, Any]: ...
    def search(self, criteria: list[Any]) -> list[int]: ...
    def fetch(self, messages: list[int], data: list[str]) -> dict[int, dict[bytes, Any]]: ...
    def socket(self) -> socket.socket: ...
    def logout(self) -> object: ...
    def shutdown(self) -> None: ...


class Line:
    """An open connection; whatever goes wrong on it comes out as a MailboxProblem."""

    def __init__(
        self, client: ReadOnlyClient, endpoint: Endpoint, overdue: threading.Event
    ) -> None:
        self._client = client
        self._overdue = overdue
        self.endpoint = endpoint

    def ask(self, call: Callable[[ReadOnlyClient], T], folder: str = "") -> T:
        """The client's answer to one command, or the MailboxProblem that it met."""
        where = f"{self.endpoint.where}/{folder}" if folder else self.endpoint.where
        try:
            return call(self._client)
        except CLIENT_ERRORS as error:
            if self._overdue.is_set():
                raise self._too_long(where) from error
            host, port = self.endpoint.host, self.endpoint.port
            raise problem_of(error, where=where, host=host, port=port) from error

    def _too_long(self, where: str) -> MailboxProblem:
        return MailboxProblem(
            ProblemKind.TRANSIENT,
            where=where,
            what=f"the session took longer than {self.endpoint.session_seconds:g} s",
            mend="the next one goes on where it stopped",
        )


@contextmanager
def open_line(endpoint: Endpoint, secret: str) -> Iterator[Line]:
    """A signed-in connection; raises MailboxProblem, and sends no secret over an open wire."""
    _refuse_open_wire(endpoint)
    client = _dial(endpoint)
    try:
        with _deadline(client, endpoint.session_seconds) as overdue:
            line = Line(client, endpoint, overdue)
            _secure(line)
            _sign_in(client, endpoint, secret)
            yield line
            with suppress(*CLIENT_ERRORS):
                client.logout()
    finally:
        with suppress(OSError):
            client.shutdown()


def _refuse_open_wire(endpoint: Endpoint) -> None:
    if endpoint.tls is not Tls.NONE or _is_loopback(endpoint.host):
        return
    raise _configuration(
        endpoint,
        what='tls = "none" would send the password readable over the network',
        mend='set tls = "implicit" (port 993) or "starttls" (port 143)',
    )


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _dial(endpoint: Endpoint) -> ReadOnlyClient:
    implicit = endpoint.tls is Tls.IMPLICIT
    context = _trust(endpoint) if implicit else None
    host, port, seconds = endpoint.host, endpoint.port, endpoint.timeout_seconds
    try:
        client = IMAPClient(host, port, ssl=implicit, ssl_context=context, timeout=seconds)
    except CLIENT_ERRORS as error:
        if isinstance(error, TimeoutError) and not implicit and _speaks_tls(endpoint):
            raise _silent_port(endpoint) from error
        raise problem_of(error, where=endpoint.where, host=host, port=port) from error
    wire: imaplib.IMAP4 = client._imap  # noqa: SLF001 - imapclient has no other way to these
    _tame(wire)
    # A SEARCH goes out in two pieces: without this the second waits for the first's receipt.
    wire.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
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


def _trust(endpoint: Endpoint) -> ssl.SSLContext:
    try:
        return ssl.create_default_context(cafile=endpoint.ca_file)
    except OSError as error:
        what = f"ca_file {endpoint.ca_file} cannot be used ({error.strerror or error})"
        mend = "give the path of a readable file of PEM certificates"
        raise _configuration(endpoint, what=what, mend=mend) from error


def _speaks_tls(endpoint: Endpoint) -> bool:
    seconds = min(endpoint.timeout_seconds, _PROBE_SECONDS)
    try:
        with (
            socket.create_connection((endpoint.host, endpoint.port), seconds) as plain,
            _trust(endpoint).wrap_socket(plain, server_hostname=endpoint.host),
        ):
            return True
    except ssl.SSLCertVerificationError:
        return True
    except OSError:
        return False


def _secure(line: Line) -> None:
    """STARTTLS where it was asked for; a server that cannot, or that skips it, is refused."""
    endpoint = line.endpoint
    if line.ask(lambda client: client.welcome).upper().startswith(b"* PREAUTH"):
        what = "the server says that we are signed in before we said who we are"
        raise _configuration(endpoint, what=what, mend="check host and port")
    if endpoint.tls is not Tls.STARTTLS:
        return
    if not line.ask(lambda client: client.has_capability("STARTTLS")):
        what = "the server does not offer STARTTLS; no password was sent"
        mend = 'set tls = "implicit" and port = 993, or find out who strips it on the way'
        raise _configuration(endpoint, what=what, mend=mend)
    context = _trust(endpoint)
    line.ask(lambda client: client.starttls(context))


def _sign_in(client: ReadOnlyClient, endpoint: Endpoint, secret: str) -> None:
    if re.search(r"[\r\n\0\ud800-\udfff]", endpoint.user + secret):
        what = "the user name or the password holds a line break or a broken character"
        raise _configuration(endpoint, what=what, mend="store it again without")
    # LOGIN quotes no user name and knows ASCII only; SASL PLAIN takes everything.
    simple = secret.isascii() and _ATOM.fullmatch(endpoint.user) is not None
    problem: MailboxProblem | None = None
    try:
        (client.login if simple else client.plain_login)(endpoint.user, secret)
    except CLIENT_ERRORS as error:
        host, port = endpoint.host, endpoint.port
        problem = sign_in_problem(error, where=endpoint.where, host=host, port=port)
    if problem is None:
        return
    if secret and secret in str(problem):
        problem = _mute(problem)
    raise problem  # outside of the handler: the chain must not carry what the server echoed


def _mute(problem: MailboxProblem) -> MailboxProblem:
    return MailboxProblem(
        problem.kind,
        where=problem.where,
        what="the server refused the sign-in",
        mend=problem.mend,
        retry_after_seconds=problem.retry_after_seconds,
    )


def _silent_port(endpoint: Endpoint) -> MailboxProblem:
    what = f"port {endpoint.port} speaks TLS from the first byte, not {endpoint.tls}"
    return _configuration(endpoint, what=what, mend='set tls = "implicit"')


def _configuration(endpoint: Endpoint, *, what: str, mend: str) -> MailboxProblem:
    return MailboxProblem(ProblemKind.CONFIGURATION, where=endpoint.where, what=what, mend=mend)


@contextmanager
def _deadline(client: ReadOnlyClient, seconds: float) -> Iterator[threading.Event]:
    """Shuts the socket when time is up: a server that drips never meets a read timeout."""
    overdue = threading.Event()

    def hang_up() -> None:
        overdue.set()
        with suppress(OSError):
            client.socket().shutdown(socket.SHUT_RDWR)

    timer = threading.Timer(seconds, hang_up)
    timer.daemon = True
    timer.start()
    try:
        yield overdue
    finally:
        timer.cancel()
