"""One verified, read-only IMAP connection, signed in, and what is asked over it."""

import ipaddress
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import TypeVar

from watchdog.access_token import Credential
from watchdog.mailbox.certificates import trust, verify_pin
from watchdog.mailbox.client import ReadOnlyClient
from watchdog.mailbox.deadline import Deadline, deadline
from watchdog.mailbox.endpoint import Endpoint, Tls, configuration, too_long
from watchdog.mailbox.errors import CLIENT_ERRORS, MailboxProblem, problem_of
from watchdog.mailbox.sign_in import sign_in
from watchdog.mailbox.wire import dial

T = TypeVar("T")


class Line:
    """An open connection; whatever goes wrong on it comes out as a MailboxProblem."""

    def __init__(self, client: ReadOnlyClient, endpoint: Endpoint, running: Deadline) -> None:
        self._client = client
        self._running = running
        self.endpoint = endpoint

    def ask(self, call: Callable[[ReadOnlyClient], T], folder: str = "") -> T:
        """The client's answer to one command, or the MailboxProblem that it met."""
        where = f"{self.endpoint.where}/{folder}" if folder else self.endpoint.where
        try:
            return call(self._client)
        except CLIENT_ERRORS as error:
            if self._running.overdue.is_set():
                raise too_long(self.endpoint, where) from error
            host, port = self.endpoint.host, self.endpoint.port
            raise problem_of(error, where=where, host=host, port=port) from error


@contextmanager
def open_line(endpoint: Endpoint, credential: Credential) -> Iterator[Line]:
    """A signed-in connection; raises MailboxProblem, and sends no secret over an open wire."""
    _refuse_open_wire(endpoint)
    with deadline(endpoint.session_seconds) as running:
        client = dial(endpoint, running)
        try:
            line = Line(client, endpoint, running)
            _secure(line)
            verify_pin(client, endpoint)
            _sign_in(client, endpoint, credential, running)
            line.ask(lambda client: client.has_capability("IMAP4REV1"))  # kept: told with the login
            yield line
            with suppress(*CLIENT_ERRORS):
                client.logout()
        finally:
            with suppress(OSError):
                client.shutdown()


def _sign_in(
    client: ReadOnlyClient, endpoint: Endpoint, credential: Credential, running: Deadline
) -> None:
    try:
        sign_in(client, endpoint, credential)
    except MailboxProblem:
        if running.overdue.is_set():
            raise too_long(endpoint) from None
        raise


def _refuse_open_wire(endpoint: Endpoint) -> None:
    if endpoint.tls is not Tls.NONE or _is_loopback(endpoint.host):
        return
    raise configuration(
        endpoint,
        what='tls = "none" would send the password readable over the network',
        mend='set tls = "implicit" (port 993) or "starttls" (port 143)',
    )


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _secure(line: Line) -> None:
    """STARTTLS where it was asked for; a server that cannot, or that skips it, is refused."""
    endpoint = line.endpoint
    if line.ask(lambda client: client.welcome).upper().startswith(b"* PREAUTH"):
        what = "the server says that we are signed in before we said who we are"
        raise configuration(endpoint, what=what, mend="check host and port")
    if endpoint.tls is not Tls.STARTTLS:
        return
    if not line.ask(lambda client: client.has_capability("STARTTLS")):
        what = "the server does not offer STARTTLS; no password was sent"
        mend = 'set tls = "implicit" and port = 993, or find out who strips it on the way'
        raise configuration(endpoint, what=what, mend=mend)
    context = trust(endpoint)
    line.ask(lambda client: client.starttls(context))
