"""A finding: one thing that is wrong, with its evidence; and how a detection declares itself."""

from collections.abc import Callable, Iterable
from datetime import date
from enum import StrEnum

import msgspec

from parsers.money import Money
from watchdog.timeline.facts import Fact, Source
from watchdog.timeline.subscriptions import Subscription


class Severity(StrEnum):
    """How soon somebody has to move."""

    ACT_NOW = "act_now"
    SOON = "soon"
    INFO = "info"


class Evidence(msgspec.Struct, frozen=True, kw_only=True):
    """One mail (or the user's word) and what it says."""

    message_id: str
    on: date
    subject: str
    sha256: str
    says: str


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that is wrong, told once.

    `key` is stable across re-reading: the kind, the merchant and the mail it hangs on; `id` is
    the short form people type. `subscription` is a subscription's id; `on` the day it happened
    or will happen; `deadline` the last safe day to act.
    """

    id: str
    key: str
    kind: str
    subscription: str | None
    merchant: str
    merchant_name: str
    channel: str | None
    plan: str | None
    severity: Severity
    on: date
    deadline: date | None
    at_stake: Money | None
    says: str
    evidence: tuple[Evidence, ...]
