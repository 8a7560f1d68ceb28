"""Month names of many languages, from CLDR, folded for matching."""

from collections import defaultdict
from functools import cache

from babel import Locale

from parsers.folding import fold

_LANGUAGES = "en de fr es pt it nl pl sv da nb fi cs hu ro tr ru he"
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
        if spoken in _LANGUAGES.split() and plain in _names(spoken):
            return _names(spoken)[plain]
    if not with_year and (own is not None or len(plain) < _TELLING):
        return None
    numbers = _everywhere().get(plain, set())
    return next(iter(numbers)) if len(numbers) == 1 else None


@cache
def _names(language: str) -> dict[str, int]:
    months = Locale(language).months
    return {
        fold(str(name)).text.lower().rstrip(".'\u05f3"): number
        for context in ("format", "stand-alone")
        for width in ("wide", "abbreviated")
        for number, name in months[context][width].items()
        if not str(name)[0].isdecimal()
    } | _MORE.get(language, {})


@cache
def _everywhere() -> dict[str, set[int]]:
    numbers: dict[str, set[int]] = defaultdict(set)
    for language in _LANGUAGES.split():
        for name, number in _names(language).items():
            numbers[name].add(number)
    return dict(numbers)
