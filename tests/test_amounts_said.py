"""The amount of what is stated, read out of plain mails that say it in many ways:
`fixtures/amounts`.
"""

import pytest

from benchmarks.amounts import read
from benchmarks.told import MISSED, RIGHT, WRONG
from tools.amounts import Priced, priced

LEAST = 0.97  # of the mails whose amount is read
MOST_WRONG = 0.005
_LANGUAGES = sorted({one.language for one in priced()})


def _of(language: str) -> list[Priced]:
    return [one for one in priced() if one.language == language]


@pytest.mark.parametrize("language", _LANGUAGES)
def test_the_amount_is_read_and_no_other(language: str) -> None:
    results: dict[str, list[tuple[str, str, tuple[str, ...]]]] = {RIGHT: [], WRONG: [], MISSED: []}
    for one in _of(language):
        results[read(one)[0]].append((one.kind, one.subject, one.texts[1:]))
    missed = results[WRONG] + results[MISSED]
    assert len(results[WRONG]) <= MOST_WRONG * len(_of(language)), results[WRONG]
    assert len(missed) <= (1 - LEAST) * len(_of(language)), missed


@pytest.mark.parametrize("language", _LANGUAGES)
def test_every_kind_has_mails(language: str) -> None:
    assert len({one.kind for one in _of(language)}) == 9
