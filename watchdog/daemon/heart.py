"""Signs of life: a file, systemd, and a web address that misses us when we are silent."""

import logging
import os
import socket
import urllib.request
from contextlib import suppress
from datetime import datetime
from pathlib import Path

import msgspec

from watchdog.known_types import known
from watchdog.text import safe

BEAT_SECONDS = 30.0
_PING_SECONDS = 10.0

log = logging.getLogger("watchdog")


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """A folder that is being read: mails done, and how many there are if that is known."""

    account: str
    folder: str
    done: int
    total: int | None


class Beat(msgspec.Struct, frozen=True, kw_only=True):
    """The last sign of life; `tick_at` is when the last look at the clock ended."""

    pid: int
    started_at: datetime
    beat_at: datetime
    tick_at: datetime | None
    every_seconds: float
    reading: Reading | None = None
    doubt: str | None = None
    missed: int = 0


def heartbeat_file(ledger: Path) -> Path:
    """Where the signs of life of the daemon on a ledger lie."""
    return ledger.with_name(ledger.name + ".heartbeat")


def write_beat(file: Path, beat: Beat) -> None:
    """Replace the last sign of life; a full disk costs no more than this one."""
    draft = file.with_name(f".{file.name}.new")
    try:
        draft.touch(mode=0o600)
        draft.write_bytes(msgspec.json.encode(beat))
        draft.replace(file)
    except OSError as error:
        log.warning("%s: no sign of life could be left (%s)", file, (error.strerror or "").lower())


def read_beat(file: Path) -> Beat | None:
    """The last sign of life, or None: no daemon was started, or it ended by itself."""
    try:
        return msgspec.json.decode(file.read_bytes(), type=known(Beat))
    except (OSError, msgspec.DecodeError):
        return None


def systemd_seconds(environ: dict[str, str]) -> float | None:
    """How often systemd wants to hear of us at the latest, if it does (sd_watchdog_enabled(3))."""
    wanted = environ.get("WATCHDOG_USEC", "")
    if not wanted.isdecimal() or environ.get("WATCHDOG_PID", str(os.getpid())) != str(os.getpid()):
        return None
    return int(wanted) / 1_000_000 or None


def tell_systemd(state: str, environ: dict[str, str]) -> None:
    """Say READY=1, WATCHDOG=1 or STOPPING=1 to whoever started us and listens (sd_notify(3))."""
    address = environ.get("NOTIFY_SOCKET", "")
    if not address.startswith(("/", "@")):
        return
    where = "\0" + address[1:] if address.startswith("@") else address
    with suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as line:
        line.settimeout(1)
        line.sendto(state.encode(), where)


def ping(url: str | None, what: str = "") -> None:
    """Ask for URL, URL/start or URL/fail; whatever becomes of it never holds the daemon up."""
    if url is None:
        return
    whole = f"{url.rstrip('/')}/{what}".rstrip("/")
    try:
        request = urllib.request.Request(whole, headers={"User-Agent": "billing-watchdog"})  # noqa: S310 - the configuration allows http and https only
        with urllib.request.urlopen(request, timeout=_PING_SECONDS) as answer:  # noqa: S310 - as above
            answer.read(1)
    except (OSError, ValueError) as error:
        # Not the address: who has it can keep the alarm silent.
        log.warning("health.ping_url did not answer (%s)", safe(str(error), 120))
