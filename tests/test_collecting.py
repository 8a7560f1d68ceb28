"""Who moves the money of a bill: an account from which it is taken by itself, or its reader."""

import tomllib
from pathlib import Path

import pytest

from parsers.events import EventKind
from parsers.language.lexicon import languages
from tests.mailed import read_plain

_FIXTURE = Path(__file__).parent.parent / "fixtures" / "collected.toml"
_SAID = tomllib.loads(_FIXTURE.read_text(encoding="utf-8"))
_MEANS = {"taken": True, "by_hand": False, "unsaid": None}
_CASES = [
    pytest.param(language, text, is_taken, id=f"{language}-{means}-{place}")
    for language, said in _SAID.items()
    for means, is_taken in _MEANS.items()
    for place, text in enumerate(said[means])
]


@pytest.mark.parametrize(("language", "text", "is_taken"), _CASES)
def test_a_bill_says_who_moves_its_money(
    language: str, text: str, *, is_taken: bool | None
) -> None:
    said = _SAID[language]
    (event,) = read_plain(said["subject"], f"{said['bill']}\n\n{text}\n").events
    taken = event.collected if event.kind is EventKind.INVOICE_DUE else None
    assert taken is is_taken


def test_every_language_has_bills_of_each_kind() -> None:
    assert set(_SAID) == set(languages())
    assert all(said[means] for said in _SAID.values() for means in _MEANS)
