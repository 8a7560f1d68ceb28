"""What must hold after every fault: I1 to I7, checked from outside as another program would."""

import re
import sqlite3
from collections import Counter
from collections.abc import Collection, Iterable
from email import message_from_bytes
from pathlib import Path

import msgspec
from imapclient import IMAPClient

from parsers.message import read_message
from tests.rigs.dovecot import User
from watchdog.ledger.version import APPLICATION_ID, SCHEMA

# A mailbox is read with these and no other commands.
READ_ONLY_VERBS = {
    *("CAPABILITY", "STARTTLS", "AUTHENTICATE", "LOGIN", "ID", "ENABLE", "LIST", "STATUS"),
    *("EXAMINE", "UNSELECT", "UID SEARCH", "UID FETCH", "IDLE", "DONE", "NOOP", "LOGOUT"),
}
_CODES = {0, 1, 2, 3, 4, 5, 75}  # design section 5
_OPEN = ("pending", "sending", "uncertain", "dead")


class Watched(msgspec.Struct, frozen=True):
    """A folder of an account, and its mailbox as it lay there before it was read.

    `whole`: it was read to its end, so that every UID must be known.
    """

    user: User
    account: str = "home"
    folder: str = "INBOX"
    before: str | None = None
    whole: bool = True


class Ended(msgspec.Struct, frozen=True):
    """How a program ended and what it wrote to stderr."""

    code: int
    said: str


def check_invariants(
    home: Path,
    *,
    watched: Iterable[Watched] = (),
    delivered: Iterable[bytes] = (),
    ended: Iterable[Ended] = (),
    verbs: Collection[str] = (),
    secrets: Collection[str] = (),
) -> None:
    """Fail when any of I1 to I7 is broken.

    `home` holds ledger.sqlite3; `delivered` are the mails that the mail server took; `verbs` what
    was said to a mailbox; `secrets` must stand nowhere but in files made to hold them.
    """
    watched, ended = tuple(watched), tuple(ended)
    ledger = home / "ledger.sqlite3"
    if ledger.exists():
        connection = sqlite3.connect(f"file:{ledger}?mode=ro", uri=True, timeout=10)
        try:
            for one in watched:
                _every_uid_is_located_once(connection, one)
            _messages_are_distinct(connection)
            _notices_arrived_once(connection, delivered)
            _the_file_is_sound(connection)
        finally:
            connection.close()
    _mailboxes_are_untouched(watched, verbs)
    _programs_ended_in_words(ended)
    _secrets_are_kept(home, ended, {*secrets, *(one.user.password for one in watched)})


def _every_uid_is_located_once(connection: sqlite3.Connection, one: Watched) -> None:
    """I1: each UID of the server stands in `locations` once in its epoch, and billing mail kept."""
    with IMAPClient("localhost", one.user.server.port, ssl=False, timeout=10) as client:
        client.plain_login(one.user.name, one.user.password)
        if one.folder not in {name for _, _, name in client.list_folders()}:
            return  # it was taken away: what was read of it stays
        epoch = client.select_folder(one.folder, readonly=True)[b"UIDVALIDITY"]
        there = set(client.search("ALL"))
    rows = connection.execute(
        "SELECT uid FROM locations WHERE account = ? AND folder = ? AND uidvalidity = ?",
        (one.account, one.folder, epoch),
    ).fetchall()
    located = Counter(uid for (uid,) in rows)
    assert not [uid for uid, times in located.items() if times > 1], "I1: a UID stands there twice"
    if one.whole:
        assert there <= set(located), f"I1: UIDs were skipped: {sorted(there - set(located))[:9]}"
        return
    cursor = connection.execute(
        "SELECT last_uid FROM cursors WHERE account = ? AND folder = ? AND uidvalidity = ?",
        (one.account, one.folder, epoch),
    ).fetchone()
    passed = {uid for uid in there if cursor and uid <= cursor[0]}
    assert passed <= set(located), f"I1: the cursor passed {sorted(passed - set(located))[:9]}"


def _messages_are_distinct(connection: sqlite3.Connection) -> None:
    """I2: as many messages as fingerprints, and the fingerprint of kept bytes is its own."""
    total, distinct = connection.execute(
        "SELECT count(*), count(DISTINCT fingerprint) FROM messages"
    ).fetchone()
    assert total == distinct, f"I2: {total} messages, {distinct} fingerprints"
    orphans = connection.execute(
        "SELECT count(*) FROM locations WHERE message_id IS NOT NULL"
        " AND message_id NOT IN (SELECT id FROM messages)"
    ).fetchone()
    assert orphans == (0,), "I2: a location points to a message that is not there"


def kept(connection: sqlite3.Connection, raw: bytes) -> bool:
    """Whether a mail stands in the ledger, by its fingerprint."""
    query = "SELECT 1 FROM messages WHERE fingerprint = ?"
    return connection.execute(query, (read_message(raw).fingerprint,)).fetchone() is not None


def _notices_arrived_once(connection: sqlite3.Connection, delivered: Iterable[bytes]) -> None:
    """I3: no letter arrived twice, and what has not arrived is visibly waiting."""
    arrived = Counter(str(message_from_bytes(one)["Message-ID"]) for one in delivered)
    twice = [name for name, times in arrived.items() if times > 1]
    assert not twice, f"I3: letters came more than once: {twice}"
    keys = connection.execute("SELECT count(*), count(DISTINCT key) FROM notifications").fetchone()
    assert keys[0] == keys[1], "I3: a key was queued twice"
    states = Counter(state for (state,) in connection.execute("SELECT state FROM notifications"))
    assert set(states) <= {"sent", "folded", *_OPEN}, f"I3: states nobody knows: {sorted(states)}"


def _the_file_is_sound(connection: sqlite3.Connection) -> None:
    """I5: the ledger is whole, and the version that this program writes."""
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",), "I5"
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == [], "I5"
    assert connection.execute("PRAGMA user_version").fetchone() == (SCHEMA,), "I5"
    assert connection.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,), "I5"


def _mailboxes_are_untouched(watched: Iterable[Watched], verbs: Collection[str]) -> None:
    """I4: nothing in a mailbox was moved, marked or removed, and nothing was said that could."""
    for one in watched:
        if one.before is not None:
            assert one.user.fingerprint() == one.before, f"I4: {one.account} was changed"
    assert set(verbs) <= READ_ONLY_VERBS, f"I4: {sorted(set(verbs) - READ_ONLY_VERBS)}"


def _programs_ended_in_words(ended: Iterable[Ended]) -> None:
    """I6: a documented exit code, and words instead of a traceback."""
    for one in ended:
        assert one.code in _CODES, f"I6: exit code {one.code}: {one.said}"
        assert "Traceback" not in one.said, f"I6: {one.said}"
        if one.code in {1, 2, 4, 5, 75}:
            assert one.said.strip(), f"I6: exit code {one.code} without a word"


def _secrets_are_kept(home: Path, ended: Iterable[Ended], secrets: Collection[str]) -> None:
    """I7: no secret in what was said, nor in any file but those that are made to hold one."""
    for secret in filter(None, secrets):
        assert not any(secret in one.said for one in ended), "I7: a secret was said aloud"
        for file in home.rglob("*"):
            if file.is_file() and not re.search(r"password|token|secret", str(file.name)):
                assert secret.encode() not in file.read_bytes(), f"I7: a secret stands in {file}"
