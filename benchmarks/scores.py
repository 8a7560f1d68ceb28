"""Scores of reading: facts that are right, wrong and missed, by field, with their intervals."""

import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence, Set
from typing import NamedTuple

from parsers.events import DAYS_AHEAD, BillingEvent

# What is scored: the end of a low price is not.
DATES = tuple(name for name in DAYS_AHEAD if name != "later_on")
TEXTS = ("cadence", "reference")
_RESAMPLES = 500


class Fact(NamedTuple):
    """One value that a mail states: its field, and the value with what it belongs to."""

    field: str
    value: str


class Marked(NamedTuple):
    """What a reader said of one mail, held against what the mail says."""

    name: str
    family: str
    wanted: frozenset[Fact]
    said: frozenset[Fact]


class Score(NamedTuple):
    """Counts of facts that are right, wrong (said, not so) and missed."""

    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float:
        return self.right / max(self.right + self.wrong, 1)

    @property
    def recall(self) -> float:
        return self.right / max(self.right + self.missed, 1)

    @property
    def f1(self) -> float:
        return 2 * self.right / max(2 * self.right + self.wrong + self.missed, 1)


def facts(events: Iterable[BillingEvent]) -> frozenset[Fact]:
    """Everything that some events state, each value once."""
    return frozenset(fact for event in events for fact in _facts(event))


def _facts(event: BillingEvent) -> Iterable[Fact]:
    kind = str(event.kind)
    yield Fact("kind", kind)
    if event.amount is not None:
        yield Fact("amount", f"{kind} {event.amount.amount.normalize():f} {event.amount.currency}")
    for name in DATES:
        if (day := getattr(event, name)) is not None:
            yield Fact("dates", f"{name} {day}")
    if event.period is not None:
        yield Fact("period", f"{event.period.starts_on} {event.period.ends_on}")
    for name in TEXTS:
        if (text := getattr(event, name)) is not None:
            yield Fact(name, text)


def by_field(marked: Sequence[Marked]) -> dict[str, Score]:
    """The score of each field, and under "kind: x" that of each event kind."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for one in marked:
        for said, facts_of in (
            ("right", one.wanted & one.said),
            ("wrong", one.said - one.wanted),
            ("missed", one.wanted - one.said),
        ):
            for fact in facts_of:
                counts[fact.field][said] += 1
                if fact.field == "kind":
                    counts[f"kind: {fact.value}"][said] += 1
    return {
        field: Score(right=n["right"], wrong=n["wrong"], missed=n["missed"])
        for field, n in sorted(counts.items())
    }


def macro_f1(marked: Sequence[Marked]) -> float:
    """The mean F1 of the event kinds, each counting the same."""
    kinds = [score.f1 for field, score in by_field(marked).items() if field.startswith("kind: ")]
    return sum(kinds) / max(len(kinds), 1)


def interval(marked: Sequence[Marked], field: str) -> tuple[float, float]:
    """The 95 % interval of a field's F1, families drawn with replacement."""
    families: dict[str, list[Marked]] = defaultdict(list)
    for one in marked:
        families[one.family].append(one)
    names = sorted(families)
    drawn = random.Random(0)  # noqa: S311 - the same draws each time
    figures = sorted(
        _f1([one for name in drawn.choices(names, k=len(names)) for one in families[name]], field)
        for _ in range(_RESAMPLES)
    )
    return figures[round(0.025 * _RESAMPLES)], figures[round(0.975 * _RESAMPLES) - 1]


def _f1(marked: Sequence[Marked], field: str) -> float:
    right = wrong = missed = 0
    for one in marked:
        wanted = {fact for fact in one.wanted if fact.field == field}
        said = {fact for fact in one.said if fact.field == field}
        right += len(wanted & said)
        wrong += len(said - wanted)
        missed += len(wanted - said)
    return Score(right=right, wrong=wrong, missed=missed).f1


def is_of_kinds(events: Iterable[BillingEvent], wanted: Set[str]) -> bool:
    """Whether events are of the kinds that a label tells; a welcome may name its payment too."""
    kinds = {str(one.kind) for one in events}
    said = kinds - {"subscription_started"} if "charge" in wanted & kinds else kinds
    return said <= wanted
