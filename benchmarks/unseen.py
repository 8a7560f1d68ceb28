"""The generic reader on families that it was not fitted to: every fixture is read once so."""

from collections.abc import Sequence
from typing import NamedTuple

from benchmarks.scores import DATES, Marked, facts
from parsers.dates import find_dates
from parsers.generic.amounts import candidates
from parsers.generic.model import probability
from parsers.generic.reader import read, readings
from parsers.money import Money
from tools.train_reader import Case, fit, folds, is_right, stated


class Unseen(NamedTuple):
    """All mails marked, and each statement's confidence with whether it is right."""

    marked: list[Marked]
    judged: list[tuple[float, bool, str]]


class Found(NamedTuple):
    """Of the amounts and days that mails state, how many were among the candidates at all."""

    amounts: int
    of_amounts: int
    days: int
    of_days: int


def read_unseen(cases: Sequence[Case]) -> Unseen:
    """Leave each group of families out of the fit, and read it."""
    marked: list[Marked] = []
    judged: list[tuple[float, bool, str]] = []
    for left_out in folds(cases):
        model = fit([case for case in cases if case.family not in left_out])
        for case in (case for case in cases if case.family in left_out):
            said = facts(read(case.page, model))
            marked.append(Marked(case.name, case.family, facts(case.expected), said))
            judged.extend(
                (probability(model.events, one.features), is_right(one.event, case), case.name)
                for one in readings(case.page, model)
            )
    return Unseen(marked=marked, judged=judged)


def found_at_all(cases: Sequence[Case]) -> Found:
    """What bounds every ranking: whether the right value is there to be chosen."""
    amounts = [known for case in cases for known in _amounts(case)]
    days = [known for case in cases for known in _days(case)]
    return Found(sum(amounts), len(amounts), sum(days), len(days))


def _amounts(case: Case) -> list[bool]:
    claim = stated(case.page)
    wanted = {event.amount for event in case.expected if event.amount}
    there: set[Money | None] = set()
    if claim is not None:
        there = {one.found.money for one in candidates(case.page, claim)}
    return [amount in there for amount in wanted]


def _days(case: Case) -> list[bool]:
    wanted = {day for event in case.expected for name in DATES if (day := getattr(event, name))}
    there = {
        day
        for line in (case.page.subject, *case.page.lines)
        for found in find_dates(line, hint=case.page.hint, near=case.page.mailed_on)
        for day in found.candidates
    }
    return [day in there for day in wanted]
