"""Who a mail was sent to: names and addresses from its headers, greetings and labels."""

import re
from collections.abc import Iterable, Iterator
from email.utils import getaddresses

from parsers.mime.headers import decode_words
from watchdog.scrub.invention import person
from watchdog.scrub.secrets import plain
from watchdog.scrub.sights import ADDRESS
from watchdog.scrub.words import words

Fields = list[tuple[str, str]]

_NAMED = ("to", "cc", "bcc", "resent-to", "resent-cc")
_DELIVERED = (
    "delivered-to", "x-original-to", "envelope-to", "x-envelope-to", "apparently-to",
    "x-forwarded-to", "x-forwarded-for", "x-delivered-to", "x-rcpt-to",
)  # fmt: skip
_WORD = re.compile(r"[^\W\d_][\w'’.-]*")
_WITHOUT = {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "ø": "oe", "å": "aa", "æ": "ae"}
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]+")
_PARTICLES = frozenset(
    "van von de den der del della di da dos du la le el al bin ibn ten ter".split()
)
_TITLES = re.compile(
    r"^(?:(?:mr|mrs|ms|miss|dr|prof|herrn?|frau|monsieur|madame|mme|sra?|señora?)\b\.?\s*)+",
    re.IGNORECASE,
)
_COMPANY = re.compile(
    r"\b(?:gmbh|ag|kg|ug|ltd|limited|inc|llc|corp|sarl|sas|sa|srl|spa|bv|ab|oy|plc|pty)\b",
    re.IGNORECASE,
)
_WEAK = re.compile(
    r"\W*(?:welcome|thank|congrat|willkommen|danke|vielen|bienven|merci|gracias|grazie|obrigad"
    r"|bedankt|welkom|tack|takk|tak|kiitos)", re.IGNORECASE
)  # fmt: skip
_IN_SUBJECT = re.compile(
    r"^([^\W\d_][\w'’-]+), (?:your|you|we|here|thanks|dein|ihre?|du|sie|votre|ton|ta|tu|su|il)\b",
    re.IGNORECASE,
)


def mailboxes(fields: Fields, names: tuple[str, ...] = _NAMED) -> list[tuple[str, str]]:
    """Name and lower-case address of all recipients that these headers name."""
    found: list[tuple[str, str]] = []
    for key, value in fields:
        if key in names:
            told = {address.lower(): decode_words(name) for name, address in getaddresses([value])}
            found += [(told.get(one.lower(), ""), one.lower()) for one in ADDRESS.findall(value)]
    return found


def delivered_to(fields: Fields) -> list[str]:
    """The addresses that servers say it was delivered to."""
    return [address for _, address in mailboxes(fields, _DELIVERED)]


def name_words(name: str) -> tuple[str, ...]:
    """The words of a name in the order first to last; empty when it is nobody's."""
    bare = re.sub(r"\([^)]*\)|\"", " ", name).strip(" '’.,")
    if "@" in bare:
        return ()
    last, comma, first = _TITLES.sub("", bare).partition(",")
    told = f"{first} {last}" if comma else last
    found = tuple(word for word in _WORD.findall(told) if not _COMPANY.fullmatch(word.strip(".")))
    if not found or len(found) > 5 or any(word.lower() in words().nobody for word in found):
        return ()
    return tuple(word.rstrip(".'’-") if len(word) > 2 else word for word in found)


def greeted(lines: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Greeting and name of every line that greets somebody."""
    for line in lines:
        for found in words().greeting.finditer(line[:400]):
            name = found[1].strip()
            if _is_greeting(line, found, name):
                yield found[0].strip(" .!?,"), name
        for behind in words().greeted.finditer(line[:80]):
            if name_words(behind[1]):
                yield behind[0], behind[1]


def _is_greeting(line: str, found: re.Match[str], name: str) -> bool:
    """Whether a name follows and the sentence ends with it."""
    rest = line[found.end() :].lstrip()
    if rest and rest[0] not in ",!.:;-–—…|?)":
        return False
    some = name_words(name)
    if not some or len(name) < 2 or (len(some) > 1 and not all(_is_capital(word) for word in some)):
        return False
    is_weak = _WEAK.match(found[0]) is not None  # "Welcome aboard!", "Thanks, Premium!"
    return not is_weak or all(
        _is_capital(word) and word.lower() not in words().ordinary for word in some
    )


def _is_capital(word: str) -> bool:
    return not word[0].islower() or word.lower() in _PARTICLES


def looks_like_name(text: str) -> bool:
    """Whether a text beside a label can be a person's or a company's name."""
    some = name_words(text)
    if not some or len(text) > 60 or (re.search(r"\d", text) and not _COMPANY.search(text)):
        return False
    return all(_is_capital(word) for word in some) and not all(
        word.lower() in words().ordinary for word in some
    )


def subject_openings(subject: str) -> Iterator[tuple[str, str]]:
    """How a subject begins that speaks to somebody ("Alex, your"), and the name."""
    found = _IN_SUBJECT.match(subject)
    if found and name_words(found[1]):
        yield found[0], found[1]


def from_subject(subject: str) -> Iterator[str]:
    """The name that a subject begins with, if it can be nothing else."""
    for _, name in subject_openings(subject):
        if name.lower() not in words().ordinary:
            yield name


def name_map(name: tuple[str, ...], number: int) -> dict[str, str]:
    """What stands for a name as a whole, in all the orders it is written in."""
    first, last = person(number)[0], "Example"
    if len(name) == 1:
        return {plain(name[0]): first}
    given, family = name[0], name[-1]
    whole = " ".join(name)
    return {
        plain(whole): f"{first} {last}",
        plain(f"{given} {family}"): f"{first} {last}",
        plain(f"{family}, {given}"): f"{last}, {first}",
        plain(f"{family} {given}"): f"{last} {first}",
        plain(f"{given[0]}. {family}"): f"{first[0]}. {last}",
        plain(f"{given[0]} {family}"): f"{first[0]} {last}",
        plain(f"{given} {family[0]}."): f"{first} {last[0]}.",
    }


def word_map(name: tuple[str, ...], number: int) -> dict[str, str]:
    """What stands for each word of a name where it stands alone."""
    first = person(number)[0]
    invented = dict.fromkeys(name[1:-1], "Lee") | {name[-1]: "Example", name[0]: first}
    return {way: instead for word, instead in invented.items() for way in _spellings(word)}


def _spellings(word: str) -> Iterator[str]:
    """A word as it is compared, and as it is written where there are no umlauts."""
    yield plain(word)
    yield plain(word).replace("ß", "ss")
    yield plain("".join(_WITHOUT.get(letter, letter) for letter in word.lower()))


def is_distinctive(word: str, brands: frozenset[str]) -> bool:
    """Whether a word can only be somebody's name, so that it goes wherever it stands."""
    if _UNSPACED.fullmatch(word):
        return len(word) > 1
    is_common = word in words().ordinary or word in brands or word in _PARTICLES
    return len(word) > 2 and not is_common


def same_person(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two names can be one person's: a family name alone makes relatives.

    A name in another script is taken for the same person's: there is nothing to compare.
    """
    if not one or not other:
        return False
    if bool(_UNSPACED.match(one[0])) != bool(_UNSPACED.match(other[0])):
        return True
    first, second = [plain(word) for word in one], [plain(word) for word in other]
    if len(first) == 1 or len(second) == 1 or set(first) == set(second):
        return bool(set(first) & set(second))
    is_initial = min(len(first[0]), len(second[0])) == 1 and first[0][0] == second[0][0]
    return first[0] == second[0] or (first[-1] == second[-1] and is_initial)


def local_words(address: str) -> tuple[str, ...]:
    """The name in the part before the @: "alex.muster" is Alex Muster, "billing" is nobody."""
    local = address.partition("@")[0].partition("+")[0]
    some = tuple(word for word in re.split(r"[\W\d_]+", local) if len(word) > 1)
    if not some or any(word in words().roles | words().nobody for word in some):
        return ()
    return some
