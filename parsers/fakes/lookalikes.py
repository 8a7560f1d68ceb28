"""Domains that are made to be taken for those of a brand."""

import unicodedata
from functools import cache, lru_cache
from typing import NamedTuple

from parsers.domains import organisation

# Letters of other scripts, and digits, that look like a Latin letter (Unicode TR 39, the part
# that domain registries let through).
_ALIKE = str.maketrans(
    "аеорсухіјѕһԁԛԝкмтвнґαεικνορτυχωη01345789ıłøđƒɡ",
    "aeopcyxijshdqwkmtbhraeiknoptuxwnoleastbgilodfg",
)
_PAIRS = (("rn", "m"), ("vv", "w"), ("cl", "d"))
_LONG = 6
_NAMED = 5
# Country endings that are sold to anybody: a company's own branch is told by none of them.
_ANYBODYS = frozenset("ac ai cc co io me ml tk tv ws ga cf gq sh to vip".split())


class Lookalikes(NamedTuple):
    """What a domain is written to be read as: domains that it `imitates`, that it `resembles`."""

    imitates: frozenset[str]
    resembles: frozenset[str]


@lru_cache(maxsize=4096)
def lookalikes(domain: str, own: frozenset[str]) -> Lookalikes:
    """Which of the brands' `own` (registrable) domains a stranger's domain could be taken for.

    It imitates one in letters that only look alike, in another script, with the whole domain put
    in front of another ("paypal.com.bills.example"), or under an ending that anybody can buy. It
    resembles one, which is a weaker sign, with its name among others or one letter away from it.
    """
    theirs = organisation(domain)
    by_name = _by_skeleton(own)
    same = by_name.get(skeleton(label(theirs)), frozenset())
    imitated = {brand for brand in same if not is_branch(theirs, brand)} | _in_front(domain, own)
    imitated |= {one for word in _masked(domain) for one in by_name.get(word, frozenset())}
    near: set[str] = set()
    for word in _words(domain):
        near |= by_name.get(word, frozenset())
        if len(word) >= _LONG - 1:
            near.update(*(d for name, d in by_name.items() if _is_one_off(name, word)))
    return Lookalikes(frozenset(imitated), frozenset(near - same))


@cache
def _by_skeleton(own: frozenset[str]) -> dict[str, frozenset[str]]:
    """The brands' domains by what their names look like; short names look like too much."""
    found: dict[str, frozenset[str]] = {}
    for domain in own:
        if len(label(domain)) >= _NAMED:
            name = skeleton(label(domain))
            found[name] = found.get(name, frozenset()) | {domain}
    return found


def _in_front(domain: str, own: frozenset[str]) -> set[str]:
    labels = domain.split(".")
    inner = {
        ".".join(labels[start:end])
        for start in range(len(labels))
        for end in range(start + 2, min(start + 4, len(labels)))
    }
    return {one for one in inner & own if len(label(one)) >= _NAMED}


def label(domain: str) -> str:
    """The part of a registrable domain that somebody chose: paypal of paypal.com."""
    return organisation(domain).partition(".")[0]


@lru_cache(maxsize=4096)
def skeleton(name: str) -> str:
    """A label with every letter replaced by the Latin one it looks like; punycode is decoded."""
    if name.startswith("xn--"):
        try:
            name = name[4:].encode("ascii").decode("punycode")
        except UnicodeError:
            return name
    plain = unicodedata.normalize("NFKD", name).casefold()
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    for pair, one in _PAIRS:
        plain = plain.replace(pair, one)
    return plain.translate(_ALIKE).replace("i", "l")  # PAYPAI, paypa1 and paypaI look the same


def _words(domain: str) -> set[str]:
    """The words of the labels before the public ending, in skeletons."""
    return {skeleton(word) for word in _written(domain)}


def _written(domain: str) -> set[str]:
    chosen = domain.removesuffix(organisation(domain)) + label(domain)
    return {word for part in chosen.split(".") for word in part.split("-") if word}


def _masked(domain: str) -> set[str]:
    """Those of them, in skeletons, in which a digit or another script stands for a letter."""
    words = _written(domain)
    plain = {word.replace("i", "l") for word in words}
    shown = {skeleton(word) for word in words if not word.isalpha() or not word.isascii()}
    return shown - plain


def is_branch(domain: str, brand: str) -> bool:
    """The brand's own name, letter by letter, under a country's ending: amazon.se."""
    name, _, ending = domain.partition(".")
    country = ending.rpartition(".")[2]
    return name == label(brand) and len(country) == 2 and country not in _ANYBODYS


def _is_one_off(brand: str, word: str) -> bool:
    """One letter more, less, other or swapped."""
    if len(brand) < _LONG or brand == word or abs(len(brand) - len(word)) > 1:
        return False
    start = 0
    while start < min(len(brand), len(word)) and brand[start] == word[start]:
        start += 1
    left, right = brand[start:], word[start:]
    return (
        left[1:] == right[1:]
        or left[1:] == right
        or left == right[1:]
        or (left[:2] == right[:2][::-1] and left[2:] == right[2:])
    )
