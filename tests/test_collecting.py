"""Who moves the money of a bill: an account from which it is taken by itself, or its reader."""

import tomllib
from email.message import EmailMessage
from pathlib import Path

import pytest

from parsers.events import EventKind
from parsers.language.lexicon import languages
from parsers.layout import lay_out
from parsers.message import Message, read_message
from parsers.statement.collecting import collected
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
    mail, said = EmailMessage(), _SAID[language]
    mail["From"], mail["Subject"] = "Kestrel <hello@kestrel.example>", said["subject"]
    mail["Date"] = "Tue, 16 Jun 2026 10:00:00 +0000"
    mail.set_content(f"{said['bill']}\n\n{text}\n")
    message = read_message(mail.as_bytes())
    assert isinstance(message, Message)
    page = lay_out(message)
    assert page.hint.language == language
    assert collected(page) is is_taken


@pytest.mark.parametrize("language", sorted(_SAID))
@pytest.mark.parametrize("means", _MEANS)
def test_the_event_of_a_bill_has_it(language: str, means: str) -> None:
    said = _SAID[language]
    (event,) = read_plain(said["subject"], f"{said['bill']}\n\n{said[means][0]}\n").events
    assert (event.kind, event.collected) == (EventKind.INVOICE_DUE, _MEANS[means])


def test_what_is_no_bill_does_not_say_it() -> None:
    text = "Thank you for your payment of £48.00.\n\nWe took it from your account by Direct Debit."
    (event,) = read_plain("Your receipt", text).events
    assert (event.kind, event.collected) == (EventKind.CHARGE, None)


def test_every_language_has_bills_of_each_kind() -> None:
    assert set(_SAID) == set(languages())
    assert all(said[means] for said in _SAID.values() for means in _MEANS)
