"""A home that watches a real mailbox and writes letters to a real mail server."""

import sqlite3
from collections import Counter
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import Message
from pathlib import Path

from tests.rigs.door import Door
from tests.rigs.dovecot import User
from tests.rigs.post_office import PostOffice
from watchdog.demo.story import letters

MONDAY = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
HERE = "pat@example.org"  # whose mailbox is the one that is watched


def writing(
    door: Door, user: User, port: int, *, to: str = f'"{HERE}"', lines: str = "", own: str = HERE
) -> Path:
    """Fill the mailbox of `own` with the demo's mail; letters go to `to`, as TOML writes it."""
    for raw, moment in letters(MONDAY.date()):
        user.deliver(raw, moment)
    return write_config(door.home, user, port, to=to, lines=lines, own=own)


def write_config(
    home: Path,
    user: User,
    port: int,
    *,
    to: str = f'"{HERE}"',
    lines: str = "",
    own: str = HERE,
    wire: int | None = None,
) -> Path:
    """A configuration for the mailbox of `own`, over `wire` if given, and letters to `to`."""
    home.mkdir(mode=0o700, exist_ok=True)
    secret, config = home / "password", home / "config.toml"
    for file in (secret, config):
        file.touch(mode=0o600)
    secret.write_text(user.password, encoding="utf-8")
    tls = f'tls = "none"\nport = {wire}' if wire else f"port = {user.server.tls_port}"
    config.write_text(
        f"""timezone = "UTC"
[[accounts]]
name = "home"
host = "localhost"
{tls}
user = "{user.name}"
password = {{ file = "{secret}" }}
ca_file = "{user.server.ca_path}"
addresses = ["{own}"]
look_back_days = 3650
[digest]
to = {to}
from = "watchdog@example.org"
[digest.smtp]
host = "localhost"
port = {port}
tls = "none"
{lines}""",
        encoding="utf-8",
    )
    return config


def bring_home(office: PostOffice, user: User, at: datetime = MONDAY) -> None:
    """From now on what the mail server takes lies in the watched mailbox at once."""
    office.carrier = lambda raw: user.deliver(raw, at)


def taken(office: PostOffice) -> list[Message]:
    """The letters that the server took, in order."""
    return [message_from_bytes(raw) for raw in bytes_of(office)]


def bytes_of(office: PostOffice) -> list[bytes]:
    """The same as they came over the wire."""
    return [one.content for one in office.taken if isinstance(one.content, bytes)]


def subjects(office: PostOffice) -> list[str]:
    """Their subjects."""
    return [str(mail["Subject"]) for mail in taken(office)]


def text_of(mail: Message) -> str:
    """The plain part of a letter."""
    part = next(one for one in mail.walk() if one.get_content_type() == "text/plain")
    raw = part.get_payload(decode=True)
    assert isinstance(raw, bytes)
    return raw.decode()


def states(home: Path) -> Counter[str]:
    """How many notifications are in which state, read from outside."""
    if not (home / "ledger.sqlite3").exists():
        return Counter()
    connection = sqlite3.connect(f"file:{home / 'ledger.sqlite3'}?mode=ro", uri=True, timeout=5)
    try:
        return Counter(row[0] for row in connection.execute("SELECT state FROM notifications"))
    finally:
        connection.close()
