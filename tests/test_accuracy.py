"""The score of the readers is part of the product: no figure may drop unseen."""

from functools import cache

import msgspec
import pytest

from benchmarks.accuracy import FIGURES, accepted_negatives, figures
from benchmarks.scores import Marked, Score, by_field, facts, macro_f1
from benchmarks.unseen import read_unseen
from parsers.events import BillingEvent, EventKind
from tools.train_reader import FIXTURES, Case, read_cases

_HALF_A_POINT = 0.005
HELD = msgspec.json.decode(FIGURES.read_bytes(), type=dict[str, float])


@cache
def cases() -> list[Case]:
    return read_cases(FIXTURES)


@cache
def measured() -> dict[str, float]:
    return figures(cases(), read_unseen(cases()))


@pytest.mark.parametrize("name", [name for name in HELD if name.startswith("unseen")])
def test_no_figure_drops_by_more_than_half_a_point(name: str) -> None:
    now, held = measured()[name], HELD[name]
    advice = "read `make accuracy` for what got worse; it also writes the new figures"
    assert now >= held - _HALF_A_POINT, f"{name} fell from {held} to {now}: {advice}"


def test_no_event_counts_out_of_a_hard_negative() -> None:
    assert accepted_negatives(cases()) == []


def test_a_score_tells_right_wrong_and_missed() -> None:
    said = BillingEvent(kind=EventKind.CHARGE, merchant="a", merchant_name="A")
    wanted = BillingEvent(kind=EventKind.REFUND, merchant="a", merchant_name="A", cadence="P1M")
    marked = [
        Marked("same", "one", facts([wanted]), facts([wanted])),
        Marked("other", "two", facts([wanted]), facts([said])),
    ]
    scores = by_field(marked)
    assert scores["kind"] == Score(right=1, wrong=1, missed=1)
    assert scores["cadence"] == Score(right=1, wrong=0, missed=1)
    assert scores["kind: charge"].f1 == 0.0
    assert macro_f1(marked) == pytest.approx((2 / 3 + 0) / 2)
