"""What makes a plan one of its own, and which facts are about one bought after another ended."""

from collections.abc import Iterable, Sequence
from datetime import timedelta

import msgspec

from parsers.events import EventKind
from parsers.merchants import fold
from parsers.money import Money
from watchdog.catalog import Catalog
from watchdog.timeline.facts import Fact, Statement, StatementKind
from watchdog.timeline.offers import is_another_plan

_BEGINNINGS = (EventKind.TRIAL_STARTED, EventKind.TRIAL_ENDING, EventKind.SUBSCRIPTION_STARTED)
_ENDS = (EventKind.CANCELED, EventKind.EXPIRED)
# That it is over now is told so long after the day on which it ended, or before.
_NEAR = timedelta(days=3)


class _Turn(msgspec.Struct):
    """One plan after the other: its family, the name that it had first, what tells of it, and the
    mail that ended it.
    """

    family: str
    plan: str
    facts: list[Fact]
    ended: Fact | None = None

    def prices(self) -> set[Money | None]:
        """The amounts that mails about it name."""
        return {fact.event.amount for fact in self.facts} - {None}

    def is_told_by(self, fact: Fact, later: "_Turn") -> bool:
        """Whether a mail that names no plan is about this one, which ended before a later one
        began: it names its price, or ends it on the day on which it was to end.
        """
        event, end = fact.event, self.ended
        if event.amount is not None:
            return event.amount in self.prices() - later.prices()
        if event.kind not in _ENDS or end is None:
            return False
        told, over = end.event.access_until or end.on, event.access_until or fact.on
        return abs(over - told) <= _NEAR


def plan_family(fact: Fact, catalog: Catalog) -> str | None:
    """What makes the plan of a fact one of its own; None when it names none."""
    plan = fact.event.plan
    return family_of(fact.event.merchant, plan, catalog) if plan else None


def family_of(merchant: str, plan: str, catalog: Catalog) -> str | None:
    """The same of a plan by its name."""
    return catalog.family(merchant, plan) if merchant in catalog.services else fold(plan)


def in_turn(
    facts: Sequence[Fact], said: Iterable[Statement], catalog: Catalog
) -> list[tuple[str | None, list[Fact]]]:
    """The facts by plans of which one was bought after another had ended, and whose name has
    nothing in common with that; nothing where there is only one. `facts` in the order of time.

    What names no plan is about the last one, unless it names the price, or the end, of another.
    """
    if not any(one.event.kind in _BEGINNINGS and one.event.plan for one in facts):
        return []
    words = [one for one in said if one.kind is StatementKind.CANCELED]
    before: list[Fact] = []
    turns: list[_Turn] = []
    for fact in facts:
        turn = _turn_of(fact, turns, words, catalog)
        if turn is None:
            before.append(fact)
            continue
        turn.facts.append(fact)
        turn.ended = _ended(turn, fact)
    if len(turns) <= 1:
        return []
    turns[0].facts[:0] = before
    return [(one.family, one.facts) for one in turns]


def _turn_of(
    fact: Fact, turns: list[_Turn], words: Iterable[Statement], catalog: Catalog
) -> _Turn | None:
    """The plan that a mail is about, which it may begin; None before any was named."""
    family, plan = plan_family(fact, catalog), fact.event.plan
    last = turns[-1] if turns else None
    if family is None or plan is None:
        old = (one for one in reversed(turns[:-1]) if one.is_told_by(fact, turns[-1]))
        return next(old, last)
    known = next((one for one in turns if one.family == family), None)
    if known is not None:
        return known
    if last is None or _is_bought_anew(fact, plan, last, words):
        turns.append(_Turn(family=family, plan=plan, facts=[]))
    return turns[-1]


def _is_bought_anew(fact: Fact, plan: str, last: _Turn, words: Iterable[Statement]) -> bool:
    if fact.event.kind not in _BEGINNINGS:
        return False
    since = last.facts[0].on
    days = (one.on or one.said_at.date() for one in words)
    if last.ended is None and not any(since <= day <= fact.on for day in days):
        return False
    names = {one.event.plan for one in last.facts} - {None}
    name = fact.event.merchant_name
    return all(is_another_plan(plan, str(one), name) for one in names)


def _ended(turn: _Turn, fact: Fact) -> Fact | None:
    """What ended it last, up to a fact about it; a mail that it runs again takes it back."""
    if fact.event.kind in _ENDS:
        return fact
    return None if fact.event.kind in (*_BEGINNINGS, EventKind.RESUMED) else turn.ended
