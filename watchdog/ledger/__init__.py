"""The ledger: the facts that mails told, the user's word and the outbox, behind one door."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from watchdog.ledger.ledger import Ledger
    from watchdog.ledger.mailboxes import IMPORT
    from watchdog.ledger.opening import KeepMail, Server, open_ledger, open_server
    from watchdog.ledger.place import Held
    from watchdog.ledger.problems import LedgerProblem, LedgerProblemKind
    from watchdog.ledger.records import (
        DOUBTFUL,
        Check,
        Counts,
        Cursor,
        Doubts,
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
    from watchdog.ledger.rereading import Read

__all__ = [
    "DOUBTFUL",
    "IMPORT",
    "Check",
    "Counts",
    "Cursor",
    "Doubts",
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

# All others are records.
_PLACES = {
    "Held": "place",
    "Ledger": "ledger",
    "KeepMail": "opening",
    "Server": "opening",
    "open_ledger": "opening",
    "open_server": "opening",
    "LedgerProblem": "problems",
    "LedgerProblemKind": "problems",
    "IMPORT": "mailboxes",
    "Read": "rereading",
}


def __getattr__(name: str) -> object:
    """A name when it is first used: a glance at a ledger does not pay for SQLAlchemy."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found: object = getattr(import_module(f"{__name__}.{_PLACES.get(name, 'records')}"), name)
    globals()[name] = found
    return found
