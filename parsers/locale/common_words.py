"""The common words of each language, by which a text tells what it is written in."""

import tomllib
from pathlib import Path

_READ = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))


def _words(of: str) -> dict[str, tuple[str, ...]]:
    """Words by language."""
    said = ((language, texts[of]) for language, texts in _READ.items() if of in texts)
    return {language: tuple(text.split()) for language, text in said}


# The commonest words of sentences, and of mail about money.
STOP_WORDS = _words("sentences")
# What rows of bills are called, for mail that has hardly a sentence.
ROW_WORDS = _words("rows")
# Further ones, with which a sentence alone tells its language.
MORE_WORDS = _words("alone")
