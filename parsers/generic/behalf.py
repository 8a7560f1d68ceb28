"""For whom a billing service, a booking platform or a club's treasurer sends a bill."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import chain
from pathlib import Path

import msgspec

from parsers.fakes.naming import goes_with, is_an_offices
from parsers.generic.own_names import FIRMS, JOINING
from parsers.language.paragraphs import CELL
from parsers.merchants import fold
from parsers.page import Page, once
from parsers.values.found_money import find_amounts

_WORDS = Path(__file__).with_name("behalf.toml")
_SHOWN = 2000  # characters at either end of a mail
_MOST = 7  # words of a name
_NAMES = 2  # words that a person's name mostly has
_UNPARTED = frozenset("zh ja".split())  # scripts that part no words
_SIGNED = "im auftrag "
Phrases = Mapping[str, tuple[str, ...]]

# "Reed Cycles via Boatbook": a firm, and what it sends its bills with.
_VIA = re.compile(
    r"(?i)(.{2,60}?) (?:\(?via|prin|\u00fcber|durch|par|por|tramite|przez|genom|gjennom|gennem"
    r"|p\u0159es|through|powered by|c/o|with) (.{2,40}?)\)?"
)
_JOINED = JOINING | frozenset("'t en zum zur am im for".split())
# "A payment of £45.00 to X": how much stands between what went and to whom.
_OF_AMOUNT = re.compile(
    r"(?i)(?<=\w) (?:of|von|über|van|de|di|på|na kwotę) [€$£]? ?\d[\d.,]*"
    r"(?: ?(?:[€$£]|kr\.?|zł|[a-z]{3}\b))?(?= )"
)
_ENDS = re.compile(r"[.,;:!?()\[\]|\u00bb\u201d\u201c\"\n]")
_OPENS = "\u00ab\u201e\u201c\"'(["


class Words(msgspec.Struct, frozen=True, kw_only=True):
    """The words of `behalf.toml`, by language; what stands before a name ends in a space where
    words are parted.
    """

    sent_for: Phrases
    sent_for_before: Phrases
    bill_of: Phrases
    paid_to: Phrases
    payees: Phrases
    shops: Phrases
    sellers: Phrases


@cache
def words() -> Words:
    """What is written down of how mail says for whom it is sent."""
    said = tomllib.loads(_WORDS.read_text(encoding="utf-8"))
    return Words(
        sent_for=_parted(said["sent_for"]),
        sent_for_before=_listed(said["sent_for_before"]),
        bill_of=_parted(said["bill_of"]),
        paid_to=_parted(said["paid_to"]),
        payees=_parted(said["payees"]),
        shops=_listed(said["shops"]),
        sellers=_listed(said["sellers"]),
    )


def _parted(said: dict[str, list[str]]) -> Phrases:
    return {
        language: tuple(one + " " * (language not in _UNPARTED) for one in phrases)
        for language, phrases in said.items()
    }


def _listed(said: dict[str, list[str]]) -> Phrases:
    return {language: tuple(phrases) for language, phrases in said.items()}


def named_at(text: str, start: int) -> str:
    """The name that begins at a place: words with a capital, and what joins two of them."""
    kept: list[str] = []
    for word in text[start : start + 80].lstrip(_OPENS).split(" "):
        bare = _ENDS.split(word, maxsplit=1)[0]
        if not bare or not (_is_capital(bare[0]) or (kept and bare.lower() in _JOINED)):
            break
        kept.append(bare)
        if bare != word or len(kept) == _MOST:
            break
    while kept and kept[-1].lower() in _JOINED:
        kept.pop()
    return " ".join(kept)


def through(name: str, domain: str) -> str | None:
    """The firm of "X via Y", where Y is whose the domain is."""
    found = _VIA.fullmatch(name)
    return found[1].strip() if found and goes_with(found[2], domain) else None


def sent_for(page: Page, shown: str) -> Iterator[str]:
    """The firms for whom a mail says that it is sent, by another one than `shown`."""
    (whole, lower), language = texts_of(page), page.hint.language
    places = _behind(lower, language, words().sent_for)
    names = (named_at(whole, place) for place in places if not _is_of_an_item(page, whole, place))
    before = (_named_before(whole, place) for place in _before(whole, language))
    yield from (name for name in chain(names, before) if is_a_firms(name, page, shown))


def _is_of_an_item(page: Page, whole: str, place: int) -> bool:
    """Whether a place stands in one of several rows with a price: what a firm bills beside its own
    things is somebody else's.
    """
    row = whole[whole.rfind("\n", 0, place) + 1 :].partition("\n")[0].strip()
    rows = [one for one in page.lines if CELL in one and find_amounts(one, page.hint)]
    return row in rows and len(rows) > 1


def billed_by(page: Page, shown: str) -> Iterator[str]:
    """The firms whose bill a mail says that it is, or to whom a payment went: what is said of them
    is said twice, or is a sentence's and of several words.
    """
    whole, lower = texts_of(page)
    told, paid = words().bill_of, words().paid_to
    for known in (told, paid):
        for place in _behind(lower, page.hint.language, known):
            name = named_at(whole, place)
            # "Factura de Luz": what a bill is for stands behind the same words.
            may_be_short = known is paid and whole.count(name) > 1
            if (" " in name or may_be_short) and is_a_firms(name, page, shown):
                rest = whole[place + len(name) :].lstrip()[:1]
                if whole.count(name) > 1 or rest.islower():
                    yield name


def paid_to(page: Page, shown: str) -> Iterator[str]:
    """The club or the firm to which a mail wants a cheque or a transfer made out."""
    whole, lower = texts_of(page)
    for place in _behind(lower, page.hint.language, words().payees):
        name = named_at(whole, place)
        parts = fold(name).split()
        is_long = not FIRMS.isdisjoint(parts) or len(parts) > _NAMES
        if is_long and _is_said_of_a_firm(name, page, shown):
            yield name


@once
def texts_of(page: Page) -> tuple[str, str]:
    """The words at both ends of a mail, and the same in small letters, or none if they part."""
    body = page.body
    ends = body if len(body) <= 2 * _SHOWN else f"{body[:_SHOWN]}\n{body[-_SHOWN:]}"
    text = _OF_AMOUNT.sub("", f"{page.subject}\n{ends}").replace("\n", " \n")
    lower = text.lower()
    return text, lower if len(lower) == len(text) else ""


def _behind(text: str, language: str | None, known: Phrases) -> Iterator[int]:
    """The places behind some phrases in a text, in a language and in English."""
    for one in {language or "en", "en"} & known.keys():
        for phrase in known[one]:
            place = text.find(phrase)
            if place >= 0 and not text[place - 1 : place].isalpha():
                end = place + len(phrase)
                if phrase == _SIGNED and text[end : end + 1] == "\n":
                    continue  # "im Auftrag", and below it whoever signs
                yield end + len(text[end : end + 9]) - len(text[end : end + 9].lstrip())


def _before(text: str, language: str | None) -> Iterator[int]:
    """The places before some phrases, in a language that puts them behind a name."""
    for phrase in words().sent_for_before.get(language or "", ()):
        place = text.find(phrase)
        if place >= 0:
            yield place


def _named_before(text: str, end: int) -> str:
    """The name that ends at a place."""
    kept: list[str] = []
    for word in reversed(re.split(r"[\s、。「」]", text[max(end - 60, 0) : end].rstrip())):
        if not word or not _is_capital(word[0]) or word[-1] in ".,;:!?":
            break
        kept.append(word)
    return " ".join(reversed(kept))


def _is_the_readers(name: str, page: Page) -> bool:
    """Whether a name is that of whom the mail is for."""
    to = fold(" ".join(page.message.headers.get("to", ())))
    greeted = fold(" ".join(one for one in page.lines[:5] if one[-1:] in {",", "!", ":"}))
    parts = [word for word in fold(name).split() if len(word) > 2]
    return any(f" {word} " in f" {to} " for word in parts) or fold(name) in greeted


def is_a_firms(name: str, page: Page, shown: str) -> bool:
    """Whether a name may be that of a firm, other than the sender's (`shown`) and its domain's."""
    if name.isascii() and goes_with(name, page.message.from_domain):
        return False
    return _is_said_of_a_firm(name, page, shown)


def _is_said_of_a_firm(name: str, page: Page, shown: str) -> bool:
    folded = fold(name)
    if len(folded) < 3 or all(is_an_offices(word) for word in folded.split()):
        return False
    if any(letter.isdigit() for letter in name):
        return False
    return folded not in fold(shown) and not _is_the_readers(name, page)


def _is_capital(letter: str) -> bool:
    return letter.isupper() or (letter.isalpha() and letter.lower() == letter.upper())
