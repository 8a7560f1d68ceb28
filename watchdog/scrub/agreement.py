"""Whether a scrubbed mail says what the private one said, but for references."""

from collections.abc import Iterator

import msgspec

from parsers.events import BillingEvent
from parsers.outcome import Outcome

# What scrubbing is there to change; how sure a reader is shows in the outcome.
_MAY_DIFFER = frozenset(
    {"account", "reference", "evidence", "last_four", "paid_with", "confidence"}
)


def differences(before: Outcome, after: Outcome) -> tuple[str, ...]:
    """Sentences on what is read in another way, without a private word; none when they agree."""
    return tuple(_differences(before, after))


def _differences(before: Outcome, after: Outcome) -> Iterator[str]:
    if before.outcome is not after.outcome:
        yield f"the outcome was {before.outcome} and is {after.outcome}"
    if before.reader != after.reader:
        yield f"the reader was {before.reader} and is {after.reader}"
    if before.trust.verdict is not after.trust.verdict:
        yield f"the sender was judged {before.trust.verdict} and is {after.trust.verdict}"
    if len(before.events) != len(after.events):
        yield f"it stated {len(before.events)} events and states {len(after.events)}"
        return
    for number, (old, new) in enumerate(zip(before.events, after.events, strict=True), start=1):
        if changed := _changed(old, new):
            yield f"event {number} ({new.kind}): {', '.join(changed)} read in another way"


def _changed(old: BillingEvent, new: BillingEvent) -> list[str]:
    names = (field.name for field in msgspec.structs.fields(BillingEvent))
    return [
        name
        for name in names
        if name not in _MAY_DIFFER and getattr(old, name) != getattr(new, name)
    ]
