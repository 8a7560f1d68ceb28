"""What a mail denies, refuses, or leaves open did not happen; the same in other words did."""

import tomllib
from pathlib import Path

import pytest

from parsers.events import EventKind
from parsers.language.denied import denies
from parsers.language.lexicon import languages
from parsers.outcome import OutcomeKind
from tests.mailed import read_letter

_FIXTURE = Path(__file__).parent.parent / "fixtures" / "denied.toml"
_SAID = tomllib.loads(_FIXTURE.read_text(encoding="utf-8"))
# What a sentence must not be taken for, and has to be taken for where it does say so.
_MEANT = {
    "refund": {EventKind.REFUND, EventKind.REFUND_PROMISED},
    "canceled": {EventKind.CANCELED, EventKind.EXPIRED},
    "renewal": {EventKind.RENEWAL_NOTICE, EventKind.CHARGE},
    "charge": {EventKind.CHARGE, EventKind.RENEWAL_NOTICE},
    "price": {EventKind.PRICE_CHANGE},
    "trial": {EventKind.TRIAL_STARTED, EventKind.SUBSCRIPTION_STARTED},
    "plan": {EventKind.PLAN_CHANGED},
    "paused": {EventKind.PAUSED},
    "resumed": {EventKind.RESUMED, EventKind.SUBSCRIPTION_STARTED},
    "due": {EventKind.INVOICE_DUE},
    "failed": {EventKind.PAYMENT_FAILED},
    "expired": {EventKind.EXPIRED, EventKind.CANCELED},
}
_GREETINGS = {
    "en": "Hello Pat,",
    "de": "Hallo Pat,",
    "fr": "Bonjour Pat,",
    "es": "Hola, Pat:",
    "pt": "Olá, Pat,",
    "it": "Ciao Pat,",
    "nl": "Beste Pat,",
    "pl": "Cześć Pat,",
    "sv": "Hej Pat,",
    "da": "Hej Pat,",
    "nb": "Hei Pat,",
    "fi": "Hei Pat,",
    "cs": "Dobrý den, Pat,",
    "hu": "Kedves Pat!",
    "ro": "Bună ziua, Pat,",
    "tr": "Merhaba Pat,",
    "ja": "Pat 様",
    "ko": "Pat 고객님,",
    "zh": "Pat，您好！",
    "ru": "Здравствуйте, Pat!",
    "uk": "Вітаємо, Pat!",
    "el": "Γεια σας Pat,",
}
_TABLES = [
    pytest.param(language, thing, id=f"{language}-{thing}")
    for language, things in _SAID.items()
    for thing in things
    if thing != "about"
]


def _counting(language: str, thing: str, texts: list[str]) -> list[tuple[int, str]]:
    """The texts that count as what they are about, and below how many of the two subjects."""
    subjects = (_SAID[language]["about"], _SAID[language][thing]["subject"])
    found = []
    for text in texts:
        below = [one for one in subjects if _counts(language, thing, one, text)]
        if below:
            found.append((len(below), text))
    return found


def _counts(language: str, thing: str, subject: str, text: str) -> bool:
    sender, reader = "Tarn <care@tarn.example>", "Pat <pat@example.org>"
    letter = f"{_GREETINGS[language]}\n\n{text}\n\nTarn\n"
    outcome = read_letter(sender, reader, subject, letter)
    is_parsed = outcome.outcome is OutcomeKind.PARSED
    return is_parsed and any(event.kind in _MEANT[thing] for event in outcome.events)


@pytest.mark.parametrize(("language", "thing"), _TABLES)
def test_what_is_denied_does_not_count(language: str, thing: str) -> None:
    assert not _counting(language, thing, _SAID[language][thing]["denied"])


@pytest.mark.parametrize(("language", "thing"), _TABLES)
def test_what_is_said_counts(language: str, thing: str) -> None:
    said = _SAID[language][thing]["said"]
    assert _counting(language, thing, said) == [(2, text) for text in said]


@pytest.mark.parametrize(("language", "thing"), _TABLES)
def test_what_a_subject_says_stands_where_something_else_is_denied(
    language: str, thing: str
) -> None:
    for subject, text in _SAID[language][thing].get("titled", ()):
        assert _counts(language, thing, subject, text)


@pytest.mark.parametrize(("language", "thing"), _TABLES)
def test_what_is_still_misread_is_marked(language: str, thing: str) -> None:
    """Who mends one moves it to where it belongs."""
    table = _SAID[language][thing]
    missed, unheard = table.get("missed", []), table.get("unheard", [])
    assert [text for _, text in _counting(language, thing, missed)] == missed
    assert all(count < 2 for count, _ in _counting(language, thing, unheard))


def test_every_language_denies_what_matters_most() -> None:
    assert set(_SAID) == set(languages())
    for things in _SAID.values():
        assert things.keys() >= {"refund", "canceled", "renewal", "charge"}


@pytest.mark.parametrize(
    ("text", "thing", "said"),
    [
        ("We cannot refund you.", "refund", "not"),
        ("Your refund request was turned down.", "refund", "not"),
        ("We refunded you, as the order could not be delivered.", "refund", "so"),
        ("No action is needed for your refund.", "refund", "so"),
        ("Should you want a refund, write to us.", "refund", "may"),
        ("If you did not ask for this cancellation, write to us.", "cancel", "so"),
        ("You can cancel at any time.", "cancel", "may"),
        ("You will not be charged until 3 July.", "pay", "so"),
        ("You will not be charged.", "pay", "not"),
        ("Your order is on its way.", "refund", None),
    ],
)
def test_what_a_sentence_says_of_a_thing(text: str, thing: str, said: str | None) -> None:
    assert denies(text, thing, "en") == said


def test_goods_that_were_not_delivered_deny_nothing() -> None:
    text = "Wir haben Ihnen 12 € für die nicht gelieferte Ware erstattet."
    assert denies(text, "refund", "de") == "so"
