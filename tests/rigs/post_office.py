"""A mail server on loopback that takes letters, or does what a test scripts at one step."""

import asyncio
import base64
import re
import socket
import ssl
from asyncio import WriteTransport
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Literal

import trustme
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

USER, PASSWORD = "you@example.org", "correct horse"

Step = Literal["AUTH", "MAIL", "RCPT", "DATA"]


class PostOffice:
    """Keeps what it was given. `answers` maps a step to the reply that it gets instead.

    `auth`: offers to sign in. `dropping`: takes the letter, then breaks the line without a word.
    `losing`: breaks it likewise, and has not taken the letter. `silent`: takes it and says nothing
    more. `tokens` are access tokens and whose they are; it takes them by `mechanism`, if one is
    set. `refusing` are recipients that are not known here; `carrier` gets each letter taken.
    """

    def __init__(self, answers: dict[Step, str], *, auth: bool, dropping: bool) -> None:
        self.answers = answers
        self.auth = auth
        self.dropping = dropping
        self.losing = self.silent = False
        self.refusing: set[str] = set()
        self.tokens: dict[str, str] = {}
        self.mechanism = ""
        self.spoken: list[str] = []
        self.carrier: Callable[[bytes], object] = lambda _: None
        self.port = 0
        self.taken: list[Envelope] = []
        self.signed_in: list[str] = []

    async def handle_EHLO(  # noqa: N802 - aiosmtpd's name
        self, _: SMTP, session: Session, __: Envelope, name: str, responses: list[str]
    ) -> list[str]:
        session.host_name = name
        offered = [line for line in responses if self.auth or "AUTH" not in line]
        hidden = {"XOAUTH2", "OAUTHBEARER"} - {self.mechanism}
        return [
            " ".join(word for word in line.split(" ") if word not in hidden) for line in offered
        ]

    async def auth_XOAUTH2(self, server: SMTP, args: list[str]) -> AuthResult:  # noqa: N802 - as above
        return await self._by_token(server, args, r"user=(?P<user>[^\x01]+)\x01", b"")

    async def auth_OAUTHBEARER(self, server: SMTP, args: list[str]) -> AuthResult:  # noqa: N802 - as above
        return await self._by_token(server, args, r"n,a=(?P<user>[^,]+),\x01", b"\x01")

    async def _by_token(
        self, server: SMTP, args: list[str], head: str, last_word: bytes
    ) -> AuthResult:
        """As Google does it: who is refused hears why, says one more thing, and then hears no."""
        said = base64.b64decode(args[1]).decode()
        self.spoken.append(args[0])
        found = re.fullmatch(head + r"auth=Bearer (?P<token>[^\x01]+)\x01\x01", said)
        if found and self.tokens.get(found["token"]) == found["user"]:
            self.signed_in.append(found["user"])
            return AuthResult(success=True)
        heard = await server.challenge_auth('{"status":"401"}')
        assert heard == last_word
        return AuthResult(success=False, handled=False)

    async def handle_MAIL(  # noqa: N802 - aiosmtpd's name
        self, _: SMTP, __: Session, envelope: Envelope, address: str, ___: list[str]
    ) -> str:
        envelope.mail_from = address
        return self.answers.get("MAIL", "250 OK")

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, _: SMTP, __: Session, envelope: Envelope, address: str, ___: list[str]
    ) -> str:
        if address in self.refusing:
            return "550 5.1.1 nobody of that name"
        if "RCPT" not in self.answers:
            envelope.rcpt_tos.append(address)
        return self.answers.get("RCPT", "250 OK")

    async def handle_DATA(self, server: SMTP, _: Session, envelope: Envelope) -> str:  # noqa: N802 - as above
        if "DATA" not in self.answers and not self.losing:
            self.taken.append(envelope)
            assert isinstance(envelope.content, bytes)
            self.carrier(envelope.content)
        if (self.dropping or self.losing) and isinstance(server.transport, WriteTransport):
            server.transport.abort()
        if self.silent:
            await asyncio.sleep(60)
        return self.answers.get("DATA", "250 OK")

    def authenticate(
        self, _: SMTP, __: Session, ___: Envelope, ____: str, login: object
    ) -> AuthResult:
        assert isinstance(login, LoginPassword)
        if "AUTH" in self.answers:
            return AuthResult(success=False, handled=False, message=self.answers["AUTH"])
        self.signed_in.append(login.login.decode())
        good = login.login == USER.encode() and login.password == PASSWORD.encode()
        return AuthResult(success=good, handled=False)


@contextmanager
def post_office(
    *,
    tls: Literal["implicit", "starttls", "none"] = "starttls",
    authority: trustme.CA | None = None,
    name: str = "localhost",
    answers: dict[Step, str] | None = None,
    auth: bool = True,
    dropping: bool = False,
) -> Iterator[PostOffice]:
    """A running server; its certificate is for `name`, from `authority`."""
    office = PostOffice(answers or {}, auth=auth, dropping=dropping)
    context = server_context(authority or trustme.CA(), name)
    options: dict[str, Any] = {"authenticator": office.authenticate}
    if tls == "starttls":
        options |= {"tls_context": context, "require_starttls": True}
    else:
        options |= {"ssl_context": context if tls == "implicit" else None}
        options |= {"auth_require_tls": False}  # it does not see TLS from the first byte
    office.port = free_port()
    controller = Controller(office, hostname="127.0.0.1", port=office.port, **options)
    controller.start()
    try:
        yield office
    finally:
        controller.stop()


def server_context(authority: trustme.CA, name: str) -> ssl.SSLContext:
    """What a server named `name` shows."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert(name).configure_cert(context)
    return context


def free_port() -> int:
    """A port nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port
