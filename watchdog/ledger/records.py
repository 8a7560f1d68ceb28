"""What goes into the ledger and comes out of it: frozen values, never rows."""

from datetime import datetime
from enum import StrEnum

import msgspec

from parsers.outcome import Arrival, Outcome, OutcomeKind, Trust


class StoredMail(msgspec.Struct, frozen=True, kw_only=True):
    """A mail that is worth keeping. `raw` are its bytes, `size` how many came.

    `packed` are the bytes as they are kept, for who has them by then; see `Ledger.packed`.
    """

    fingerprint: str
    message_id: str
    sender: str
    subject: str
    sent_at: datetime | None
    received_at: datetime | None
    sha256: str
    raw: bytes | None
    size: int
    outcome: Outcome
    packed: bytes | None = None


class SeenState(StrEnum):
    """What is odd about a seen UID: our own letter, cut for its size, or not to be had; opened, and
    not about billing, so that nothing is kept of it; or taken out by its owner.
    """

    SELF = "self"
    OPENED = "opened"
    PURGED = "purged"
    TRUNCATED = "truncated"
    UNREADABLE = "unreadable"


class Seen(msgspec.Struct, frozen=True, kw_only=True):
    """One UID that was seen; `fingerprint` is None when its mail is no candidate.

    `reason` says why an unreadable one cannot be had.
    """

    account: str
    folder: str
    uidvalidity: int
    uid: int
    fingerprint: str | None = None
    state: SeenState | None = None
    reason: str | None = None


class Cursor(msgspec.Struct, frozen=True, kw_only=True):
    """How far a folder is read: everything up to `last_uid` of that UIDVALIDITY."""

    account: str
    folder: str
    uidvalidity: int
    last_uid: int


class Recorded(msgspec.Struct, frozen=True, kw_only=True):
    """How many distinct mails of a batch were new, and how many the ledger had already."""

    new_messages: int
    known_messages: int


class Reread(msgspec.Struct, frozen=True, kw_only=True):
    """How many kept mails were read again, and how many of them now say something else."""

    messages: int
    changed: int


DOUBTFUL = (OutcomeKind.REVIEW, OutcomeKind.FAILED, OutcomeKind.QUARANTINED)


class Doubts(msgspec.Struct, frozen=True, kw_only=True):
    """How many mails wait for a person, and how many more that look like fakes."""

    mails: int
    fakes: int


class MailSummary(msgspec.Struct, frozen=True, kw_only=True):
    """A recorded mail without its bytes and events."""

    fingerprint: str
    message_id: str
    sender: str
    subject: str
    sent_at: datetime | None
    received_at: datetime | None
    sha256: str
    size: int
    outcome: OutcomeKind
    reader: str | None
    reason: str | None
    trust: Trust
    arrived: Arrival | None = None
    has_raw: bool


class Notification(msgspec.Struct, frozen=True, kw_only=True):
    """One thing to tell one target. `key` is permanent: the same key is never told twice."""

    key: str
    finding_id: str | None
    target: str
    subject: str
    body: str
    html: str | None = None


class Telling(msgspec.Struct, frozen=True, kw_only=True):
    """When a finding was first told, and whether it was told at once (else in a weekly letter)."""

    first_at: datetime
    at_once: bool


class NotificationState(StrEnum):
    """`sending` was claimed and not answered for yet; `uncertain` may have arrived, and is looked
    for; `dead` is given up, and shown to the user; `folded` is told by a later letter instead.
    """

    PENDING = "pending"
    SENDING = "sending"
    UNCERTAIN = "uncertain"
    SENT = "sent"
    DEAD = "dead"
    FOLDED = "folded"


class OutboxEntry(msgspec.Struct, frozen=True, kw_only=True):
    """A notification and how far it got; `attempts` counts the one under way.

    `doubted_at`: when it was last handed over without an answer; `resent`: how often it was then
    sent anew without a look; `folded_into`: the key of the later letter.
    """

    notification: Notification
    state: NotificationState
    attempts: int
    created_at: datetime
    next_at: datetime
    sent_at: datetime | None
    last_error: str | None
    doubted_at: datetime | None = None
    resent: int = 0
    folded_into: str | None = None


class Check(msgspec.Struct, frozen=True, kw_only=True):
    """When a folder was last read, and since when it cannot be.

    `failures` counts those in a row, `retry_at` is when the next try is due; `outage_from` and
    `outage_until` are the last failure that ended.
    """

    account: str
    folder: str
    last_success_at: datetime | None
    last_attempt_at: datetime
    failing_since: datetime | None
    last_problem: str | None
    problem_kind: str | None
    failures: int = 0
    retry_at: datetime | None = None
    swept_at: datetime | None = None
    outage_from: datetime | None = None
    outage_until: datetime | None = None


class Counts(msgspec.Struct, frozen=True, kw_only=True):
    """How much there is: kept messages by outcome, notifications by state; zeros included.

    `opened` are mails that are not about billing and of which nothing is kept, `by_header` those
    that were judged by their header alone, `own` our letters, `purged` what was taken out,
    `unreadable` what the server lists and does not hand out.
    """

    messages: dict[OutcomeKind, int]
    unreadable: int
    notifications: dict[NotificationState, int]
    opened: int = 0
    by_header: int = 0
    own: int = 0
    purged: int = 0

    @property
    def seen(self) -> int:
        """All of them, by mailbox or import; what lies in two folders and is kept counts once."""
        others = self.opened + self.by_header + self.own + self.purged + self.unreadable
        return sum(self.messages.values()) + others

    @property
    def ignored(self) -> int:
        """Mails that were opened and are not about billing."""
        return self.messages[OutcomeKind.IGNORED] + self.opened
