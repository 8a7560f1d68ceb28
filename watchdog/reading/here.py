"""What reading one mail gives, and how it is done in this very process."""

from collections.abc import Callable
from datetime import datetime

import msgspec

from parsers import parse
from parsers.masking import masked
from parsers.merchants import Known
from parsers.message import Message, read_message
from parsers.outcome import Outcome, OutcomeKind, Trust, Verdict
from watchdog.pdf import read_pdf


class ReadMail(msgspec.Struct, frozen=True, kw_only=True):
    """What a mail is and says; a quarantined one has its fingerprint and the reason only."""

    fingerprint: str
    message_id: str = ""
    sender: str = ""
    subject: str = ""
    sent_at: datetime | None = None
    outcome: Outcome


Read = Callable[[bytes, datetime | None], ReadMail]  # raw bytes, and when the server got them


def read_here(raw: bytes, received_at: datetime | None, known: Known) -> ReadMail:
    """Any bytes as a mail, read; those that cannot be read at all are quarantined."""
    message = read_message(raw, received_at=received_at)
    if not isinstance(message, Message):
        return quarantined(message.fingerprint, message.reason)
    return ReadMail(
        fingerprint=message.fingerprint,
        message_id=message.message_id,
        sender=message.from_address,
        subject=masked(message.subject),
        sent_at=message.sent_at,
        outcome=parse(message, known, read_pdf),
    )


def quarantined(fingerprint: str, reason: str) -> ReadMail:
    """A mail that is kept and left alone."""
    trust = Trust(verdict=Verdict.UNKNOWN)
    outcome = Outcome(outcome=OutcomeKind.QUARANTINED, trust=trust, reason=reason)
    return ReadMail(fingerprint=fingerprint, outcome=outcome)
