"""Charges that were paid back, and what a finding about one makes of it."""

from datetime import date

from watchdog.degrees import Severity
from watchdog.language import said_day, say
from watchdog.timeline.subscriptions import Charge


def came_back(charge: Charge) -> str:
    """The sentence that says that a charge was paid back, or that money came back and nobody said
    how much; or "".
    """
    if charge.refund is not None:
        return say(" It was paid back on {day}.", day=said_day(charge.refund.on))
    if charge.refund_unsaid is not None:
        day = said_day(charge.refund_unsaid.on)
        return say(" A mail of {day} says that money came back, but not how much.", day=day)
    return ""


def settled_on(charge: Charge) -> date | None:
    """The day on which a charge was paid back."""
    return charge.refund.on if charge.refund is not None else None


def severity_of(charge: Charge, otherwise: Severity) -> Severity:
    """Nobody has to move for money that came back."""
    return Severity.INFO if charge.refund is not None else otherwise
