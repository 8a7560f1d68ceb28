"""What its reader has to renew is no cancellation of his, and nothing that renews by itself."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from parsers.events import BillingEvent, EventKind
from parsers.language.lexicon import languages
from tests.mailed import read_plain

_FILE = Path(__file__).parent.parent / "fixtures" / "renewed_by_its_reader.toml"
LETTERS = tomllib.loads(_FILE.read_text(encoding="utf-8"))["letters"]
_ENDS = (EventKind.CANCELED, EventKind.EXPIRED)


def _of(kind: str) -> list[Any]:
    return [
        pytest.param(one, id=f"{one['language']}-{one['subject']}")
        for one in LETTERS
        if one["class"] == kind
    ]


def _read(letter: dict[str, Any]) -> BillingEvent:
    (event,) = read_plain(letter["subject"], letter["text"]).events
    return event


@pytest.mark.parametrize("letter", _of("by_its_reader"))
def test_what_ends_unless_it_is_renewed_is_a_notice_of_that(letter: dict[str, Any]) -> None:
    event = _read(letter)
    assert event.kind is EventKind.RENEWAL_NOTICE
    assert event.collected is False
    assert event.renews_on is not None


@pytest.mark.parametrize("letter", _of("ended"))
def test_what_somebody_put_an_end_to_has_ended(letter: dict[str, Any]) -> None:
    event = _read(letter)
    assert event.kind in _ENDS
    assert event.collected is None


@pytest.mark.parametrize("letter", _of("by_itself"))
def test_what_renews_by_itself_is_said_so(letter: dict[str, Any]) -> None:
    event = _read(letter)
    assert event.kind is EventKind.RENEWAL_NOTICE
    assert event.collected is None


def test_every_language_asks_to_renew() -> None:
    asked = {one["language"] for one in LETTERS if one["class"] == "by_its_reader"}
    assert asked == languages()
