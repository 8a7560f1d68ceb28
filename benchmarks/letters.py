"""How whole letters of strangers are read: `python -m benchmarks.letters [-v] [FILE...]`.

Without files those that are kept aside: they are measured, and not looked at.
"""

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from benchmarks.scores import DATES, is_of_kinds
from parsers.engine import read
from parsers.events import BillingEvent
from parsers.merchants import fold
from parsers.outcome import Outcome, OutcomeKind
from tools.whole_letters import KEPT_ASIDE, WholeLetter, read_letters
from watchdog.catalog import load_catalog
from watchdog.setting import known_to


def main() -> int:
    """Print what counts, what of it is right, and what waits for a person."""
    paths = [Path(one) for one in sys.argv[1:] if one != "-v"]
    known = known_to(load_catalog(), ())
    marks: Counter[str] = Counter()
    for one in read_letters(paths or sorted(KEPT_ASIDE.glob("*.toml"))):
        outcome = read(one.message, known)
        some = set(_marks(one, outcome))
        marks.update(some)
        if "-v" in sys.argv and not some & {"whole", "quiet"}:
            print(_told(one, outcome, some))
    print(dict(sorted(marks.items())))
    right, counts, bills = marks["right"], marks["counts"], marks["bill"]
    print(
        f"{marks['letter']} letters, {bills} bills, {counts} counted, {right} right: precision"
        f" {right / max(counts, 1):.3f}, recall {right / max(bills, 1):.3f}; every field right"
        f" {marks['whole']}; of bills {marks['waits']} wait, {marks['unseen']} are not seen;"
        f" of {marks['letter'] - bills} others {marks['counts wrongly']} count,"
        f" {marks['waits in vain']} wait"
    )
    return 0


def _marks(one: WholeLetter, outcome: Outcome) -> Iterator[str]:
    yield "letter"
    counts = outcome.outcome is OutcomeKind.PARSED
    waits = outcome.outcome is OutcomeKind.REVIEW
    if not one.kinds:
        yield "counts wrongly" if counts else "waits in vain" if waits else "quiet"
        if counts:
            yield "counts"
        return
    yield "bill"
    yield "counts" if counts else "waits" if waits else "unseen"
    if not counts:
        return
    if not is_of_kinds(outcome.events, set(one.kinds)):
        yield "wrong kind"
        return
    yield "right"
    wrong = list(_wrong(one, outcome.events))
    yield from wrong or ("whole",)


def _wrong(one: WholeLetter, events: tuple[BillingEvent, ...]) -> Iterator[str]:
    if one.money and one.money not in [event.amount for event in events]:
        yield "wrong amount"
    names = [fold(event.merchant_name) for event in events]
    if not any(fold(one.merchant) in name for name in names):
        yield "wrong merchant"
    days = {day for event in events for day in _days(event)}
    if one.day and one.day not in days:
        yield f"wrong day {one.date_role}"


def _days(event: BillingEvent) -> Iterator[object]:
    for name in DATES:
        yield getattr(event, name)
    if event.period:
        yield event.period.ends_on


def _told(one: WholeLetter, outcome: Outcome, marks: set[str]) -> str:
    said = "; ".join(f"{e.kind} {e.confidence:.2f} {e.amount}" for e in outcome.events)
    return (
        f"{sorted(marks - {'letter', 'bill'})} {one.kind} {one.amount}: {one.subject}"
        f" | {one.evidence[:90]} -> {said} {outcome.reason or ''}"
    )


if __name__ == "__main__":
    sys.exit(main())
