"""What the timeline is made of: events with the mail they come from, and the user's word."""

from collections.abc import Sequence
from datetime import date, datetime
from enum import StrEnum

import msgspec
from msgspec.structs import force_setattr

from parsers.events import BillingEvent, EventKind
from parsers.lessons import Lesson
from parsers.outcome import Trust


class Source(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """The mail a fact was read from. `message_id` is the Message-ID header, or "" without one."""

    fingerprint: str
    message_id: str
    mailbox: str
    subject: str
    sender: str
    sent_at: datetime
    sha256: str
    trust: Trust


class Fact(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One event and its source. `on` is worked out: the day it took effect as the mail says,
    else the day the mail was sent.
    """

    event: BillingEvent
    source: Source
    on: date = date.min

    def __post_init__(self) -> None:
        # It is asked for twenty times by each judgement.
        force_setattr(self, "on", self.event.on or self.source.sent_at.date())


class StatementKind(StrEnum):
    """What a user can state."""

    CANCELED = "canceled"
    DISMISSED = "dismissed"
    REVIEWED = "reviewed"
    SNOOZED = "snoozed"
    NOT_A_SUBSCRIPTION = "not_a_subscription"
    PAUSED = "paused"
    NOTED = "noted"
    CONFIRMED = "confirmed"
    MERGED = "merged"
    TRUSTED = "trusted"
    PAID = "paid"


class Correction(msgspec.Struct, frozen=True, kw_only=True):
    """What a mail really says; no events: it bills nobody. `lessons` hold for its sender's mail.

    `claims` is what a fake says, which counts for nothing; None: it is no fake.
    """

    fingerprint: str
    subject: str
    events: tuple[BillingEvent, ...]
    lessons: tuple[Lesson, ...] = ()
    claims: tuple[BillingEvent, ...] | None = None


class Statement(msgspec.Struct, frozen=True, kw_only=True):
    """What the user said, as a dated fact.

    `finding` is the id of the finding that is put away and `about` its words; `until` the day on
    which it comes back, or a pause ends; `plan` "" the one of several whose bills name none; `note`
    a note of the catalogue. `subscription` and
    `other` are ids of subscriptions that are one: the first takes the facts of the other.
    TRUSTED: `about` is the sender whose mail is genuine, `note` who signs it, "" when nobody does;
    REVIEWED: likewise the sender whose mail is fake, None where only that one mail is.
    `mailboxes` are those that it is about; none: whichever know the merchant, as when nobody knew
    of him yet.
    """

    id: int
    kind: StatementKind
    said_at: datetime
    merchant: str | None = None
    channel: str | None = None
    on: date | None = None
    finding: str | None = None
    correction: Correction | None = None
    until: date | None = None
    plan: str | None = None
    note: str | None = None
    subscription: str | None = None
    other: str | None = None
    about: str | None = None
    mailboxes: tuple[str, ...] = ()


def last_told(facts: Sequence[Fact], kind: EventKind) -> Fact | None:
    """The last of some facts, in their order, that tells an event of a kind."""
    return next((fact for fact in reversed(facts) if fact.event.kind is kind), None)
