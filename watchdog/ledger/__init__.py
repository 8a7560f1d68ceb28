"""The ledger: the facts that mails told, the user's word and the outbox, behind one door."""

from watchdog.ledger.ledger import Held, Ledger
from watchdog.ledger.opening import KeepMail, Server, open_ledger, open_server
from watchdog.ledger.problems import LedgerProblem, LedgerProblemKind
from watchdog.ledger.reading import IMPORT, Read
from watchdog.ledger.records import (
    Check,
    Counts,
    Cursor,
    MailSummary,
    Notification,
    NotificationState,
    OutboxEntry,
    Recorded,
    Reread,
    Seen,
    SeenState,
    StoredMail,
    Telling,
)

__all__ = [
    "IMPORT",
    "Check",
    "Counts",
    "Cursor",
    "Held",
    "KeepMail",
    "Ledger",
    "LedgerProblem",
    "LedgerProblemKind",
    "MailSummary",
    "Notification",
    "NotificationState",
    "OutboxEntry",
    "Read",
    "Recorded",
    "Reread",
    "Seen",
    "SeenState",
    "Server",
    "StoredMail",
    "Telling",
    "open_ledger",
    "open_server",
]
