"""Brands in the names and texts of a mail, however they are written."""

import re
from collections.abc import Iterator
from functools import cache

from parsers.claims import ROLES
from parsers.domains import above, belongs
from parsers.lookalikes import label, skeleton
from parsers.merchants import Known, fold

# Words other than those in small letters behind the first.
_ODD_WORD = re.compile(r"\b(?![A-Za-z][a-z]+\b)\w+")
_FEWEST = 5  # letters of a brand that a word may look like
# One mark between all of them: "N-o-r-t-o-n 4 y" is a name and then a period.
_SPACED = re.compile(r"\b\w([ .·_*-])(?:\w\1){2,}\w\b")


def speaker(domain: str, known: Known) -> str | None:
    """The brand whose domain it is."""
    places = {place for name in above(domain) for place in known.speakers.get(name, ())}
    if not places:
        return None
    named = (*known.names, *known.brands)
    theirs = [named[place] for place in sorted(places)]
    return next((one for one in theirs if one == label(domain)), next(iter(theirs), None))


def strangers(text: str, domain: str, known: Known) -> Iterator[str]:
    """The brands that a folded text names and that the domain may not speak for."""
    for brand in begun(text, known):
        if has(brand, text) and not belongs(domain, known.brands[brand]):
            yield brand


def bare_name(name: str, domain: str, known: Known) -> str | None:
    """A known name with nothing but what companies add ("Amazon プライム", "Apple Store Orders").

    `name` is folded; None where the domain may be called so.
    """
    plain = " ".join(word for word in name.split() if word not in ROLES and is_latin(word))
    return plain if plain in known.names and not belongs(domain, known.names[plain]) else None


def begun(text: str, known: Known) -> list[str]:
    """The brands of which a folded text has the first word, in their order: few are looked for."""
    begins = known.beginnings.keys() & set(text.split())
    places = {place for word in begins for place in known.beginnings[word]}
    brands = tuple(known.brands) if places else ()
    return [brands[place] for place in sorted(places)]


def begun_long(text: str, names: tuple[str, ...]) -> Iterator[str]:
    """The names of several words that a folded text has: "prime membership", "game pass"."""
    by_first = _by_first_word(names)
    for word in by_first.keys() & text.split():
        yield from (one for one in by_first[word] if has(one, text))


@cache
def _by_first_word(names: tuple[str, ...]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name in names:
        if " " in name:
            found.setdefault(name.partition(" ")[0], []).append(name)
    return found


def unmasked(name: str) -> str | None:
    """A name that mixes in letters which only look Latin, as it looks; None for any other.

    Small letters and a capital I or a digit among them ("PayPaI", "Netf1ix"), or letters of
    another script.
    """
    if name.isascii() and not re.search(r"[a-z][I013457][a-z]|[a-z]I|[A-Z][013457][A-Z]", name):
        return None
    return " ".join(skeleton(word) for word in fold(name).split())


def masked_brand(text: str, known: Known) -> str | None:
    """The brand that a word of a text only looks like: "Micr0soft", or in letters of another
    script. Nobody writes so by mistake.
    """
    for word in _ODD_WORD.findall(text):
        seen = unmasked(word)
        if seen is not None and len(seen) >= _FEWEST:
            brand = _by_look(tuple(known.brands)).get(seen)
            if brand is not None and fold(word) != brand:
                return brand
    return None


@cache
def _by_look(brands: tuple[str, ...]) -> dict[str, str]:
    return {skeleton(brand): brand for brand in brands if " " not in brand}


def joined(text: str) -> str:
    """The words that are written letter by letter ("N E T F L I X", "N.o.r.t.o.n"), folded."""
    return fold(" ".join(re.sub(r"[\W_]", "", run[0]) for run in _SPACED.finditer(text)))


def is_latin(word: str) -> bool:
    return word[0].isascii() or word[0] < "\u0250"


def has(brand: str, text: str) -> bool:
    return brand in text and f" {brand} " in f" {text} "
