"""What reading one mail came to: the verdict on its sender, the outcome, and the events."""

from enum import StrEnum

import msgspec

from parsers.events import BillingEvent


class Verdict(StrEnum):
    """Who really sent it; `unknown` is normal (imports, self-hosted servers)."""

    VERIFIED = "verified"
    UNKNOWN = "unknown"
    FAILED = "failed"
    SUSPICIOUS = "suspicious"


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
    """The result of reading one mail; `reader` names who read it, `reason` why it went wrong."""

    outcome: OutcomeKind
    trust: Trust
    reader: str | None = None
    events: tuple[BillingEvent, ...] = ()
    reason: str | None = None
