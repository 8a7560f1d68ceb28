"""The day that matters, read out of plain mails that say it in many ways: `fixtures/days`."""

import pytest

from benchmarks.days import read
from benchmarks.told import MISSED, RIGHT, WRONG
from tools.days import Dated, dated

LEAST = 0.97  # of the mails whose day is read
_LANGUAGES = sorted({one.language for one in dated()})


def _read(language: str) -> dict[str, list[tuple[str, str, tuple[str, ...]]]]:
    results: dict[str, list[tuple[str, str, tuple[str, ...]]]] = {RIGHT: [], WRONG: [], MISSED: []}
    for one in _of(language):
        results[read(one)[0]].append((one.kind, one.subject, one.texts[1:]))
    return results


def _of(language: str) -> list[Dated]:
    return [one for one in dated() if one.language == language]


@pytest.mark.parametrize("language", _LANGUAGES)
def test_the_day_is_read_and_no_other(language: str) -> None:
    results = _read(language)
    assert results[WRONG] == []
    assert len(results[MISSED]) <= (1 - LEAST) * len(_of(language)), results[MISSED]


@pytest.mark.parametrize("language", _LANGUAGES)
def test_every_kind_has_mails_with_and_without_its_day(language: str) -> None:
    kinds = {(one.kind, one.day is None) for one in _of(language)}
    assert len(kinds) == 20
