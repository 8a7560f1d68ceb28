"""How sure an event is that a letter tells outright, of whose kind the models know too few."""

from msgspec.structs import replace

from parsers.events import BillingEvent

TOLD = 0.9


def outright(event: BillingEvent) -> BillingEvent:
    """The event, at least as sure as words that leave nothing open make it."""
    return replace(event, confidence=max(event.confidence, TOLD))
