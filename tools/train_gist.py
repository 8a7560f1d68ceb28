"""Learns from labelled sentences what a sentence is about: `make train`, never at run time.

A multinomial logistic model with a ridge over notions and pairs of them, fitted by Adam with fixed
steps, so that it comes out the same each time; and a second one of what a letter means by its gist.
A sentence, and all of a mail, is judged by models that have not seen it.
"""

import sys
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
from msgspec.structs import replace

from parsers.events import BillingEvent, EventKind
from parsers.generic.by_gist import GistReading, by_each_kind, speaks_for_itself
from parsers.generic.gist import GistModel, gist_features
from parsers.generic.letters import is_letter
from parsers.generic.model import probability, shipped
from parsers.generic.ranking import Ranking
from parsers.generic.reader import by_words, is_not_of_bills
from parsers.kit import Seller
from parsers.page import Page
from tools.letters import Letter, letters
from tools.mail_sentences import beside, quiet, told
from tools.sentences import Statement, statements
from tools.train_reader import (
    FIXTURES,
    Case,
    Judged,
    best_weights,
    fresh_cases,
    is_right,
    read_cases,
    threshold,
)
from tools.whole_letters import page_of, whole_letters

MODEL = Path(__file__).parent.parent / "parsers" / "generic" / "gist.json"
FOLDS = 5
_RIDGE, _STEPS, _SPEED = 1e-5, 60, 0.5
_SLOW, _SQUARED = 0.9, 0.99  # how long Adam remembers slopes and their squares
_STEP = 0.1  # of the weights that are shipped
_FEWEST = 3  # sentences that have a feature
_MAIL = 5  # mails made of a sentence weigh as much as one that was written whole
_LEAST, _LEAST_ALONE = 0.8, 0.75  # however well it goes: whole mails are few


def main() -> int:
    """Fit, and write the model; print how sure it has to be, and what speaks for and against."""
    some = every()
    examples = [one for left_out in range(FOLDS) for one in judged_of(some, left_out)]
    worth = worth_of(examples)
    accept, alone = _thresholds(examples)
    rounded = {name: round(value, 3) for name, value in worth.items()}
    model = replace(fit(some), worth=rounded, accept=accept, alone=alone)
    MODEL.write_bytes(msgspec.json.encode(model) + b"\n")
    print(" ".join(f"{k}={v:+.1f}" for k, v in sorted(worth.items(), key=lambda pair: pair[1])))
    print(f"{len(some)} sentences, {len(model.weights)} features, {len(examples)} letters")
    print(f"counts from {accept}, alone from {alone}")
    return 0


def fold_of(text: str) -> int:
    """In which part a text is left out, the same on every machine."""
    return zlib.crc32(text.encode()) % FOLDS


def every() -> tuple[Statement, ...]:
    """All that the model learns from."""
    some = (*statements(), *quiet(), *told())
    mined = [
        one
        for left_out in range(FOLDS)
        for model in (fit([one for one in some if fold_of(one.left_out_by) != left_out]),)
        for one in beside(model, _is_in(left_out))
    ]
    return (*some, *mined)


def _is_in(fold: int) -> Callable[[str], bool]:
    return lambda text: fold_of(text) == fold


class Example(msgspec.Struct, frozen=True, kw_only=True):
    """What a letter seems to state, and whether it does; `name` is what it is left out by."""

    name: str
    features: dict[str, float]
    is_right: bool
    mail: bool = False  # a whole mail, and not one made of a sentence
    alone: bool = False  # whether its subject is about it too


def judged_of(some: Sequence[Statement], left_out: int) -> Iterator[Example]:
    """The letters of one part, read by a model that has not seen any of their sentences."""
    model = fit([one for one in some if fold_of(one.left_out_by) != left_out])
    written = [one for one in statements() if fold_of(one.text) == left_out]
    for letter in letters(written, written):
        for reading in _each(letter.page, model):
            is_right = states(letter, reading.event)
            yield Example(name=letter.statement.text, features=reading.features, is_right=is_right)
    yield from _judged_mails(model, left_out)


def _judged_mails(model: GistModel, left_out: int) -> Iterator[Example]:
    """The whole mails of one part whose words do not say for certain what they state."""
    known: list[tuple[str, Page, Callable[[BillingEvent], bool]]] = [
        *((case.name, case.page, partial(is_right_of_mail, case=case)) for case in _cases()),
        *((one.subject, page_of(one), one.states) for one in whole_letters()),
    ]
    for name, page, is_one in known:
        if fold_of(page.subject) == left_out and is_letter(page) and not is_said(page):
            for reading in _each(page, model):
                right = is_one(reading.event)
                yield Example(
                    name=name,
                    features=reading.features,
                    is_right=right,
                    mail=True,
                    alone=speaks_for_itself(page, reading),
                )


def _cases() -> list[Case]:
    return [*read_cases(FIXTURES), *fresh_cases()]


def is_said(page: Page) -> bool:
    """Whether its words say for certain what a mail states: nobody asks for its gist then."""
    model = shipped()
    events = by_words(page, model)
    return bool(events) and all(one.confidence >= model.accept for one in events)


def _each(page: Page, model: GistModel) -> list[GistReading]:
    if is_not_of_bills(page):
        return []
    known = shipped()
    seller = Seller(name="Larkfield House")
    return by_each_kind(page, model, Ranking(known), seller, by_words(page, known))


def states(letter: Letter, event: BillingEvent) -> bool:
    """Whether a letter states such an event, of the same amount."""
    if letter.statement.kind != event.kind:
        return False
    wanted = letter.money.get("a")
    return event.amount is None or wanted is None or event.amount == wanted


def is_right_of_mail(event: BillingEvent, case: Case) -> bool:
    """Whether a mail states it; a bill that will be taken is a notice as well."""
    notices = (EventKind.INVOICE_DUE, EventKind.RENEWAL_NOTICE)
    kinds = notices if event.kind in notices else (event.kind,)
    return any(is_right(replace(event, kind=kind), case) for kind in kinds)


def worth_of(examples: Sequence[Example]) -> dict[str, float]:
    """What speaks for and against; a whole mail teaches more than one made of a sentence."""
    return best_weights(
        "worth",
        [(one.features, one.is_right) for one in examples for _ in range(_MAIL if one.mail else 1)],
    )


def _thresholds(examples: Sequence[Example]) -> tuple[float, float]:
    """From where on the likeliest readings of whole mails are right, and those that speak for
    themselves, by weights that have not seen them.
    """
    likeliest = [
        max(same, key=lambda one: one[0])
        for left_out in range(FOLDS)
        for same in _by_name(examples, left_out).values()
    ]
    every: Judged = [(sure, one.is_right) for sure, one in likeliest]
    alone: Judged = [(sure, one.is_right) for sure, one in likeliest if one.alone]
    return threshold(every, least=_LEAST), threshold(alone, least=_LEAST_ALONE)


def _by_name(examples: Sequence[Example], left_out: int) -> dict[str, list[tuple[float, Example]]]:
    """The readings of each whole mail of one part, and how sure they are."""
    weights = worth_of([e for e in examples if fold_of(e.name) != left_out])
    found: dict[str, list[tuple[float, Example]]] = {}
    for one in examples:
        if one.mail and fold_of(one.name) == left_out:
            found.setdefault(one.name, []).append((probability(weights, one.features), one))
    return found


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
    slow, squared = np.zeros_like(weights), np.zeros_like(weights)
    bias = np.zeros(truth.shape[1], np.float32)
    for step in range(1, _STEPS + 1):
        scores = rows.times(weights) + bias
        chances = np.exp(scores - scores.max(axis=1, keepdims=True))
        chances /= chances.sum(axis=1, keepdims=True)
        wrong = (chances - truth) / len(truth)
        slope = rows.back(wrong) + _RIDGE * weights
        slow = _SLOW * slow + (1 - _SLOW) * slope
        squared = _SQUARED * squared + (1 - _SQUARED) * slope * slope
        size = np.sqrt(squared / (1 - _SQUARED**step)) + 1e-8
        weights = weights - _SPEED * (slow / (1 - _SLOW**step)) / size
        bias = bias - _SPEED * wrong.sum(axis=0)
    return weights, bias


if __name__ == "__main__":
    sys.exit(main())
