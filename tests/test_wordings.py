"""What plain lines and labels of billing systems each lexicon knows, language by language."""

import pytest

from benchmarks.wordings import is_known, stated
from parsers.language.lexicon import languages, load
from tools.wordings import Wording, wordings

LEAST = 0.96  # of the lines that state something


def _of(language: str) -> list[Wording]:
    return [one for one in wordings() if one.language == language]


@pytest.mark.parametrize("language", sorted(languages()))
def test_lines_state_what_they_mean(language: str) -> None:
    lines = [one for one in _of(language) if one.kind]
    missed = [(one.kind, one.text, stated(one)) for one in lines if not is_known(one)]
    assert len(missed) <= (1 - LEAST) * len(lines), missed


@pytest.mark.parametrize("language", sorted(languages()))
def test_conditions_and_talk_state_nothing(language: str) -> None:
    talk = [one for one in _of(language) if not one.kind and not one.role]
    assert len(talk) > 10
    assert [(one.text, stated(one)) for one in talk if stated(one)] == []


@pytest.mark.parametrize("language", sorted(languages()))
def test_labels_of_tables_are_known(language: str) -> None:
    labels = [one for one in _of(language) if one.role]
    assert [(one.role, one.text) for one in labels if not is_known(one)] == []


@pytest.mark.parametrize("language", sorted(languages()))
def test_every_kind_has_lines(language: str) -> None:
    assert {one.kind for one in _of(language) if one.kind} == set(map(str, load(language).claims))
