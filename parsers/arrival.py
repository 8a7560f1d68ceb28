"""What was found about a mail's sender on the day it came: fixed once, since proofs do not last."""

from enum import StrEnum

import msgspec


class Verdict(StrEnum):
    """Who really sent it; `unknown` is normal (imports, self-hosted servers)."""

    VERIFIED = "verified"
    UNKNOWN = "unknown"
    FAILED = "failed"
    SUSPICIOUS = "suspicious"


# Mail by somebody else than it says, by what it claims or by what the provider found: a fake.
DISBELIEVED = frozenset({Verdict.FAILED, Verdict.SUSPICIOUS})


class Arrival(msgspec.Struct, frozen=True, kw_only=True):
    """Verdict of the provider's headers, or of the signature as DNS then had its key.

    Never `suspicious`, which is about what a mail claims and is judged anew with every reading.
    `signed_by` is the organisation whose signature held, "" where none did.
    """

    verdict: Verdict
    reasons: tuple[str, ...] = ()
    signed_by: str = ""
