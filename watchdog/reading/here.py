"""What reading one mail gives, and how it is done in this very process."""

from datetime import datetime
from typing import Protocol

import msgspec
from msgspec.structs import replace

from parsers.merchants import Known
from parsers.outcome import Arrival, Outcome, OutcomeKind, Trust, Verdict


class ReadMail(msgspec.Struct, frozen=True, kw_only=True):
    """What a mail is and says; a quarantined one has its fingerprint and the reason only."""

    fingerprint: str
    message_id: str = ""
    sender: str = ""
    subject: str = ""
    sent_at: datetime | None = None
    outcome: Outcome


class Read(Protocol):
    """Reads raw bytes, and knows when the server got them.

    `arrived` is what was found about the sender when the mail came; None: its headers are asked.
    """

    def __call__(
        self, raw: bytes, received_at: datetime | None, arrived: Arrival | None = None, /
    ) -> ReadMail:
        """The mail, read; never raises."""


def read_here(
    raw: bytes, received_at: datetime | None, known: Known, arrived: Arrival | None = None
) -> ReadMail:
    """Any bytes as a mail, read; those that cannot be read at all are quarantined."""
    # A look into a mailbox without new mail does not pay for the readers.
    from parsers import parse
    from parsers.message import Message, read_message
    from parsers.text.masking import masked
    from watchdog.pdf import read_pdf

    message = read_message(raw, received_at=received_at)
    if not isinstance(message, Message):
        return quarantined(message.fingerprint, message.reason)
    if arrived is not None:
        message = replace(message, arrived=arrived)
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
