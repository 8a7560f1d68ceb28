"""Mailboxes with billing mail in them, and what a scan made of them in the end."""

import sqlite3
from collections.abc import Collection, Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.faults.invariants import Ended, Watched, check_invariants
from tests.rigs.door import Door
from tests.rigs.door import Ended as DoorEnded
from tests.rigs.dovecot import User

START = datetime(2026, 10, 1, 12, tzinfo=UTC)


def receipt(number: int, *, body: str = "Total: $9.99") -> bytes:
    """A mail that the sieve lets through, another one for each number."""
    return (
        f"From: Example <billing@example.org>\r\nTo: anna@example.com\r\n"
        f"Subject: Receipt {number}\r\nDate: Thu, 01 Oct 2026 12:00:00 +0000\r\n"
        f"Message-ID: <{number}@example.org>\r\n\r\n{body}\r\n"
    ).encode()


def fill(user: User, numbers: Iterable[int], folder: str = "INBOX") -> None:
    """Deliver so many receipts, an hour apart."""
    for number in numbers:
        user.deliver(receipt(number), START + timedelta(hours=number), folder)


def through(door: Door, user: User, port: int, *lines: str) -> None:
    """Configure the account to go through a wire at that port, in plain text."""
    door.configure(user, 'host = "127.0.0.1"', f"port = {port}", 'tls = "none"', *lines)


def asked(home: Path, query: str) -> list[tuple[object, ...]]:
    """The rows that the ledger answers with, read from outside."""
    connection = sqlite3.connect(f"file:{home / 'ledger.sqlite3'}?mode=ro", uri=True, timeout=10)
    try:
        return connection.execute(query).fetchall()
    finally:
        connection.close()


def all_is_well(
    door: Door,
    user: User,
    before: str,
    *runs: DoorEnded,
    messages: int,
    whole: bool = True,
    account: str = "home",
    verbs: Collection[str] = (),
) -> None:
    """The invariants hold, and so many billing mails stand in the ledger, each once."""
    check_invariants(
        door.home,
        watched=[Watched(user, account=account, before=before, whole=whole)],
        ended=[Ended(one.code, one.err) for one in runs],
        verbs=verbs,
    )
    assert asked(door.home, "SELECT count(*) FROM messages") == [(messages,)]
