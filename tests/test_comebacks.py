"""An end that its reader took back, as letters in every language say it, and offers to do so."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from parsers.events import EventKind
from parsers.language.lexicon import languages
from parsers.outcome import Outcome, OutcomeKind
from tests.mailed import read_plain

_FILE = Path(__file__).parent.parent / "fixtures" / "comebacks.toml"
LETTERS = tomllib.loads(_FILE.read_text(encoding="utf-8"))["letters"]
_ENDS = {EventKind.CANCELED, EventKind.EXPIRED}


def _rows(name: str) -> list[Any]:
    return [
        pytest.param(subject, text, id=f"{one['language']}-{text}")
        for one in LETTERS
        for subject, text in one.get(name, [])
    ]


def _read(subject: str, text: str) -> tuple[Outcome, set[EventKind]]:
    outcome = read_plain(subject, f"Hi Pat,\n\n{text}\n\nThe team\n")
    return outcome, {one.kind for one in outcome.events}


@pytest.mark.parametrize(("subject", "text"), _rows("told"))
def test_what_was_taken_back_runs_on(subject: str, text: str) -> None:
    outcome, kinds = _read(subject, text)
    assert outcome.outcome is OutcomeKind.PARSED
    assert EventKind.RESUMED in kinds
    assert not kinds & _ENDS


@pytest.mark.parametrize(("subject", "text"), _rows("others"))
def test_who_offers_to_take_it_back_has_not_done_so(subject: str, text: str) -> None:
    outcome, kinds = _read(subject, text)
    assert outcome.outcome is not OutcomeKind.PARSED or EventKind.RESUMED not in kinds


def test_every_language_says_so() -> None:
    assert {one["language"] for one in LETTERS} == languages()


def test_what_was_paid_on_coming_back_is_a_payment() -> None:
    _, kinds = _read("Welcome back!", "Thanks for restarting Kestrel Plus. You paid £5.49 today.")
    assert kinds == {EventKind.RESUMED, EventKind.CHARGE}
