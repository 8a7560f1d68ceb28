"""Learns from labelled sentences what a sentence is about: `make train`, never at run time.

A multinomial logistic model with a ridge over notions and pairs of them, fitted by Adam with fixed
steps, so that it comes out the same each time. A sentence, and all of a mail, is judged by models
that have not seen it; letters by models that have seen none of their author's.
"""

import sys
import zlib
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from parsers.generic.gist import GistModel, gist_features, states_nothing
from tools.adam import Adam, chances_by
from tools.mail_sentences import beside, quiet, told
from tools.sentences import Statement, statements
from tools.whole_letters import AUTHORS, author_of

MODEL = Path(__file__).parent.parent / "parsers" / "generic" / "gist.json"
FOLDS = len(AUTHORS)
_RIDGE, _STEPS, _SPEED = 1e-5, 60, 0.5
_STEP = 0.1  # of the weights that are shipped
_FEWEST = 3  # sentences that have a feature
_TIMES = 4  # what whole letters state counts as often: sentences written alone are more


def main() -> int:
    """Fit, and write the model."""
    some = every()
    model = fit(some)
    MODEL.write_bytes(msgspec.json.encode(model) + b"\n")
    print(f"{len(some)} sentences, {len(model.weights)} features")
    return 0


def fold_of(text: str) -> int:
    """In which part a text is left out, the same on every machine: letters with their author's."""
    return author_of().get(text, zlib.crc32(text.encode()) % FOLDS)


def every() -> tuple[Statement, ...]:
    """All that the model learns from."""
    some = (*statements(), *quiet(), *told())
    evidence = [one for one in some if one.mail in author_of() and not states_nothing(one.kind)]
    mined = [
        one
        for left_out in range(FOLDS)
        for model in (fit([one for one in some if fold_of(one.left_out_by) != left_out]),)
        for one in beside(model, _is_in(left_out))
    ]
    return (*some, *mined, *evidence * (_TIMES - 1))


def _is_in(fold: int) -> Callable[[str], bool]:
    return lambda text: fold_of(text) == fold


def fit(some: Sequence[Statement]) -> GistModel:
    """The weights that fit some sentences best."""
    kinds = tuple(sorted({one.sort for one in some}))
    seen = [gist_features(one.masked, one.language) for one in some]
    counts = Counter(name for names in seen for name in names)
    known = sorted(name for name, times in counts.items() if times >= _FEWEST)
    weights, bias = _fitted(_Rows(seen, known), _truth(some, kinds))
    steps = np.rint(weights / _STEP).astype(int)
    told = {n: tuple(map(int, row)) for n, row in zip(known, steps, strict=True) if row.any()}
    return GistModel(
        kinds=kinds, step=_STEP, bias=tuple(round(float(one), 3) for one in bias), weights=told
    )


def _truth(some: Sequence[Statement], kinds: tuple[str, ...]) -> Any:
    truth = np.zeros((len(some), len(kinds)), np.float32)
    for row, one in enumerate(some):
        truth[row, kinds.index(one.sort)] = 1
    return truth


class _Rows:
    """The features of texts as a sparse matrix, to be multiplied from both sides."""

    def __init__(self, seen: Sequence[set[str]], known: Sequence[str]) -> None:
        place = {name: at for at, name in enumerate(known)}
        rows = [sorted(place[name] for name in names if name in place) for names in seen]
        sizes = np.array([max(len(names), 1) for names in seen])
        self.size = len(known)
        self.count = len(seen)
        self._row = np.repeat(np.arange(len(rows)), [len(one) for one in rows])
        self._place = np.array([at for one in rows for at in one], dtype=np.int64)
        self._value = (1 / np.sqrt(sizes))[self._row].astype(np.float32)[:, None]

    def times(self, weights: Any) -> Any:
        """The score of each text for each kind."""
        return _summed(self._row, weights[self._place] * self._value, self.count)

    def back(self, slopes: Any) -> Any:
        """What each feature has of the slopes of the texts."""
        return _summed(self._place, slopes[self._row] * self._value, self.size)


def _summed(places: Any, values: Any, size: int) -> Any:
    columns = [np.bincount(places, column, size) for column in values.T]
    return np.stack(columns, axis=1).astype(np.float32)


def _fitted(rows: _Rows, truth: Any) -> tuple[Any, Any]:
    weights = np.zeros((rows.size, truth.shape[1]), np.float32)
    adam = Adam(weights)
    bias = np.zeros(truth.shape[1], np.float32)
    for _ in range(_STEPS):
        wrong = (chances_by(rows.times(weights) + bias) - truth) / len(truth)
        weights = weights - adam.step(rows.back(wrong) + _RIDGE * weights, _SPEED)
        bias = bias - _SPEED * wrong.sum(axis=0)
    return weights, bias


if __name__ == "__main__":
    sys.exit(main())
