"""Brands in the names and texts of a mail, however they are written."""

import re
from collections.abc import Iterator, Set
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from parsers.domains import above, belongs
from parsers.fakes.claims import ROLES
from parsers.fakes.lookalikes import label, skeleton
from parsers.merchants import Known, fold
from parsers.text.worded import Worded

_WORDED = Worded(__file__)

# Words other than those in small letters behind the first.
_ODD_WORD = re.compile(r"\b(?![A-Za-z][a-z]+\b)\w+")
# A capital I, or a digit, among letters or behind them.
_MASK = re.compile(r"[a-z]I|[A-Za-z][013457]{1,3}[A-Za-z]|[A-Za-z]{3}[015]\b|\b[01][a-z]{4}")
_BEGUN = 300  # characters of a text that tell in which script it is
_LOOKED_AT = 4000  # characters of one whose letters are looked at
_FEWEST = 5  # letters of a brand that a word may look like
# Letters of other scripts: Greek and what follows, signs of the East.
_FOREIGN = re.compile("[\u0370-\u1fff\u3040-\u9fff\uac00-\ud7a3]")
# Endings of cases: Slavic, Finnic, Hungarian, Romanian, Baltic, Turkic.
_ENDINGS = "|".join(_WORDED.words("endings"))
# Two words that are meant as such.
_PHRASES = frozenset({"dropbox", "godaddy", "headspace", "linkedin", "playstation", "skillshare"})
_OTHER_WORDS = frozenset({"patron", "patrons"})  # one letter from a brand
FIRST_NAMES = frozenset({"claude", "max"})  # of services, and of people
_OPENS = 800  # characters of a letter in which it names whose it is
_LINE = 200  # characters of a subject
_DECLINED = 5  # letters that a brand which is declined has at least
_ENGLISH = " you"
_PUT_BEFORE = 6  # and one that stands before another word in one
_TO_WORDS = bytes(code if 97 <= code <= 122 else 32 for code in range(256))  # of small letters
# One mark between all of them: "N-o-r-t-o-n 4 y" is a name and then a period.
_SPACED = re.compile(r"\b\w([ .·_*/|+~,:=^-])(?:\w\1){2,}\w\b")


def set_apart(text: str, known: Known) -> str:
    """A text in which the brands that it names in other scripts are words of their own.

    Signs stand without spaces, and elsewhere endings and articles are glued to a name. Of a few
    signs, or letters, nobody can tell that they are not part of another word.
    """
    if text.isascii() or _FOREIGN.search(text, 0, _BEGUN) is None:
        return text
    small = text.lower()
    letters = known.abroad.keys() & set(small[:_LOOKED_AT])
    found = [one for letter in letters for one in known.abroad[letter] if one in small]
    found.sort(key=len, reverse=True)
    return _foreign(tuple(found)).sub(r" \g<0> ", text) if found else text


def undeclined(text: str, known: Known) -> str:
    """A text in which the brands that it declines, or puts before another word, are words:
    "Netflixin", "PayPalos", "Microsoftu", "Netflixkonto".

    A long one in plain ASCII is nearly always English, which declines none.
    """
    if text.isascii() and len(text) > _LINE:
        return _parted(text, known)
    small = text[:_OPENS].lower().encode(errors="surrogatepass")
    heads = {word[:_DECLINED] for word in small.translate(_TO_WORDS).split()}
    declined = _looks(known).declined
    begun = [name for head in declined.keys() & heads for name in declined[head]]
    plain = small.decode("ascii", "ignore")
    found = tuple([one for one in begun if one in plain])
    text = _endings(found).sub(r"\g<0> ", text) if found else text
    return _parted(text, known)


def _parted(text: str, known: Known) -> str:
    """A text in which what begins with a brand is two words: "Netflixkonto", "Spotifyaccount"."""
    small = text[:_OPENS].lower()
    if len(text) > _LINE and _ENGLISH in small:
        return text  # where words stand apart
    found = tuple([one for one in _looks(known).compound if one in small])
    return _compounds(found).sub(r"\g<0> ", text) if found else text


@lru_cache(maxsize=64)
def _endings(names: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(names)})(?=(?:{_ENDINGS})\b)", re.IGNORECASE)


@lru_cache(maxsize=64)
def _compounds(names: tuple[str, ...]) -> re.Pattern[str]:
    named = "|".join(names)
    return re.compile(rf"\b(?:{named})(?!land|world)(?=[a-zß-ſ]{{4,30}}\b)", re.IGNORECASE)


@lru_cache(maxsize=64)
def _foreign(names: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(map(_bordered, names)), re.IGNORECASE)


def _bordered(name: str) -> str:
    """A name with what may stand around it, as a pattern."""
    sign, short = name[0], len(name) < _FEWEST
    if sign >= "\uac00":  # Hangul: particles follow a word
        return rf"(?<![가-힣]){name}"
    if "\u3040" <= sign < "\u3100" and short:
        return rf"(?<![ァ-ヺー]){name}(?![ァ-ヺー])"
    return rf"(?<!\w){name}(?!\w)" if short and sign < "\u0e00" else name


def speaker(domain: str, known: Known) -> str | None:
    """The brand whose domain it is."""
    places = {place for name in above(domain) for place in known.speakers.get(name, ())}
    if not places:
        return None
    theirs = [known.called[place] for place in sorted(places)]
    return next((one for one in theirs if one == label(domain)), next(iter(theirs), None))


def strangers(text: str, domain: str, known: Known) -> Iterator[str]:
    """The brands that a folded text names and that the domain may not speak for."""
    text = set_apart(text, known)
    for brand in borne(text, set(text.split()), known):
        if not belongs(domain, known.brands[brand]):
            yield brand


def bare_name(name: str, domain: str, known: Known) -> str | None:
    """A known name with nothing but what companies add ("Amazon プライム", "Apple Store Orders").

    `name` is folded; None where the domain may be called so.
    """
    words = set_apart(name, known).split()
    plain = " ".join(word for word in words if word not in ROLES and is_latin(word))
    # What follows a name in other letters says "support", too.
    plain = plain or next((word for word in words if not is_latin(word)), "")
    return plain if plain in known.names and not belongs(domain, known.names[plain]) else None


def is_called(name: str, domain: str, known: Known) -> bool:
    """Whether a sender's folded name has that of a brand that the domain may not speak for."""
    return any(strangers(name, domain, known)) or bare_name(name, domain, known) is not None


def begun(text: str, known: Known) -> list[str]:
    """The brands of which a folded text has the first word, in their order: few are looked for."""
    return _begun(set(text.split()), known)


def _begun(words: Set[str], known: Known) -> list[str]:
    begins = known.beginnings.keys() & words
    places = {place for word in begins for place in known.beginnings[word]}
    return [known.ordered[place] for place in sorted(places)]


def borne(text: str, words: Set[str], known: Known) -> list[str]:
    """The brands that a folded text has, in their order; `words` are its words.

    One of a single word is there where it is begun.
    """
    return [one for one in _begun(words, known) if " " not in one or has(one, text)]


def borne_long(text: str, words: Set[str], known: Known) -> Iterator[str]:
    """The names of several words that a folded text has: "prime membership", "game pass"."""
    long = _looks(known).long
    for word in sorted(long.keys() & words):
        yield from (one for one in long[word] if has(one, text))


def called_in(text: str, known: Known) -> Iterator[str]:
    """All the names of the catalogue that a folded text has, common words too."""
    words = set(text.split())
    yield from known.names.keys() & words
    yield from borne_long(text, words, known)


def run_together(letters: str, known: Known) -> list[tuple[str, str]]:
    """The brands of `known.flat` that stand within letters in one word, in their order."""
    heads, flat = _looks(known).heads, known.flat
    places = {
        place
        for at in range(len(letters))
        for head in (letters[at], letters[at : at + 2])
        for place in heads.get(head, ())
        if letters.startswith(flat[place][1], at)
    }
    return [flat[place] for place in sorted(places)]


def unmasked(name: str) -> str | None:
    """A name that mixes in letters which only look Latin, as it looks; None for any other.

    Small letters and a capital I or a digit among them ("PayPaI", "Netf1ix"), or letters of
    another script.
    """
    if name.isascii() and not _MASK.search(name):
        return None
    return " ".join(skeleton(word) for word in fold(name).split())


def masked_brand(text: str, known: Known) -> str | None:
    """The brand that a word of a text only looks like: "Micr0soft", or in letters of another
    script. Nobody writes so by mistake.
    """
    for word in _ODD_WORD.findall(text):
        seen = unmasked(word)
        if seen is not None and len(seen) >= _FEWEST:
            brand = _looks(known).words.get(seen)
            if brand is not None and fold(word) != brand:
                return brand
    return None


def begun_alike(seen: str, known: Known) -> list[str]:
    """The brands whose first word looks like one of those of a name, as that looks."""
    first = _looks(known).first
    return [brand for word in dict.fromkeys(seen.split()) for brand in first.get(word, ())]


def misspelt(word: str, known: Known) -> str | None:
    """The brand that a folded word is one letter away from, not the first: more, less, other or
    swapped.
    """
    if len(word) < _FEWEST or word in _OTHER_WORDS or word in known.names:
        return None
    near = _looks(known).near
    found = (near.get(one) for one in (word, *_shortened(word)))
    return next((one for one in found if one is not None), None)


def _shortened(word: str) -> Iterator[str]:
    """A word without one of its letters behind the first, each in turn: a cloud is no iCloud."""
    return (word[:place] + word[place + 1 :] for place in range(1, len(word)))


class _Looks(NamedTuple):
    """How names look: those of one word, common ones too, brands by their first word, and long ones
    by what is left of them without a letter, and whole; those that are declined by their beginning;
    names of several words by their first; those before which nothing stands in other words; the
    places of brands in one word by its first two letters.
    """

    of: Known
    words: dict[str, str]
    first: dict[str, list[str]]
    near: dict[str, str]
    declined: dict[bytes, list[str]]
    long: dict[str, list[str]]
    compound: tuple[str, ...]
    heads: dict[str, list[int]]


_LOOKS: list[_Looks] = []  # of one catalogue, the last


def _looks(known: Known) -> _Looks:
    if not _LOOKS or _LOOKS[0].of is not known:
        first: dict[str, list[str]] = {}
        for brand in known.ordered:
            first.setdefault(skeleton(brand).split()[0], []).append(brand)
        words = {skeleton(name): name for name in known.called if " " not in name}
        long = [one for one in known.declined if len(one) > _FEWEST]
        near = {short: one for one in long for short in (one, *_shortened(one))}
        declined: dict[bytes, list[str]] = {}
        for brand in known.declined:
            declined.setdefault(brand.encode()[:_DECLINED], []).append(brand)
        several: dict[str, list[str]] = {}
        for name in known.names:
            if " " in name:
                several.setdefault(name.partition(" ")[0], []).append(name)
        compound = tuple(
            one
            for one in known.declined
            if len(one) >= _PUT_BEFORE and " " not in known.spelling(one)
        )
        heads: dict[str, list[int]] = {}
        for place, (_, flat) in enumerate(known.flat):
            heads.setdefault(flat[:2], []).append(place)
        _LOOKS[:] = [_Looks(known, words, first, near, declined, several, compound, heads)]
    return _LOOKS[0]


def unparted(text: str, known: Known) -> str:
    """A folded subject in which a brand that is written in two words is one: "spot ify"."""
    words = text.split()
    pairs = (one for one in pairwise(words) if "".join(one) in known.brands)
    for first, second in pairs:
        # "HBO Max" is one as it stands.
        if first + second not in _PHRASES and f"{first} {second}" not in known.brands:
            text = text.replace(f"{first} {second}", first + second)
    return text


def joined(text: str) -> str:
    """The words that are written letter by letter ("N E T F L I X", "N.o.r.t.o.n"), folded."""
    return fold(" ".join(re.sub(r"[\W_]", "", run[0]) for run in _SPACED.finditer(text)))


def is_latin(word: str) -> bool:
    return word[0].isascii() or word[0] < "\u0250"


def has(brand: str, text: str) -> bool:
    return brand in text and f" {brand} " in f" {text} "
