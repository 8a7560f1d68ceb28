"""Trials after which nothing is taken: no card is known, or what follows has to be chosen."""

from collections.abc import Iterable
from datetime import date

from parsers.events import EventKind
from watchdog.timeline.facts import Fact

TRIALS = (EventKind.TRIAL_STARTED, EventKind.TRIAL_ENDING)


def ends_by_itself(told: Iterable[Fact], end: date | None) -> bool:
    """Whether the last mail about the trial that ends on a day says so."""
    trials = [fact.event for fact in told if fact.event.kind in TRIALS]
    same = [event for event in trials if end is not None and event.trial_ends_on == end]
    return bool(same) and same[-1].collected is False
