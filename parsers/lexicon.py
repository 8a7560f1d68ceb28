"""The words of billing mail in one language, loaded from `lexicons/*.toml`."""

import re
import tomllib
from functools import cache
from importlib.resources import files

import msgspec

from parsers.events import EventKind

_FALLBACK = "en"
_NEVER = "(?!)"
# Where a word may begin and end. A digit may touch it ("10€/Monat" reads as "/Monat").
_BORDERS = {
    "at spaces": (r"(?<![^\W\d_])", r"(?!\w)"),
    # Korean puts spaces between words, and particles behind them.
    "with particles": (r"(?<![^\W\d_])", ""),
    "anywhere": ("", ""),
}


class Lexicon(msgspec.Struct, frozen=True, kw_only=True):
    """Compiled patterns: claims by event kind, hedges (`always` or by kind), labels, cadences.

    `behind` are labels that stand behind their value ("2027年1月3日まで"),
    `asides` what tells offers and small print from the bill itself.
    """

    claims: dict[EventKind, re.Pattern[str]]
    hedges: dict[str, re.Pattern[str]]
    labels: dict[str, tuple[re.Pattern[str], ...]]
    behind: dict[str, tuple[re.Pattern[str], ...]]
    cadence: dict[str, re.Pattern[str]]
    one_off: re.Pattern[str]
    asides: re.Pattern[str]


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
    border = _BORDERS[words.get("words_end", "at spaces")]
    return Lexicon(
        claims={EventKind(kind): _any(words["claims"][kind]) for kind in words["claims"]},
        hedges={kind: _any(patterns) for kind, patterns in words["hedges"].items()},
        labels=_labels(words["labels"], border),
        behind=_labels(words.get("behind", {}), border),
        cadence={
            period: _bordered("|".join(patterns), border)
            for period, patterns in words["cadence"].items()
        },
        one_off=_any(words["one_off"]["always"]),
        asides=_any(words.get("asides", {}).get("always", [_NEVER])),
    )


def _labels(
    words: dict[str, list[str]], border: tuple[str, str]
) -> dict[str, tuple[re.Pattern[str], ...]]:
    return {
        name: tuple(_bordered(pattern, border) for pattern in patterns)
        for name, patterns in words.items()
    }


def _any(patterns: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


def _bordered(pattern: str, border: tuple[str, str]) -> re.Pattern[str]:
    before, after = border
    return re.compile(f"{before}(?:{pattern}){after}", re.IGNORECASE)
