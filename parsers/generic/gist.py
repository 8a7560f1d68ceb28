"""What a sentence is about by its notions: a small model of event kinds for all languages."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache, cached_property
from importlib.resources import files
from itertools import pairwise, repeat
from math import sqrt
from struct import Struct

import msgspec

from parsers.generic.model import shares
from parsers.language.notions import AMOUNT_MARK, DAY_MARK, notions_for

NOTHING = "none"
_FIRST, _LAST = "^", "$"
_MOST_COUNTED = 3
_MOST_WORDS, _STEP = 24, 4
_HALF = 1 << 31  # of 32 bits: a weight in a row is counted from there, for it may be negative
_MOST_NOTIONS = 40  # a sentence with more is no statement


class GistModel(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """A weight for each kind (in the order of `kinds`) by feature, in `step`s.

    Kinds that begin with "none" are the reasons of a text that states nothing ("none offer").
    """

    kinds: tuple[str, ...]
    step: float
    bias: tuple[float, ...]
    weights: dict[str, tuple[int, ...]]

    def sums(self, features: Iterable[str]) -> list[int]:
        """What some features weigh together for each kind.

        A row of weights is one large number, so that a row is added at once.
        """
        places, least, rows = self._added
        whole = least + sum(map(rows.get, features, repeat(0)))
        return [one - _HALF for one in places.unpack(whole.to_bytes(places.size, "little"))]

    def make_rows(self) -> None:
        """Add the weights up from rows that are made now, and not at the first sum."""
        _ = self._added

    @cached_property
    def _added(self) -> tuple[Struct, int, dict[str, int]]:
        """The places of the kinds in a number, the number that weighs nothing, and the rows."""
        places = Struct(f"<{len(self.kinds)}I")
        least = int.from_bytes(places.pack(*repeat(_HALF, len(self.kinds))), "little")
        raised = {
            feature: places.pack(*[weight + _HALF for weight in row])
            for feature, row in self.weights.items()
        }
        rows = {one: int.from_bytes(row, "little") - least for one, row in raised.items()}
        return places, least, rows


# Made here and not at first use: a type that two threads use first at once ends msgspec's process.
_MODEL = msgspec.json.Decoder(GistModel)


@cache
def shipped_gist() -> GistModel:
    """The model that `tools/train_gist.py` made; its `weights` are empty, the rows have them.

    As tuples they would be three megabytes in every reader, and nobody asks for them again.
    """
    model = _MODEL.decode((files("parsers.generic") / "gist.json").read_bytes())
    model.make_rows()
    model.weights.clear()
    return model


def gist_features(masked: str, language: str | None) -> set[str]:
    """The features of a text whose amounts and days are marks: notions, alone and in pairs."""
    return _features(masked, notions_for(language).of(masked))


def _features(masked: str, all_notions: Sequence[tuple[str, ...]]) -> set[str]:
    notions = all_notions[:_MOST_NOTIONS]
    found = set(_of_whole(masked))
    for some, after in pairwise(((_FIRST,), *notions, (_LAST,))):
        found.update([f"{one}>{other}" for one in some for other in after])
    seen: set[str] = set()
    for some in notions:
        for one in some:
            found.add(one)
            # Hundreds of them a sentence: no generator between here and the set.
            found.update([f"{other}..{one}" for other in seen])
            found.update([f"{one}&{other}" if one < other else f"{other}&{one}" for other in seen])
        seen.update(some)
    return found


def _of_whole(masked: str) -> Iterator[str]:
    yield f"amounts={min(masked.count(AMOUNT_MARK), _MOST_COUNTED)}"
    yield f"days={min(masked.count(DAY_MARK), _MOST_COUNTED)}"
    yield f"words={min(len(masked.split()), _MOST_WORDS) // _STEP}"
    if masked.rstrip().endswith(("?", "？")):
        yield "asks"


def gist_of(masked: str, language: str | None, model: GistModel) -> dict[str, float]:
    """How likely a text states each kind, or nothing."""
    return gist_by_notions(masked, notions_for(language).of(masked), model)


def gist_by_notions(
    masked: str, notions: Sequence[tuple[str, ...]], model: GistModel
) -> dict[str, float]:
    """The same, of a text whose words were looked up: `notions` are what they are about."""
    found = _features(masked, notions)
    scale = model.step / sqrt(len(found))
    sums = model.sums(found)
    scores = [bias + scale * value for bias, value in zip(model.bias, sums, strict=True)]
    return shares(model.kinds, scores)


def states_nothing(kind: str) -> bool:
    """Whether a kind of the model is a reason for stating nothing."""
    return kind.startswith(NOTHING)
