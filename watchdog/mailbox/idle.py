"""Listens to a folder by IMAP IDLE (RFC 2177): a hint that something came, with waits that end."""

import imaplib
import re
import selectors
import socket
import ssl
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import Any

import msgspec

from watchdog.access_token import Credential
from watchdog.mailbox.client import ReadOnlyClient
from watchdog.mailbox.connection import open_line
from watchdog.mailbox.endpoint import Endpoint
from watchdog.mailbox.folder import Folder

# A wire of IMAP holds short lines while nothing is asked; whoever sends more is not idle.
_LONGEST_LINE = 8192
_MOST_LINES = 1000
_NEWS = re.compile(rb"\* \d+ (?:EXISTS|RECENT)\b", re.IGNORECASE)
_BYE = re.compile(rb"\* BYE\b", re.IGNORECASE)


class Rhythm(msgspec.Struct, frozen=True, kw_only=True):
    """Seconds after which IDLE is said anew, and after which the whole session is.

    Servers hang up after 29 minutes, and routers forget a silent line after ten.
    """

    renew_seconds: float = 540.0
    session_seconds: float = 3600.0


class NoIdle(Exception):  # noqa: N818 - a property of the server
    """The server does not know IDLE."""


class Dismissed(Exception):  # noqa: N818 - a wish, not an error
    """Nobody wants to listen any more."""


class Ear:
    """What wakes a listener out of any wait: `dismiss` for good, `shake` for a fresh session."""

    def __init__(self) -> None:
        self._far, self._near = socket.socketpair()
        self._near.settimeout(0)
        self._dismissed = threading.Event()
        self._shaken = threading.Event()

    def fileno(self) -> int:
        """Readable when somebody wakes it."""
        return self._near.fileno()

    def dismiss(self) -> None:
        """End the listening."""
        self._dismissed.set()
        self._wake()

    def shake(self) -> None:
        """The line may have died unseen, as when the computer slept: begin anew."""
        self._shaken.set()
        self._wake()

    @property
    def is_shaken(self) -> bool:
        """Whether it was shaken since `settle`."""
        return self._shaken.is_set()

    def settle(self) -> None:
        """A fresh session begins."""
        self._shaken.clear()

    def heed(self) -> None:
        """It was woken, perhaps: Dismissed when it was dismissed."""
        with suppress(BlockingIOError):
            self._near.recv(64)
        if self._dismissed.is_set():
            raise Dismissed

    def rest(self, seconds: float) -> None:
        """Do nothing for so long, unless woken."""
        with selectors.DefaultSelector() as waiting:
            waiting.register(self, selectors.EVENT_READ)
            waiting.select(seconds)
        self.heed()

    def close(self) -> None:
        """Nobody listens any more; whoever wakes it then wakes nobody."""
        self._far.close()
        self._near.close()

    def _wake(self) -> None:
        with suppress(OSError):
            self._far.send(b"!")


def listen(
    endpoint: Endpoint,
    credential: Credential,
    folder: str,
    *,
    ear: Ear,
    on_ready: Callable[[], object],
    on_news: Callable[[], object],
    rhythm: Rhythm = Rhythm(),  # noqa: B008 - frozen
) -> None:
    """One session: IDLE again and again until its end, or until the ear is shaken.

    `on_news` is called when the server says that mail came. Raises MailboxProblem when the line
    breaks or falls silent, NoIdle, and Dismissed.
    """
    # Every wait in here has an end of its own; this is for the case that one has not.
    lasting = msgspec.structs.replace(
        endpoint, session_seconds=rhythm.session_seconds + rhythm.renew_seconds + 300
    )
    ear.settle()
    with open_line(lasting, credential) as line:
        if not line.ask(lambda client: client.has_capability("IDLE")):
            raise NoIdle
        Folder(line, folder)
        talk = line.ask(lambda client: _Talk(client, ear, endpoint.timeout_seconds))
        end = time.monotonic() + rhythm.session_seconds
        on_ready()
        while not ear.is_shaken and time.monotonic() < end:
            renewal = min(end, time.monotonic() + rhythm.renew_seconds)
            line.ask(partial(talk.idle, until=renewal, on_news=on_news))
        line.ask(lambda _: talk.end())


class _Talk:
    """IDLE over a signed-in line, without imapclient's: that one spins when the server is gone."""

    def __init__(self, client: ReadOnlyClient, ear: Ear, patience: float) -> None:
        self._wire: Any = client._imap  # type: ignore[attr-defined]  # noqa: SLF001 - no other way
        self._socket = client.socket()
        self._ear = ear
        self._patience = patience
        self._heard = b""
        self._lines = 0

    def idle(self, _: ReadOnlyClient, *, until: float, on_news: Callable[[], object]) -> None:
        """One IDLE, up to a moment of `time.monotonic`, or until the ear is shaken."""
        tag = bytes(self._wire._new_tag())  # noqa: SLF001 - as above
        self._lines = 0
        self._say(tag + b" IDLE")
        self._hear_out(lambda line: line.startswith(b"+"), tag, on_news)
        while not self._ear.is_shaken and (line := self._line(until)) is not None:
            self._mind(line, tag, on_news)
        self._ear.heed()
        self._say(b"DONE")
        self._hear_out(lambda line: line.startswith(tag + b" OK"), tag, on_news)

    def end(self) -> None:
        """From here on the client speaks again."""
        self._socket.settimeout(self._patience)

    def _hear_out(
        self, is_answer: Callable[[bytes], bool], tag: bytes, on_news: Callable[[], object]
    ) -> None:
        """What the server says up to its answer, which has to come in time."""
        until = time.monotonic() + self._patience
        while True:
            line = self._line(until)
            if line is not None and is_answer(line):
                return
            if line is not None:
                self._mind(line, tag, on_news)
            elif time.monotonic() >= until:
                raise TimeoutError
            self._ear.heed()

    def _mind(self, line: bytes, tag: bytes, on_news: Callable[[], object]) -> None:
        self._lines += 1
        if self._lines > _MOST_LINES:
            raise imaplib.IMAP4.error("it talks without end while nothing is asked")
        if _BYE.match(line):
            raise imaplib.IMAP4.abort(line.decode("ascii", "replace"))
        if line.startswith(tag):
            raise imaplib.IMAP4.error(line.partition(b" ")[2].decode("ascii", "replace"))
        if _NEWS.match(line):
            on_news()

    def _say(self, line: bytes) -> None:
        self._socket.settimeout(self._patience)
        self._wire.send(line + b"\r\n")
        self._socket.settimeout(0)

    def _line(self, until: float) -> bytes | None:
        """The next whole line; None when there is none in time, or when the ear is woken."""
        while b"\n" not in self._heard:
            if len(self._heard) > _LONGEST_LINE:
                raise imaplib.IMAP4.error("a line without end while nothing is asked")
            piece = self._piece(until)
            if not piece:
                return None
            self._heard += piece
        line, _, self._heard = self._heard.partition(b"\n")
        return line.rstrip(b"\r")

    def _piece(self, until: float) -> bytes:
        """Some more bytes, b"" when none came; a line that was shut is an error, not silence."""
        # First what lies in a buffer already, where no wait on the socket would see it.
        if piece := self._received():
            return piece
        with selectors.DefaultSelector() as waiting:
            waiting.register(self._socket, selectors.EVENT_READ)
            waiting.register(self._ear, selectors.EVENT_READ)
            while (left := until - time.monotonic()) > 0:
                ready = {key.fileobj for key, _ in waiting.select(left)}
                if self._ear in ready or not ready:
                    return b""
                piece = self._received()
                if piece == b"":
                    raise imaplib.IMAP4.abort("end of file")
                if piece:
                    return piece
        return b""

    def _received(self) -> bytes | None:
        """What is there; b"" when nothing is or nothing will ever be; None: half a TLS record."""
        try:
            return bytes(self._wire.file.read1(_LONGEST_LINE) or b"")
        except ssl.SSLWantReadError:
            return None
