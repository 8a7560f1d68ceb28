"""Short plain mails of billing systems in twenty-two languages, one of each sort, read whole."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from parsers.events import BillingEvent
from parsers.outcome import OutcomeKind
from tests.mailed import read_plain

_FILE = Path(__file__).parent.parent / "fixtures" / "plain_mails.toml"
_MAILS: list[dict[str, str]] = tomllib.loads(_FILE.read_text(encoding="utf-8"))["mail"]
_ABOUT = ("language", "sort", "subject", "text", "kind")


_BILLS = [mail for mail in _MAILS if "kind" in mail]
_TALK = [mail for mail in _MAILS if "kind" not in mail]


def _name(mail: dict[str, str]) -> str:
    return f"{mail['sort']} {mail['language']}"


@pytest.mark.parametrize("mail", _BILLS, ids=_name)
def test_it_is_read_whole(mail: dict[str, str]) -> None:
    outcome = read_plain(
        mail["subject"],
        mail["text"],
    )
    assert outcome.outcome is OutcomeKind.PARSED
    event = next(one for one in outcome.events if one.kind == mail["kind"])
    wanted = {name: value for name, value in mail.items() if name not in _ABOUT}
    assert {name: _shown(event, name) for name in wanted} == wanted


@pytest.mark.parametrize("mail", _TALK, ids=_name)
def test_talk_does_not_count(mail: dict[str, str]) -> None:
    assert read_plain(mail["subject"], mail["text"]).outcome is not OutcomeKind.PARSED


def _shown(event: BillingEvent, name: str) -> str:
    value: Any = getattr(event, name)
    return str(value.amount if name.endswith("amount") and value else value)


def test_no_language_is_forgotten() -> None:
    languages = {mail["language"] for mail in _MAILS}
    assert len(languages) == 22
    assert {mail["sort"] for mail in _MAILS if mail["language"] == "hu"} >= {"price", "order"}
