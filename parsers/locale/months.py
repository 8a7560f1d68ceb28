"""Month names of many languages, from CLDR, folded for matching."""

import tomllib
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

# What may stand between a figure and a month without a space: "3rdMay", "1ermai", "3 בינואר".
ENDS = ("st", "nd", "rd", "th", "er", "º", "°", "ª", "η", "ης", ":a", ":e")
OF = "\u05d1"
_ALIASES = {"no": "nb", "nn": "nb", "iw": "he"}
# Shorter names are also words: pro, led, set, out, ago.
_TELLING = 4
# CLDR has one short form each; mail has more.
_MORE = {
    "en": {"sept": 9},
    "de": {"jan": 1, "feb": 2, "mrz": 3, "sept": 9, "janner": 1, "jaenner": 1, "maerz": 3},
    "nl": {"mrt": 3, "maart": 3},
    "es": {"sep": 9, "set": 9},
    "fr": {"fevr": 2, "fev": 2, "jan": 1, "sep": 9, "dec": 12},
    "sv": {"sep": 9, "sept": 9, "maj": 5},
    "nb": {"sept": 9},
    "pl": {"wrzes": 9},
}


def month_number(name: str, language: str | None, *, with_year: bool) -> int | None:
    """The month that a folded name means.

    Names of the mail's language and of English count always, those of other languages only beside
    a year ("12 Pro" is no 12 December), and only where they all agree.
    """
    own = _ALIASES.get(language or "", language)
    plain = name.rstrip(".'\u05f3")
    for spoken in (own, "en"):
        if spoken is not None and (number := _by_language().get(spoken, {}).get(plain)):
            return number
    if not with_year and (own is not None or len(plain) < _TELLING):
        return None
    numbers = _everywhere().get(plain, frozenset())
    return next(iter(numbers)) if len(numbers) == 1 else None


def may_name_a_month(words: Iterable[str]) -> bool:
    """Whether one of the words of a folded text, in small letters, may be the name of a month."""
    return not _words().isdisjoint(words)


@cache
def _words() -> frozenset[str]:
    """The names in every language, also with what may stand before them in one word."""
    return frozenset(
        f"{day}{of}{name}" for day in ("", *ENDS) for of in ("", OF) for name in _everywhere()
    )


@cache
def _by_language() -> dict[str, dict[str, int]]:
    """The numbers of months by language and name; babel's own tables take 14 MB for these."""
    written = tomllib.loads((files("parsers.locale") / "months.toml").read_text(encoding="utf-8"))
    return {language: names | _MORE.get(language, {}) for language, names in written.items()}


@cache
def _everywhere() -> dict[str, frozenset[int]]:
    numbers: dict[str, set[int]] = defaultdict(set)
    for names in _by_language().values():
        for name, number in names.items():
            numbers[name].add(number)
    same = dict[frozenset[int], frozenset[int]]()  # thousands of names are of a dozen months
    each = ((name, frozenset(some)) for name, some in numbers.items())
    return {name: same.setdefault(some, some) for name, some in each}
