"""What reading one mail came to: the verdict on its sender, the outcome, and the events."""

from enum import StrEnum

import msgspec

from parsers.arrival import Arrival, Verdict
from parsers.events import BillingEvent

__all__ = ["Arrival", "Outcome", "OutcomeKind", "Trust", "Verdict"]


class Trust(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """The verdict and its reasons, each a sentence for people."""

    verdict: Verdict
    reasons: tuple[str, ...] = ()


class OutcomeKind(StrEnum):
    """`review`: a person should look. `failed`: a known sender that can no longer be read."""

    PARSED = "parsed"
    REVIEW = "review"
    IGNORED = "ignored"
    FAILED = "failed"
    QUARANTINED = "quarantined"


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """The result of reading one mail; `reader` names who read it, `reason` why it went wrong.

    `arrived` is what to keep for every later reading of the same mail.
    """

    outcome: OutcomeKind
    trust: Trust
    reader: str | None = None
    events: tuple[BillingEvent, ...] = ()
    reason: str | None = None
    arrived: Arrival | None = None
