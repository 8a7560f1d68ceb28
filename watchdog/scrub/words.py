"""The words around what is private, loaded from `words.toml`, and those that are nobody's name."""

import re
import tomllib
from functools import cache
from importlib.resources import files

import msgspec
from babel import Locale

from parsers.language.lexicon import languages, load

# Scripts without spaces go on with the value at once.
_LABEL_END = r"(?:(?=\s*(?:[:：#№]|n[°º]|\(|$|\s))|(?<=[\u3040-\u9fff\uac00-\ud7a3]))"
_CODES = frozenset(
    """usa gbr deu fra esp ita nld bel che aut can aus jpn kor chn ind bra mex swe nor dnk fin pol
    irl""".split()
)
_COUNTRIES_IN = ("en", "de", "fr", "es", "it", "nl", "pt")


class Words(msgspec.Struct, frozen=True, kw_only=True):
    """Compiled patterns and word lists; every list holds lower-case words.

    `billing` are the words that bills are made of. `labels` maps what stands beside a label (name,
    address, number, phone, user) to its pattern.
    """

    greeting: re.Pattern[str]
    greeted: re.Pattern[str]
    nobody: frozenset[str]
    roles: frozenset[str]
    ordinary: frozenset[str]
    billing: frozenset[str]
    labels: dict[str, re.Pattern[str]]
    card: re.Pattern[str]
    ending: re.Pattern[str]
    street_words: frozenset[str]
    street: re.Pattern[str]
    countries: frozenset[str]


@cache
def words() -> Words:
    """All of them, loaded once."""
    file = files("watchdog.scrub") / "words.toml"
    known = tomllib.loads(file.read_text(encoding="utf-8"))
    greetings, nobody, cards = known["greetings"], known["nobody"], known["cards"]
    return Words(
        greeting=_greeting(greetings["before"], greetings["titles"]),
        greeted=re.compile(rf"([^\s,.!。、，]{{1,20}}) ?(?:{'|'.join(greetings['behind'])})"),
        nobody=frozenset(nobody["words"].split()),
        roles=frozenset(nobody["roles"].split()),
        ordinary=frozenset(nobody["ordinary"].split()) | _said_in_bills(),
        billing=_said_in_bills() | frozenset(nobody["billing"].split()),
        labels={name: _label(patterns) for name, patterns in known["labels"].items()},
        card=re.compile(rf"(?<!\w)(?:{cards['brands']})\W{{0,12}}(\d{{4}})(?![\w/])", _ANY_CASE),
        ending=re.compile(rf"(?<!\w)(?:{cards['endings']})\W{{0,8}}(\d{{4}})(?![\w/])", _ANY_CASE),
        street_words=frozenset(known["streets"]["kept"].split()),
        street=_street(known["streets"]),
        countries=_countries(),
    )


_ANY_CASE = re.IGNORECASE


def _greeting(before: list[str], titles: list[str]) -> re.Pattern[str]:
    """A greeting at the start of a line or a sentence; group 1 is what follows it."""
    return re.compile(
        rf"(?:^|[.!?] |, )(?:{'|'.join(before)})(?: und willkommen)?,?\s+"
        rf"((?:(?:{'|'.join(titles)})\b\.?\s+)*(?:[^\s,.!?:;()<>|]+[ ]?){{1,4}})",
        _ANY_CASE,
    )


def _label(patterns: list[str]) -> re.Pattern[str]:
    longest_first = sorted(patterns, key=len, reverse=True)
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(longest_first)}){_LABEL_END}", _ANY_CASE)


def _street(streets: dict[str, str]) -> re.Pattern[str]:
    """A house number and, before or behind it, the word for a street."""
    alone, ending = rf"(?<!\w){streets['words']}(?!\w)", rf"\w*{streets['endings']}(?!\w)"
    street = rf"(?:{alone}|{ending})"
    return re.compile(
        rf"\b\d{{1,5}}[a-z]?,? (?:[\w.'’-]+,? ){{0,4}}{street}"
        rf"|(?<!\w){street}(?: [\w.'’-]+){{0,4}}? \d{{1,5}}[a-z]?\b",
        _ANY_CASE,
    )


def _said_in_bills() -> frozenset[str]:
    """The words of the lexicons: somebody may be called Bill, every receipt says it too."""
    patterns = (
        phrase.source
        for language in languages()
        for lexicon in [load(language)]
        for phrases in (
            *lexicon.claims.values(),
            *lexicon.labels.values(),
            *lexicon.cadence.values(),
        )
        for phrase in phrases.each
    )
    found = {word for text in patterns for word in re.findall(r"(?<!\\)[^\W\d_]{2,}", text)}
    return frozenset(word.lower() for word in found) | _calendar()


def _calendar() -> frozenset[str]:
    names: set[str] = set()
    for tag in _COUNTRIES_IN:
        locale = Locale.parse(tag)
        for kind in ("wide", "abbreviated"):
            names |= {str(name).lower() for name in locale.months["format"][kind].values()}
            names |= {str(name).lower() for name in locale.days["format"][kind].values()}
    return frozenset(name.strip(".") for name in names)


def _countries() -> frozenset[str]:
    """The countries' names, which an address may keep: they settle what a "$" is."""
    names = {
        str(name).lower()
        for tag in _COUNTRIES_IN
        for name in Locale.parse(tag).territories.values()
    }
    return frozenset(names) | {"us", "usa", "uk", "deutschland", "u.s.a.", "brd"} | _CODES
