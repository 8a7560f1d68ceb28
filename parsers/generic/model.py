"""The weights by which the generic reader judges; `tools/train_reader.py` makes the file."""

from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from math import exp

import msgspec

Features = Mapping[str, float]


_ASK = 0.01


class Model(msgspec.Struct, frozen=True, kw_only=True):
    """Two logistic models, a weight for each feature by name, and where their answers count.

    `amounts` says how likely an amount is the one that was paid, `events` how likely a statement
    is right. Below `ignore` a statement is small talk, from `accept` on it counts; of mail that can
    be unsubscribed from, as newsletters can, from `accept_of_many` on.
    """

    amounts: dict[str, float]
    events: dict[str, float]
    ignore: float
    accept: float
    accept_of_many: float = 1.0

    @property
    def waits(self) -> float:
        """The most of what is left to a person."""
        return round(self.accept - _ASK, 2)


# Made here and not at first use: a type that two threads use first at once ends msgspec's process.
_MODEL = msgspec.json.Decoder(Model)


@cache
def shipped() -> Model:
    """The model that comes with the readers."""
    raw = (files("parsers.generic") / "model.json").read_bytes()
    return _MODEL.decode(raw)


def probability(weights: Mapping[str, float], features: Features) -> float:
    """What the weights make of some features, from 0 to 1."""
    known = (weights.get(name, 0.0) * value for name, value in features.items())
    return 1 / (1 + exp(-max(-30.0, min(30.0, sum(known)))))


def shares(names: Sequence[str], scores: Sequence[float]) -> dict[str, float]:
    """How likely each of some names is by its score; together they are 1."""
    most = max(scores)
    chances = [exp(one - most) for one in scores]
    whole = sum(chances)
    return {name: one / whole for name, one in zip(names, chances, strict=True)}
