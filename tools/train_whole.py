"""Learns from whole mails what a letter states: `make train`, never at run time.

A multinomial logistic model with a ridge, fitted by Adam with fixed steps. Its features of a mail
are made by models that have not seen it, of a letter by models that have seen none of its author's.
"""

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from parsers.generic.gist import NOTHING, GistModel
from parsers.generic.letters import heard, is_letter
from parsers.generic.model import Model
from parsers.generic.reader import by_words, is_not_of_bills
from parsers.generic.whole import WholeModel, chances_of, likeliest, sort_of, whole_features
from tools import train_reader
from tools.adam import Adam, chances_by
from tools.sentences import Statement
from tools.train_gist import FOLDS, every, fit, fold_of
from tools.train_reader import (
    FIXTURES,
    Case,
    Judged,
    fresh_cases,
    letter_cases,
    read_cases,
    threshold,
)
from tools.whole_letters import author_of

MODEL = Path(__file__).parent.parent / "parsers" / "generic" / "whole.json"
_RIDGE, _STEPS, _SPEED = 3.0, 400, 0.1
_FEWEST = 3  # mails that have a feature
_LEAST = 0.65  # however well it goes
_IGNORE, _DOUBT = 0.4, 0.33


class Example(msgspec.Struct, frozen=True, kw_only=True):
    """A mail that is weighed as a whole: its features, and the sort of event that it states."""

    features: dict[str, float]
    sort: str
    fold: int
    is_letter: bool


def main() -> int:
    """Fit, and write the model; print how well left out authors and families are read."""
    examples = examples_of(every())
    judged = [
        (
            max(chance for sort, chance in chances.items() if sort != NOTHING),
            one.is_letter,
            is_right,
        )
        for one, chances, is_right in left_out(examples)
    ]
    of_letters: Judged = [(sure, is_right) for sure, is_letter, is_right in judged if is_letter]
    accept = threshold(of_letters, least=_LEAST)
    model = msgspec.structs.replace(whole_of(examples), accept=accept)
    MODEL.write_bytes(msgspec.json.encode(model) + b"\n")
    counted = [is_right for sure, is_right in of_letters if sure >= accept]
    print(f"{len(examples)} mails, {len(model.weights)} features; counts from {accept}")
    print(f"of authors left out {sum(counted)} of {len(counted)} that count are right")
    return 0


def examples_of(some: Sequence[Statement]) -> list[Example]:
    """All whole mails that are weighed, by models that have not seen them or their author."""
    cases = [*read_cases(FIXTURES), *fresh_cases(), *letter_cases()]
    return [
        one
        for fold in range(FOLDS)
        for one in _examples(
            [case for case in cases if _fold(case) == fold],
            fit([one for one in some if fold_of(one.left_out_by) != fold]),
            train_reader.fit([case for case in cases if _fold(case) != fold]),
            fold,
        )
    ]


def _fold(case: Case) -> int:
    return fold_of(case.page.subject)


def _examples(cases: Sequence[Case], gist: GistModel, words: Model, fold: int) -> Iterator[Example]:
    for case in cases:
        page = case.page
        if is_letter(page) and not is_not_of_bills(page):
            features = whole_features(page, heard(page, gist), by_words(page, words))
            yield Example(
                features=features,
                sort=sort_of(case.expected[0].kind) if case.expected else NOTHING,
                fold=fold,
                is_letter=page.subject in author_of(),
            )


def left_out(examples: Sequence[Example]) -> Iterator[tuple[Example, dict[str, float], bool]]:
    """Each mail with its chances by a model of the others, and whether the likeliest is right."""
    for fold in range(FOLDS):
        model = whole_of([one for one in examples if one.fold != fold])
        for one in (one for one in examples if one.fold == fold):
            chances = chances_of(one.features, model)
            yield one, chances, likeliest(chances) == one.sort


def whole_of(examples: Sequence[Example]) -> WholeModel:
    """The weights that fit some mails best; its threshold is that of no knowledge."""
    sorts = tuple(sorted({one.sort for one in examples}))
    times = Counter(name for one in examples for name, value in one.features.items() if value)
    names = sorted(name for name, seen in times.items() if seen >= _FEWEST)
    place = {name: at for at, name in enumerate(names)}
    rows = np.zeros((len(examples), len(names) + 1))
    truth = np.zeros((len(examples), len(sorts)))
    for row, one in enumerate(examples):
        truth[row, sorts.index(one.sort)] = 1
        for name, value in one.features.items():
            if value and name in place:
                rows[row, place[name]] = value
    rows[:, -1] = 1
    weights = _fitted(rows, truth)
    return WholeModel(
        sorts=sorts,
        bias=_short(weights[-1]),
        weights={name: _short(weights[at]) for name, at in place.items()},
        accept=_LEAST,
        ignore=_IGNORE,
        doubt=_DOUBT,
    )


def _short(weights: Any) -> tuple[float, ...]:
    return tuple(round(float(one), 2) for one in weights)


def _fitted(rows: Any, truth: Any) -> Any:
    ridge = np.full((rows.shape[1], 1), _RIDGE)
    ridge[-1] = 0.0
    weights = np.zeros((rows.shape[1], truth.shape[1]))
    adam = Adam(weights)
    for step in range(1, _STEPS + 1):
        slope = rows.T @ (chances_by(rows @ weights) - truth) + ridge * weights
        speed = _SPEED * min(1.0, 2.5 * (1 - step / _STEPS))  # ever slower in the end
        weights = weights - adam.step(slope, speed)
    return weights


if __name__ == "__main__":
    sys.exit(main())
