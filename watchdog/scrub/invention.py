"""What stands for private words: the same word always gets the same, of the same shape.

What is invented depends only on the shape of a word and on how many of that shape came before it:
so a mail that was scrubbed comes out of a second scrubbing as it went in.
"""

import re
from collections import Counter
from collections.abc import Iterator
from enum import StrEnum

import msgspec

from watchdog.scrub.words import words

PAT, PATS_ADDRESS = "Pat Example", "pat@example.org"
_OTHERS = ("Mika", "Robin", "Kim", "Noa", "Lou", "Toni", "Jona", "Sascha")
_PLACES = (
    "Harbour Willow Linden Meadow Juniper Lantern Pebble Orchard Clover Saffron Thistle Bramble"
    " Heather Quarry Beacon Copper Maple Rowan Alder Hazel"
).split()
# The letters that say what kind of number it is: "INV0001", "GPA.3387", "in_1Nx".
_PREFIX = re.compile(r"[A-Za-z]{1,4}(?=[-._/#])|[A-Za-z]{1,4}(?=[\d\W_]+$)|[A-Za-z](?=.*\d)")


class Kind(StrEnum):
    """What a private word is, as people call it."""

    NAME = "name"
    ADDRESS = "e-mail address"
    POSTAL = "postal address"
    PHONE = "phone number"
    CARD = "card number"
    BANK = "bank account"
    NUMBER = "number"
    TOKEN = "token"  # noqa: S105 - a kind of word, no secret
    USER = "user name"
    DOMAIN = "domain"
    LINK = "link"
    PICTURE = "picture"
    NETWORK = "network address"


class Replacement(msgspec.Struct, frozen=True, kw_only=True):
    """A private word, what now stands for it, and in how many places."""

    kind: Kind
    private: str
    invented: str
    times: int


class Inventions:
    """What was invented in one mail: the one thing here that changes."""

    def __init__(self) -> None:
        self._given: dict[tuple[Kind, str], str] = {}
        self._numbered: dict[tuple[Kind, str], dict[str, int]] = {}
        self._used: Counter[tuple[Kind, str, str]] = Counter()

    def settle(self, kind: Kind, word: str, invented: str) -> None:
        """Let a word have this, unless it has something already."""
        self._given.setdefault((kind, word), invented)

    def instead_of(self, kind: Kind, word: str, *, base: str = "") -> str:
        """What stands for a word; `base` is the server that a link keeps."""
        given = self._given.get((kind, word))
        if given is None:
            given = self._given[kind, word] = self._invent(kind, word, base)
        return given

    def used(self, kind: Kind, private: str, invented: str) -> None:
        """Note that a word was replaced in one more place."""
        if private != invented:
            self._used[kind, private, invented] += 1

    def replacements(self) -> Iterator[Replacement]:
        """All that was replaced, kind by kind, in the order of the mail."""
        for kind in Kind:
            for (its, private, invented), times in self._used.items():
                if its is kind:
                    yield Replacement(kind=kind, private=private, invented=invented, times=times)

    def invented(self) -> frozenset[str]:
        """Everything that was invented so far."""
        return frozenset(self._given.values())

    def _invent(self, kind: Kind, word: str, base: str) -> str:
        if kind is Kind.POSTAL:
            return " ".join(map(self._step, word.split(" ")))
        if kind in _TEMPLATES:
            return _TEMPLATES[kind].format(number=self._ordinal(kind, base, word), base=base)
        bare = re.sub(r"[\W_]+", "", word)  # one number may be written in several ways
        if kind is Kind.PHONE:
            return fictional_phone(word, self._ordinal(kind, "", bare[-9:]))
        # A number may be a card in one mail and an order in the next: they are counted together.
        return shaped(word, self._ordinal(Kind.NUMBER, "".join(map(_class, bare)), bare))

    def _ordinal(self, kind: Kind, shape: str, word: str) -> int:
        """The how-many-eth word of its kind and shape this is, from 1."""
        known = self._numbered.setdefault((kind, shape), {})
        return known.setdefault(word, len(known) + 1)

    def _step(self, step: str) -> str:
        """A word of an address; "2CD" is a piece of a postcode, "Hafenweg1" a street."""
        if len(step) < 5 and re.fullmatch(r"(?=\w*\d)(?=\w*[A-Z])[A-Z0-9]+", step):
            return shaped(step, 1)
        return "".join(self._place(piece) for piece in re.split(r"([^\W\d_]+)", step))

    def _place(self, piece: str) -> str:
        """An invented place for a word of an address; a number of the same length for one."""
        is_letter = len(piece) < 2 and not piece.isdigit()
        if is_letter or piece.lower() in words().street_words:
            return piece
        if re.search(r"\d", piece):
            return re.sub(r"\d+", lambda found: shaped(found[0], 1), piece)
        if len(piece) == 2 and piece.isupper():
            return "NY"
        number = self._ordinal(Kind.POSTAL, "", piece.lower())
        known = _PLACES[(number - 1) % len(_PLACES)]
        return in_case_of(piece, known)


_TEMPLATES = {
    Kind.ADDRESS: "contact{number}@example.com",
    Kind.LINK: "https://{base}/link-{number}",
    Kind.PICTURE: "https://{base}/picture-{number}.png",
    Kind.NETWORK: "192.0.2.{number}",
    Kind.USER: "user{number}",
    Kind.DOMAIN: "site{number}.example.com",
}


def person(number: int) -> tuple[str, str]:
    """First name and address of the n-th person of a mail, from 0; all are called Example."""
    if number == 0:
        return "Pat", PATS_ADDRESS
    first = _OTHERS[number - 1] if number <= len(_OTHERS) else f"Person{number}"
    return first, f"{first.lower()}@example.org"


def number_of(name: tuple[str, ...]) -> int | None:
    """Which person an invented name is, in a mail that was scrubbed before; None for others."""
    if len(name) != 2 or name[1] != "Example" or name[0] not in ("Pat", *_OTHERS):
        return None
    return ("Pat", *_OTHERS).index(name[0])


def in_case_of(model: str, word: str) -> str:
    """A word in the case of another one: ALEX -> PAT."""
    if len(model) > 1 and model.isupper():
        return word.upper()
    return word.lower() if model.islower() else word


def shaped(word: str, number: int) -> str:
    """A word of the same shape that says nothing: letters for letters, digits for digits.

    The number is written into its end. Up to four letters before the digits stay: they say what
    kind of number it is, not whose.
    """
    has_digits = any(letter.isdigit() for letter in word)
    prefix = found[0] if has_digits and (found := _PREFIX.match(word)) else ""
    letters = list(word[len(prefix) :])
    digits = [place for place, letter in enumerate(letters) if letter.isdigit()]
    rest = number
    for place in reversed(range(len(letters))):
        letter = letters[place]
        if letter.isdigit():
            rest, value = divmod(rest, 10)
            letters[place] = str(value)
        elif letter.isalpha():
            rest, value = divmod(rest, 26)
            letters[place] = chr((ord("A") if letter.isupper() else ord("a")) + value)
    if len(digits) > 2 and not rest:
        letters[digits[0]] = "1"
    return prefix + "".join(letters)


def fictional_phone(word: str, number: int) -> str:
    """A number that is kept free for stories, in the same grouping; the country stays."""
    country = found[0] if (found := re.match(r"\+\d{1,3}(?=\D)|\+?1(?=\D|\d{10}$)", word)) else ""
    rest = word[len(country) :]
    count = sum(letter.isdigit() for letter in rest)
    free = ("2" + "02" * 9 + f"55501{number % 100:02}")[-count:] if count else ""
    digits = iter("0" + free[1:] if rest.lstrip("(").startswith("0") else free)
    return country + "".join(next(digits) if letter.isdigit() else letter for letter in rest)


def _class(letter: str) -> str:
    if letter.isdigit():
        return "9"
    return ("A" if letter.isupper() else "a") if letter.isalpha() else letter
