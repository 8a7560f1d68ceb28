"""Letters of our own by class: what each states counts, and nothing of those that state nothing."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from benchmarks.scores import is_of_kinds
from parsers.outcome import OutcomeKind
from tests.mailed import read_plain

_FILE = Path(__file__).parent.parent / "fixtures" / "stated.toml"
LETTERS = tomllib.loads(_FILE.read_text(encoding="utf-8"))["letter"]


def _name(letter: dict[str, Any]) -> str:
    return f"{letter['class']}-{letter['language']}-{letter['subject']}"


@pytest.mark.parametrize("letter", LETTERS, ids=_name)
def test_a_letter_states_what_it_says(letter: dict[str, Any]) -> None:
    outcome = read_plain(letter["subject"], letter["text"])
    said = [(str(one.kind), one.confidence) for one in outcome.events]
    counts = outcome.outcome is OutcomeKind.PARSED
    if letter["kinds"]:
        assert counts, said
        assert is_of_kinds(outcome.events, set(letter["kinds"])), said
    else:
        assert not counts, said


def test_each_class_has_letters_that_state_something_else() -> None:
    by_class: dict[str, set[tuple[str, ...]]] = {}
    for letter in LETTERS:
        by_class.setdefault(letter["class"], set()).add(tuple(letter["kinds"]))
    assert all(len(kinds) > 1 for kinds in by_class.values()), by_class


@pytest.mark.parametrize(
    "letter",
    [one for one in LETTERS if "canceled" in one["kinds"] and len(one["kinds"]) > 1],
    ids=_name,
)
def test_what_ended_unpaid_ended(letter: dict[str, Any]) -> None:
    outcome = read_plain(letter["subject"], letter["text"])
    assert "canceled" in {str(one.kind) for one in outcome.events}
