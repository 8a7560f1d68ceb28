"""The words of billing mail in one language, loaded from `lexicons/*.toml`."""

import re
import tomllib
from functools import cache
from importlib.resources import files

import msgspec

from parsers.events import EventKind

_FALLBACK = "en"


class Lexicon(msgspec.Struct, frozen=True, kw_only=True):
    """Compiled patterns: claims by event kind, hedges (`always` or by kind), labels, cadences."""

    claims: dict[EventKind, re.Pattern[str]]
    hedges: dict[str, re.Pattern[str]]
    labels: dict[str, tuple[re.Pattern[str], ...]]
    cadence: dict[str, re.Pattern[str]]
    one_off: re.Pattern[str]


def lexicons_for(language: str | None) -> tuple[Lexicon, ...]:
    """The lexicon of a language and the English one, which half of all mail mixes in."""
    own = language if language in languages() else None
    names = [own, _FALLBACK] if own and own != _FALLBACK else [_FALLBACK]
    return tuple(load(name) for name in names)


@cache
def languages() -> frozenset[str]:
    """The languages that have a lexicon."""
    folder = files("parsers") / "lexicons"
    names = (entry.name for entry in folder.iterdir())
    return frozenset(name.removesuffix(".toml") for name in names if name.endswith(".toml"))


@cache
def load(language: str) -> Lexicon:
    """One language's lexicon."""
    text = (files("parsers") / "lexicons" / f"{language}.toml").read_text(encoding="utf-8")
    words = tomllib.loads(text)
    return Lexicon(
        claims={EventKind(kind): _any(words["claims"][kind]) for kind in words["claims"]},
        hedges={kind: _any(patterns) for kind, patterns in words["hedges"].items()},
        labels={
            name: tuple(_label(pattern) for pattern in patterns)
            for name, patterns in words["labels"].items()
        },
        cadence={
            period: re.compile(
                rf"(?:(?<=\d)|\b|(?<=\W)|^)(?:{'|'.join(patterns)})\b", re.IGNORECASE
            )
            for period, patterns in words["cadence"].items()
        },
        one_off=_any(words["one_off"]["always"]),
    )


def _any(patterns: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


def _label(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.IGNORECASE)
