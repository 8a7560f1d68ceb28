"""A wish to end that only the maker heard is an end at the maker's: the store is to be told of."""

import tomllib
from pathlib import Path

import pytest

from parsers.outcome import OutcomeKind
from tests.mailed import read_plain

_FILE = Path(__file__).parent.parent / "fixtures" / "sold_elsewhere.toml"
_MAILS = tomllib.loads(_FILE.read_text(encoding="utf-8"))


@pytest.mark.parametrize("mail", _MAILS["ended"], ids=lambda mail: mail["subject"])
def test_it_was_ended_at_the_makers(mail: dict[str, str]) -> None:
    outcome = read_plain(mail["subject"], f"{mail['text']}\n\nSkylark\n")
    assert outcome.outcome is OutcomeKind.PARSED
    assert [(str(one.kind), one.channel) for one in outcome.events] == [("canceled", "direct")]


@pytest.mark.parametrize("mail", _MAILS["other"], ids=lambda mail: mail["subject"])
def test_what_only_explains_it_ends_nothing(mail: dict[str, str]) -> None:
    outcome = read_plain(mail["subject"], f"{mail['text']}\n\nSkylark\n")
    counts = outcome.outcome is OutcomeKind.PARSED
    assert not (counts and any(str(one.kind) == "canceled" for one in outcome.events))
