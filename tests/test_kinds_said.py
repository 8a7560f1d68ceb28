"""Short letters in twenty languages that tell one kind of event, and some that tell none."""

import tomllib
from pathlib import Path

import pytest

from parsers.outcome import OutcomeKind
from tests.mailed import read_plain

_FILE = Path(__file__).parent.parent / "fixtures" / "kinds_said.toml"
_SAID: dict[str, dict[str, list[str]]] = tomllib.loads(_FILE.read_text(encoding="utf-8"))
_GREETINGS = {
    "en": "Hi Pat,", "de": "Hallo Pat,", "fr": "Bonjour Pat,", "es": "Hola, Pat:",
    "it": "Ciao Pat,", "pt": "Olá, Pat,", "nl": "Hoi Pat,", "pl": "Cześć Pat,",
    "sv": "Hej Pat,", "da": "Hej Pat,", "nb": "Hei Pat,", "fi": "Hei Pat,",
    "cs": "Dobrý den, Pat,", "hu": "Kedves Pat!", "ro": "Bună, Pat,", "tr": "Merhaba Pat,",
    "ru": "Здравствуйте, Pat!", "uk": "Вітаємо, Pat!", "el": "Γεια σου Pat,",
    "ja": "Pat 様", "ko": "Pat님,", "zh": "Pat 您好：",
}  # fmt: skip
_LETTERS = [
    (kind, language, letter)
    for kind, languages in _SAID.items()
    for language, letters in languages.items()
    for letter in letters
]


@pytest.mark.parametrize(("kind", "language", "letter"), _LETTERS)
def test_the_kind_is_heard(kind: str, language: str, letter: str) -> None:
    subject, text = letter.split(" / ", 1)
    body = "\n\n".join((_GREETINGS[language], *text.split(" // "), "Kestrel"))
    outcome = read_plain(subject, body)
    if kind == "none":
        assert outcome.outcome is not OutcomeKind.PARSED
        return
    assert outcome.outcome is OutcomeKind.PARSED
    assert [str(event.kind) for event in outcome.events] == [kind]
