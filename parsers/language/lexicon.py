"""The words of billing mail in one language, loaded from `lexicons/*.toml`."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

import msgspec

from parsers.events import EventKind
from parsers.language.kept_clues import kept_clues
from parsers.language.lengths import Lengths
from parsers.language.phrases import NO_PHRASES, PhraseBook, Phrases
from parsers.language.suspecting import Clues
from parsers.text.folding import words_of
from parsers.text.speech import straight

_FALLBACK = "en"
# A language without a lexicon whose bills use most words of another one; what they do not share
# stands there too.
_READ_AS = {"sk": "cs"}
# Where a word may begin and end. A digit may touch it ("10€/Monat" reads as "/Monat").
_BORDERS = {
    "at spaces": (r"(?<![^\W\d_])", r"(?!\w)"),
    # Korean puts spaces between words, and particles behind them.
    "with particles": (r"(?<![^\W\d_])", ""),
    "anywhere": ("", ""),
}
_SAID = ("head", "later", "earned")  # the words of papers that stand anywhere in a text
_GROUP = re.compile(r"(?<!\?P)<([a-z_]+)>")  # not the name of a part, as in "(?P<name>"
_TURNING = ("then", "afterwards", "nth_month", "full_price")
_LONGEST_KEPT = 1000  # characters


class Lexicon(msgspec.Struct, frozen=True, kw_only=True):
    """Phrases: claims by event kind, hedges (`always` or by kind), labels, cadences.

    Labels stand in the order of how telling they are; `behind` are those that stand behind their
    value ("2027年1月3日まで"), `asides` what tells offers and small print from the bill itself,
    `papers` what tells a bill by its form (`head`, `later`, `earned`, `subject` anywhere;
    `paid_with`, `unpaid`, `goods` at the beginning of a cell).
    `clues` tell which of them a text may match, `claiming` are all claims together, `timing` all
    cadences, `formal` all words of papers, `turning` the labels that turn to a later price;
    `lengths` are the words for how long an offer lasts.
    """

    claims: dict[EventKind, Phrases]
    hedges: dict[str, Phrases]
    labels: dict[str, Phrases]
    behind: dict[str, Phrases]
    cadence: dict[str, Phrases]
    one_off: Phrases
    asides: Phrases
    papers: dict[str, Phrases]
    clues: Clues
    claiming: int
    timing: int
    formal: int
    turning: int
    lengths: Lengths


class Look(msgspec.Struct, frozen=True, gc=False):
    """A text with straight quotes, and what each lexicon of a language suspects in it."""

    text: str
    suspects: tuple[tuple[Lexicon, int], ...]


def look(text: str, language: str | None) -> Look:
    """A text as the lexicons of a language see it; what is asked again is at hand."""
    return _look(text, language) if len(text) <= _LONGEST_KEPT else _fresh_look(text, language)


def _fresh_look(text: str, language: str | None) -> Look:
    said = straight(text)
    words = words_of(said)
    suspects = tuple([(one, one.clues.suspects(words)) for one in lexicons_for(language)])
    return Look(said, suspects)


_look = lru_cache(maxsize=2048)(_fresh_look)


@cache
def lexicons_for(language: str | None) -> tuple[Lexicon, ...]:
    """The lexicon of a language and the English one, which half of all mail mixes in."""
    return tuple(load(name) for name in names_for(language))


def names_for(language: str | None) -> tuple[str, ...]:
    """The languages whose words mail in one is read by."""
    near = _READ_AS.get(language or "", language)
    own = near if near in languages() else None
    return (own, _FALLBACK) if own and own != _FALLBACK else (_FALLBACK,)


@cache
def languages() -> frozenset[str]:
    """The languages that have a lexicon."""
    folder = files("parsers") / "lexicons"
    names = (entry.name for entry in folder.iterdir())
    return frozenset(name.removesuffix(".toml") for name in names if name.endswith(".toml"))


@cache
def load(language: str) -> Lexicon:
    """One language's lexicon."""
    return _read(language, PhraseBook())


def sources_of(language: str) -> tuple[str, ...]:
    """All patterns of one language's lexicon, in the order of their bits."""
    book = PhraseBook()
    _read(language, book)
    return book.sources


def _read(language: str, book: PhraseBook) -> Lexicon:
    text = (files("parsers") / "lexicons" / f"{language}.toml").read_text(encoding="utf-8")
    words = tomllib.loads(text)
    border = _BORDERS[words.get("words_end", "at spaces")]
    groups = words.get("groups", {})
    claims = {EventKind(kind): one for kind, one in _each(book, _claims(words, groups)).items()}
    cadence = _each(book, words["cadence"], border)
    papers = words["papers"]
    said = {"subject": papers["unpaid"], **{name: papers[name] for name in _SAID}}
    begun = {name: some for name, some in papers.items() if name not in _SAID}
    labels = _each(book, _spelt_out(words["labels"], groups), border)
    forms = {**_each(book, said, border), **_each(book, begun, ("^", border[1]))}
    return Lexicon(
        claims=claims,
        hedges=_each(book, _spelt_out(words["hedges"], groups)),
        labels=labels,
        behind=_each(book, words.get("behind", {}), border),
        cadence=cadence,
        one_off=book.phrases(words["one_off"]["always"]),
        asides=book.phrases(words.get("asides", {}).get("always", ())),
        papers=forms,
        clues=book.clues(kept_clues(language, text)),
        claiming=_bits(claims),
        timing=_bits(cadence),
        formal=_bits(forms),
        turning=sum(labels.get(name, NO_PHRASES).bits for name in _TURNING),
        lengths=Lengths(words["lengths"], border),
    )


def says(text: str, label: str, language: str | None) -> bool:
    """Whether a label of this name stands anywhere in a text."""
    return has_label(look(text, language), label)


def has_label(seen: Look, label: str) -> bool:
    """The same of a text that was looked at."""
    for lexicon, suspects in seen.suspects:
        if lexicon.labels.get(label, NO_PHRASES).match(seen.text, suspects):
            return True
    return False


def _claims(words: Mapping[str, Any], groups: Mapping[str, str]) -> dict[str, list[str]]:
    """The patterns of claims by kind: idioms, and those crossed out of groups of words."""
    claims, crossed = (_spelt_out(words.get(name, {}), groups) for name in ("claims", "crossed"))
    return {kind: [*idioms, *crossed.get(kind, ())] for kind, idioms in claims.items()}


def _spelt_out(
    words: Mapping[str, Sequence[str]], groups: Mapping[str, str]
) -> dict[str, list[str]]:
    return {name: [_spelt(one, groups) for one in patterns] for name, patterns in words.items()}


def _spelt(pattern: str, groups: Mapping[str, str]) -> str:
    """A pattern with the words of the groups that it names, as `<payment>`."""
    return _GROUP.sub(lambda found: f"(?:{_spelt(groups[found[1]], groups)})", pattern)


def _each(
    book: PhraseBook, words: Mapping[str, list[str]], border: tuple[str, str] = ("", "")
) -> dict[str, Phrases]:
    return {
        name: book.phrases(_bordered(pattern, border) for pattern in patterns)
        for name, patterns in words.items()
    }


def _bordered(pattern: str, border: tuple[str, str]) -> str:
    """A pattern between its borders; a stroke is one itself: "9,99 EUR/Monat", "99 kr/mån"."""
    before, after = border
    return f"{'' if pattern.startswith('/') else before}(?:{pattern}){after}"


def _bits(phrases: Mapping[EventKind, Phrases] | Mapping[str, Phrases]) -> int:
    return sum(one.bits for one in phrases.values())
