"""What can go wrong: one file per detection; `detect(books)` runs them all."""

import importlib
import pkgutil
from collections.abc import Collection, Iterator
from datetime import timedelta
from functools import cache

from msgspec.structs import replace

from watchdog import text
from watchdog.books import Books
from watchdog.declare import Detection
from watchdog.degrees import Severity
from watchdog.findings import Finding, short_id
from watchdog.moving import settled

_LONGEST = 1000  # characters of what a finding says
# Where what has no last safe day stands among what has.
_GOES_ON = timedelta(days=14)
# The same money: what was taken wrongly, and the promise of it that was not kept.
_WRONG, _PROMISED = ("charge_after_cancellation", "charged_while_paused"), "refund_overdue"
_URGENCY = {Severity.ACT_NOW: 0, Severity.SOON: 1, Severity.INFO: 2}


@cache
def all_detections() -> tuple[Detection, ...]:
    """Every detection in this folder, by name."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__))
    modules = [importlib.import_module(f"{__name__}.{name}") for name in names]
    return tuple(
        value
        for module in modules
        for value in vars(module).values()
        if isinstance(value, Detection)
    )


def detect(books: Books) -> tuple[Finding, ...]:
    """All findings of that day, the most urgent first; one per fact.

    What they say holds names out of mails: no link or number of those is passed on.
    """
    found: dict[str, Finding] = {}
    for one in (finding for each in all_detections() for finding in each.find(books)):
        first = found.setdefault(one.key, one)
        if first.subscription != one.subscription:
            # The same day and amount at the same place for another plan or another mailbox.
            key = f"{one.key}@{one.subscription}"
            found[key] = replace(one, key=key, id=short_id(key))
    told = (replace(one, says=text.unlinked(one.says, _LONGEST)) for one in _once(found.values()))
    return tuple(sorted(told, key=in_turn))


def _once(found: Collection[Finding]) -> Iterator[Finding]:
    """Without the wrong payment whose money was promised since: that it has not come is told."""
    promised = {(one.subscription, one.at_stake): one.on for one in found if one.kind == _PROMISED}
    for one in found:
        day = promised.get((one.subscription, one.at_stake)) if one.at_stake else None
        if one.kind not in _WRONG or day is None or one.on > day:
            yield one


def in_turn(finding: Finding) -> tuple[int, str, str]:
    """What findings are sorted by: the most urgent first."""
    # What goes on is pressed by no day; but it is nearer than what is months ahead.
    when = settled(finding.deadline or finding.on + _GOES_ON) or finding.on
    return (_URGENCY[finding.severity], when.isoformat(), finding.key)
