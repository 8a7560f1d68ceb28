"""How the two processes talk: each thing said is its length and then MessagePack."""

import socket
import time
from datetime import datetime
from typing import TypeVar

import msgspec

from parsers.arrival import Arrival
from parsers.merchants import Known
from watchdog.known_types import known
from watchdog.reading.here import ReadMail

T = TypeVar("T")


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """What one mail may cost: seconds of a processor and of the clock, and bytes of memory.

    The bytes come on top of what the loaded readers take.
    """

    cpu_seconds: float = 2.0
    clock_seconds: float = 20.0
    memory: int = 256 << 20


class Hello(msgspec.Struct, frozen=True):
    """What a reader is told first: what the readers may know and what they may take."""

    known: Known
    limits: Limits


class Senders(msgspec.Struct, frozen=True):
    """The nursery's first word: the domains of all senders that have a file."""

    domains: frozenset[str]


class Ready(msgspec.Struct, frozen=True):
    """Its second, once everything is loaded."""


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """What the nursery is asked: to bear a reader, whose line follows, or to see one off."""

    hello: Hello | None = None
    end: int = 0
    at_once: bool = False


class Born(msgspec.Struct, frozen=True):
    """Its answer: the new reader's process."""

    reader: int


class Ended(msgspec.Struct, frozen=True):
    """Its answer: how a reader ended, None when it had to be killed or is none of ours."""

    code: int | None


class Task(msgspec.Struct, frozen=True):
    """One mail; `named_only`: only its fingerprint is wanted, nothing of its body is looked at."""

    raw: bytes
    received_at: datetime | None
    arrived: Arrival | None = None
    named_only: bool = False


class Done(msgspec.Struct, frozen=True):
    """One mail, read; `worn`: so much memory was left behind that a fresh worker is better."""

    mail: ReadMail
    worn: bool


class HungUpError(Exception):
    """The other side has gone."""


class LateError(HungUpError):
    """It has said nothing in time."""


def say(line: socket.socket, what: object, seconds: float | None = None) -> None:
    """Send one thing; HungUpError."""
    content = msgspec.msgpack.encode(what)
    line.settimeout(seconds)
    try:
        line.sendall(len(content).to_bytes(4, "big") + content)
    except TimeoutError as error:
        raise LateError from error
    except OSError as error:
        raise HungUpError from error


def hear(line: socket.socket, kind: type[T], seconds: float | None = None) -> T:
    """The next thing that was sent; HungUpError, also for what is no such thing."""
    until = None if seconds is None else time.monotonic() + seconds
    size = int.from_bytes(_exactly(line, 4, until), "big")
    try:
        return msgspec.msgpack.decode(_exactly(line, size, until), type=known(kind))
    except msgspec.DecodeError as error:
        raise HungUpError from error


def _exactly(line: socket.socket, size: int, until: float | None) -> bytes:
    content = bytearray(size)
    view, got = memoryview(content), 0
    while got < size:
        left = None if until is None else until - time.monotonic()
        if left is not None and left <= 0:
            raise LateError
        line.settimeout(left)
        try:
            count = line.recv_into(view[got:])
        except TimeoutError as error:
            raise LateError from error
        except OSError as error:
            raise HungUpError from error
        if not count:
            raise HungUpError
        got += count
    return bytes(content)
