"""Whether a sender's name and its domain go together: a company writes from where it is at home."""

import re
import unicodedata
from functools import lru_cache

from parsers.domains import organisation
from parsers.fakes.brands import has
from parsers.fakes.claims import ROLES
from parsers.fakes.hosts import MACHINES, is_of_the_house
from parsers.fakes.lookalikes import label
from parsers.merchants import fold
from parsers.sieve import has_billing_words
from parsers.text.worded import Worded

_WORDED = Worded(__file__)

_FOOT = 4000  # characters at either end of a mail that are looked through for its sender's name
_SPELT_OUT = {
    "ä": "ae",
    "ö": "oe",
    "ü": "ue",
    "ß": "ss",
    "å": "aa",
    "ø": "oe",
    "æ": "ae",
    "œ": "oe",
    "ł": "l",
    "đ": "d",
    "ı": "i",
}
# Letters without an accent that comes off, as they are written in a domain.
LATIN = str.maketrans("łøđæåß", "lodaas")
_CYRILLIC = dict(
    zip(
        "абвгдезийклмнопрстуфхцчшщъыьэюяіїєґёјљњћђџѓќѕ",
        "a b v g d e z i y k l m n o p r s t u f kh ts ch sh shch  y  e yu ya i i ye g yo j lj nj"
        " c dj dz g k dz".split(" "),
        strict=True,
    )
) | {"ж": "zh"}
_GREEK = dict(
    zip(
        "αβγδεζηθικλμνξοπρσςτυφχψω",
        "a v g d e z i th i k l m n x o p r s s t y f ch ps o".split(),
        strict=True,
    )
)
# Ways in which names in other letters stand in domains: Russian, Bulgarian, Greek; then Ukrainian.
ROMANISED = (
    str.maketrans(_CYRILLIC | _GREEK),
    str.maketrans(_CYRILLIC | _GREEK | {"г": "h", "и": "y", "й": "i", "х": "h", "ц": "c"}),
)
_FEWEST = 3  # letters of a part of a domain that may be a name
_WHOLE = 4  # letters of a word that is found within others
_JOINED = 5  # letters of a domain that is found across words
# What is bought beside a name to be paid at: words of paying, owing and giving back.
PAYING = frozenset(_WORDED.words("paying"))
LEGAL = frozenset(
    """ab ag aps as asa bv gmbh inc kg llc llp ltd limited nv oy plc sa sarl sas sl spa sro srl ug
    the and und et y e en och og co company""".split()
)
# What small firms put around their name: thewoolbarn, getplot, plotapp.
AFFIXES = frozenset(
    """app au br ca co com de es fr get go hello hey home hq it join my net nl our pl team
    the try uk us use we your""".split()
)
# And behind that of a firm that says what it is: a bank's, a school's.
_TRADES = frozenset(
    """bank club college design dental farm foto group hotel haus house it kanzlei media mobil music
    online park praxis school schule shop solar store studio tech tools verein versand web
    wine""".split()
)
# Kept for texts (RFC 2606): no mail comes from there, so an address there has been taken out.
PLACEHOLDERS = frozenset({"example.com", "example.net", "example.org"})


def goes_with(name: str, domain: str) -> bool:
    """Whether a name as it is shown has anything of its domain: a word, the whole, its initials.

    A name in another script, one of nothing but offices and none at all go with anything.
    """
    plain = _without_accents(name)
    shown = fold(plain).translate(LATIN)
    words = [word for word in shown.split() if word not in ROLES | MACHINES]
    if is_of_the_house(words, domain):
        return True
    if organisation(domain) in PLACEHOLDERS or not any(one.isascii() for one in words):
        return True
    if not name.isascii() and any(_is_of_another_script(letter) for letter in name):
        return True
    parts = [part for one in _chosen(domain) for part in one.split("-") if part]
    chosen = {one.replace("-", "") for one in _chosen(domain)} | set(parts)
    return (
        any(_is_within(word, one) for word in _spellings(words, name) for one in chosen)
        or any(one in "".join(words) for one in chosen if len(one) >= _WHOLE)
        or _initials(plain) in chosen
    )


def is_called_exactly(name: str, domain: str) -> bool:
    """Whether a folded name and the part of a domain that somebody chose are the same, but for what
    firms add to either.
    """
    rest = own = label(domain).replace("-", "")
    words = [one for one in name.split() if one not in LEGAL]
    whole = name.replace(" ", "")
    if own in {whole, "".join(words), "".join(one for one in words if one not in ROLES)}:
        return True
    for one in sorted(words, key=len, reverse=True):
        if len(one) > 2 and one not in PAYING | ROLES:
            rest = rest.replace(one, "", 1)
    return rest != own and (not rest or rest in AFFIXES or rest in _TRADES)


@lru_cache(maxsize=2048)  # the same names and domains write again and again
def is_an_offices(word: str) -> bool:
    """Whether a word of a name or a domain is about bills, in whatever language, and nobody's."""
    return word in ROLES or word in PAYING or has_billing_words(word)


def names_its_place(domain: str, text: str) -> bool:
    """Whether a letter has a word of its sender's domain, which is no office's either."""
    words = {fold(word) for one in _chosen(domain) for word in one.split("-")} - ROLES
    whole = label(domain).replace("-", "")
    names = {one for one in words if len(one) >= _FEWEST and not one.isdigit()}
    # Nearly all do, and folding takes its time.
    ends = f"{_ends(text).lower()} ".replace("\n", " ")
    if any(_is_written(one, ends) for one in {whole, *names} - ROLES if _is_told_unfolded(one)):
        return True
    shown = said(text)
    together = shown.replace(" ", "")
    return (whole not in ROLES and whole in together) or any(
        one in together if len(one) > _FEWEST else has(one, shown) for one in names
    )


def is_made_of(name: str, domain: str) -> bool:
    """Whether a domain is nothing but words of a name, in their order, and not only of offices':
    "Attic Self Storage" at atticstorage.co.uk.
    """
    whole, at = label(domain).replace("-", ""), 0
    kept = []
    for word in fold(name).split():
        if whole.startswith(word, at):
            kept.append(word)
            at += len(word)
    return at == len(whole) > 0 and bool(set(kept) - ROLES)


def spells_its_place(domain: str, text: str) -> bool:
    """Whether a letter has the whole name of its sender's domain, not only one of its words."""
    shown, whole = said(text), label(domain).replace("-", "")
    if len(whole) < _JOINED:
        return has(whole, shown)
    return whole in shown.replace(" ", "")


def own_words(name: str, domain: str) -> set[str]:
    """The words by which a letter can say whose it is: those of the name and of the domain."""
    words = {part for one in _chosen(domain) for part in one.split("-")} | set(fold(name).split())
    return {one for one in words - ROLES if len(one) >= _FEWEST and not one.isdigit()}


@lru_cache(maxsize=4)
def said(text: str) -> str:
    """The words at both ends of a letter, folded, also with ae for ä; addresses are no names."""
    written = _written(text)
    if written.isascii():
        return fold(written)
    return f"{fold(written)} {fold(spelt_out(written))}"


def spelt_out(text: str) -> str:
    """A text in small letters, with ae for ä, as names stand in domains."""
    lower = text.lower()
    for letter, letters in _SPELT_OUT.items():  # a table takes ten times as long
        lower = lower.replace(letter, letters)
    return lower


@lru_cache(maxsize=4)  # one mail asks again and again
def _written(text: str) -> str:
    """The words at both ends of a letter; addresses are no names."""
    words = _ends(text).split()  # of each of which a call would ask too much
    return " ".join([w for w in words if "@" not in w and "/" not in w and "www." not in w])


def _ends(text: str) -> str:
    return f"{text[:_FOOT]}\n{text[-_FOOT:]}"


def _is_address(word: str) -> bool:
    return "@" in word or "/" in word or "www." in word


def _is_written(name: str, text: str) -> bool:
    """Whether a name stands in a word that is no address. The text ends with a space."""
    at = text.find(name)
    while at >= 0:
        ends = text.find(" ", at)
        if not _is_address(text[text.rfind(" ", 0, at) + 1 : ends]):
            return True
        at = text.find(name, ends)
    return False


def _is_told_unfolded(name: str) -> bool:
    """Whether a name that stands in small letters in a text stands in the folded text as well."""
    return len(name) > _FEWEST and name.isascii() and name.isalnum()


def _chosen(domain: str) -> list[str]:
    """The labels that somebody chose: mail, stadtwerke-auental of mail.stadtwerke-auental.de."""
    below = domain.lower().removesuffix(organisation(domain)).strip(".")
    return [*(one for one in below.split(".") if one), label(domain)]


def _spellings(words: list[str], name: str) -> set[str]:
    return {*words, *fold(spelt_out(name)).split()} - ROLES


def _is_within(word: str, one: str) -> bool:
    """Whether a word stands in a domain's part; a short one only at its beginning or end."""
    if len(word) > _WHOLE:
        return word in one
    ends = len(word) == _WHOLE and one.endswith(word)
    return ends or (len(word) > 1 and one.startswith(word))


def _initials(name: str) -> str:
    return "".join(word[0] for word in re.findall(r"\w+", name.lower()))


def _without_accents(name: str) -> str:
    kept = unicodedata.normalize("NFKD", name)
    return "".join(letter for letter in kept if not unicodedata.combining(letter))


def _is_of_another_script(letter: str) -> bool:
    return letter.isalpha() and letter >= "\u0370"
