"""Knows our own letters where they lie in a mailbox: by the outbox, not by what a header claims."""

import hashlib
import re
from collections.abc import Collection

from parsers.mime.headers import read_fields, read_headers
from watchdog.config.outlets import DigestSettings
from watchdog.delivery.letter import subject_line
from watchdog.ledger import Ledger

# In the Message-ID, or in X-Watchdog where a mail server gives every letter an id of its own.
_NAME = re.compile(rb"\b([0-9a-f]{32})\b")
_FIELDS = ("message-id", "x-watchdog")
BY_HAND = "letter:"  # milestones of letters that never stood in the outbox


def letter_name(key: str) -> str:
    """32 hexadecimal digits that stand for a letter: the same for a key, whenever it is sent."""
    return hashlib.sha256(key.encode()).hexdigest()[:32]


def message_id_of(settings: DigestSettings, key: str) -> str:
    """The Message-ID of a letter: the same key makes the same one, however often it is sent."""
    domain = settings.sender.rpartition("@")[2].strip("> ")
    return f"<{letter_name(key)}.watchdog@{domain}>"


class OwnLetters:
    """Whether a header block is that of a letter that this ledger has sent.

    Its name must be that of a letter that was handed over, its subject that letter's, and its
    author one of `senders`: any of them can be written by anybody, but whoever writes all three
    has written our letter once more, and hides nothing of his own.
    """

    def __init__(self, ledger: Ledger, senders: Collection[str]) -> None:
        self._ledger = ledger
        self._senders = {sender.rpartition("<")[2].strip("> ").lower() for sender in senders}
        self._known: dict[str, str | None] = {}  # asked for when the first such name comes

    def __call__(self, header: bytes) -> bool:
        """`header` are the fields that were looked at; never raises but for the ledger."""
        names = _names(header)
        if not names:
            return False
        if not names & self._known.keys():
            self._known = self._learn()  # it may have been sent since
        glance = read_headers(header)
        return glance.from_address.lower() in self._senders and any(
            self._known[name] in (None, glance.subject) for name in names & self._known.keys()
        )

    def _learn(self) -> dict[str, str | None]:
        """The subject of each letter by its name; None for those that were sent by hand."""
        told: dict[str, str | None] = {
            letter_name(key): subject_line(subject)
            for key, subject in self._ledger.outbox.handed_over().items()
        }
        by_hand = self._ledger.milestones.beginning(BY_HAND)
        return told | {key.removeprefix(BY_HAND): None for key in by_hand}


def _names(header: bytes) -> set[str]:
    if b"watchdog" not in header.lower():
        return set()
    fields = read_fields(header, _FIELDS)
    values = (value for name in _FIELDS for value in fields.get(name, ()))
    return {name.decode() for value in values for name in _NAME.findall(value)}
