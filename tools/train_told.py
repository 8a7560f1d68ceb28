"""Learns what tells a statement to the reader under a subject that says nothing: `make train`.

Our own subjects nearly always tell what happened, so each mail of ours is read once more under one
that does not (`tools/bare_subjects.py`). Only the weights of `told` features are fitted, on top of
all others: what is read under subjects that tell is read as before.
"""

import sys
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec
import numpy as np
from msgspec.structs import replace

from parsers.generic.model import Model, shipped
from parsers.generic.reader import Reading, readings
from tools.bare_subjects import under_nothing
from tools.train_reader import (
    FIXTURES,
    LIKE_NOBODY,
    MODEL,
    Case,
    fresh_cases,
    is_right,
    letter_cases,
    read_cases,
    rounded,
)

_TOLD = "told"  # what its features begin with
_RIDGE, _STEPS = 1.0, 50


def main() -> int:
    """Fit, and write the model with these weights; print them."""
    cases = [*read_cases(FIXTURES), *fresh_cases(), *letter_cases()]
    model = shipped()
    before = {name: one for name, one in model.events.items() if not name.startswith(_TOLD)}
    told = fit_told(cases, replace(model, events=before))
    model = rounded(replace(model, events=dict(sorted({**before, **told}.items()))))
    MODEL.write_bytes(msgspec.json.format(msgspec.json.encode(model), indent=2) + b"\n")
    print(" ".join(f"{name}={value:+.2f}" for name, value in told.items()))
    return 0


def fit_told(cases: Sequence[Case], model: Model) -> dict[str, float]:
    """The weights of what tells, on top of a model's."""
    some = [
        (one.features, is_told_right(one, case))
        for case in cases
        if case.family not in LIKE_NOBODY
        for one in _told(case, model)
    ]
    names = sorted({name for seen, _ in some for name in seen if name.startswith(_TOLD)})
    rows = np.array([[float(seen.get(name, 0)) for name in names] for seen, _ in some])
    scores = np.array([_score(model.events, seen) for seen, _ in some])
    truth = np.array([float(is_one) for _, is_one in some])
    return dict(zip(names, map(float, _fitted(rows, scores, truth)), strict=True))


def _told(case: Case, model: Model) -> Iterator[Reading]:
    """What a mail may state where its subject says nothing."""
    for page in (case.page, under_nothing(case.page)):
        yield from (one for one in readings(page, model) if one.features.get(_TOLD))


def is_told_right(reading: Reading, case: Case) -> bool:
    """Whether it is right; without an amount of a letter, whose kind is enough."""
    event = reading.event
    if case.is_whole or event.amount is not None:
        return is_right(event, case)
    return any(one.kind is event.kind for one in case.expected)


def _score(weights: Mapping[str, float], seen: Mapping[str, float]) -> float:
    return sum(weights.get(name, 0.0) * value for name, value in seen.items())


def _fitted(rows: Any, scores: Any, truth: Any) -> Any:
    """Newton's method for weights that are drawn to 0, from scores that stay."""
    weights = np.zeros(rows.shape[1])
    for _ in range(_STEPS):
        chance = 1 / (1 + np.exp(-np.clip(scores + rows @ weights, -30, 30)))
        slope = rows.T @ (truth - chance) - _RIDGE * weights
        curve = (rows * (chance * (1 - chance))[:, None]).T @ rows + np.eye(len(weights)) * _RIDGE
        weights = weights + np.linalg.solve(curve, slope)
    return weights


if __name__ == "__main__":
    sys.exit(main())
