"""Brands that a mail means and does not spell: a slip, a hyphen, a word glued to a name."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from msgspec.structs import replace

from parsers.fakes.brands import misspelt, unmasked
from parsers.fakes.calls import as_read
from parsers.fakes.claims import ROLES
from parsers.fakes.lookalikes import label, skeleton
from parsers.fakes.offices import ABOUT
from parsers.merchants import Known, fold
from parsers.message import Message

_READ = 700  # characters of a letter in which it says whose it is
_LINE = 300  # and of a subject or a name
_LONGEST = 40  # letters of a word
_END = 3  # letters at either end of a name: a slip leaves one of them
_FEWEST, _LONG = 5, 6  # letters of a name that is torn, and of one that stands within a word
_PIECE = 2  # letters of a piece of one
_MOST_FINE = 20_000  # words that are remembered: mail has so many
# Signs among letters stand for one: "P@yPal", "Micro$oft", "Netfl*x".
_WORD = re.compile(r"\w+(?:[@$!\u20ac*|]\w+)*")
_TORN = re.compile(r"[^\W\d_]{2,20}[-.\u00b7'\u2019*~\u2010-\u2015_][^\W\d_]{2,20}")
_AROUND = re.compile(r"^\W+|\W+$")
_MIXED = re.compile("[a-z][^\x00-\u036f]|[^\x00-\u036f][a-z]")
_SIGNS = str.maketrans("@$!\u20ac|", "asiel")
_TWICE = re.compile(r"(.)(?=\1)")
# Before a name in one word, and behind it: "mynetflix", "NetflixAccount".
_BEFORE = ROLES | frozenset("my your mein meine mon ma mi mio il the get meu mijn".split())
_AFTER = ROLES | ABOUT
# Two words that are meant as such, and words that look like a name by chance.
_PHRASES = frozenset("dropbox godaddy headspace linkedin playstation skillshare".split())
_OTHERS = frozenset(
    """applied coursier coursiers courser patroni patrons paypay youtuber youtubers audibles
    amazone amazonas inaudible disneys""".split()
)


class _Names(NamedTuple):
    """The names of one catalogue: how they begin and end, long ones, how they look, by a first
    piece what follows; the words in which none is meant.
    """

    of: Known
    heads: frozenset[str]
    tails: frozenset[str]
    long: tuple[str, ...]
    looks: dict[str, str]
    words: frozenset[str]
    pieces: dict[str, dict[str, str]]
    fine: set[str]


_NAMES: list[_Names] = []  # of one catalogue, the last
_LAST: list[tuple[Message, str, Known, tuple[Message, str]]] = []  # one mail, the last


def as_meant(message: Message, body: str, known: Known) -> tuple[Message, str]:
    """A mail and its body as they are meant; nearly always those very two."""
    for last, shown, of, found in _LAST:
        if last is message and shown == body and of is known:
            return found
    subject, name = message.subject, message.from_name
    told = dict(_told(f"{name[:_LINE]}\n{subject[:_LINE]}\n{body[:_READ]}", known))
    told = {one: brand for one, brand in told.items() if not _is_of_a_firm(one, message)}
    found = message, body
    if told:
        change = _Change(told)
        found = (
            replace(
                message,
                subject=f"{change(subject[:_LINE])}{subject[_LINE:]}",
                from_name=f"{change(name[:_LINE])}{name[_LINE:]}",
            ),
            f"{change(body[:_READ])}{body[_READ:]}",
        )
    _LAST[:] = [(message, body, known, found)]
    return found


def _is_of_a_firm(written: str, message: Message) -> bool:
    """Whether a word is of a name that its sender's own domain has whole, with another word that
    is no office's: Netfix Fishing of netfixfishing.example.
    """
    words = fold(message.from_name).split()
    own = [one for one in words if one not in ROLES and one not in ABOUT]
    is_whole = "".join(words) == re.sub(r"[\W_]", "", label(message.from_domain))
    return is_whole and len(own) > 1 and fold(written) in words


class _Change:
    """Puts what is meant where something is written."""

    def __init__(self, told: dict[str, str]) -> None:
        self._told = told
        ways = "|".join(map(re.escape, sorted(told, key=len, reverse=True)))
        self._pattern = re.compile(rf"(?<!\w)(?:{ways})(?!\w)")

    def __call__(self, text: str) -> str:
        return self._pattern.sub(lambda one: self._told[one[0]], text)


def _told(text: str, known: Known) -> Iterator[tuple[str, str]]:
    """What is written, and what it means. Mail is made of the same few words: those in which
    nothing is meant are looked at once.
    """
    names = _names(known)
    words = set(text.split())
    for word in words - names.fine:
        found = list(_of_word(word, names))
        yield from found
        if not found:
            if len(names.fine) > _MOST_FINE:
                names.fine.clear()
            names.fine.add(word)
    for first in names.pieces.keys() & words:
        for second, whole in names.pieces[first].items():
            if second in text:
                pair = re.search(rf"(?<!\w){first}[^\w\n]{second}(?!\w)", text)
                if pair is not None:
                    yield pair[0], known.spelling(whole)


def _of_word(written: str, names: _Names) -> Iterator[tuple[str, str]]:
    """The names that are meant in what stands between two spaces."""
    spelling = names.of.spelling
    if not written.isascii() and (plain := as_read(written)) != written:
        bare = _AROUND.sub("", plain)
        if fold(bare) in names.words:
            yield _AROUND.sub("", written), bare
            return
    for torn in _TORN.findall(written):
        whole = re.sub(r"[\W_]", "", torn).lower()
        if whole in names.words and whole not in _PHRASES:
            yield torn, spelling(whole)
            return
    for word in _WORD.findall(written):
        if len(word) <= _LONGEST and (brand := _meant(as_read(word), names)) is not None:
            yield word, brand


def _meant(word: str, names: _Names) -> str | None:
    small = word.lower()
    known = names.of
    if len(small) < _FEWEST or small in known.names or small in known.brands or small in _OTHERS:
        return None
    if small[:_END] in names.heads or small[-_END:] in names.tails:
        brand = misspelt(small, known) or _masked(word, names) or _stuttered(small, names)
        return known.spelling(brand) if brand is not None else _glued(small, names)
    if small.isalpha() and not _MIXED.search(small):
        return None
    return _masked(word, names)


def _glued(small: str, names: _Names) -> str | None:
    """A name and a word of companies' in one: "netflixaccount"."""
    for one in names.long:
        before, name, behind = small.partition(one)
        if name and not before and behind in _AFTER:
            return f"{name} {behind}"
        if name and not behind and before in _BEFORE:
            return f"{before} {name}"
    return None


def _stuttered(small: str, names: _Names) -> str | None:
    """A name with a letter twice: "Appple"."""
    places = (one.start() for one in _TWICE.finditer(small))
    return next((w for at in places if (w := small[:at] + small[at + 1 :]) in names.words), None)


def _masked(word: str, names: _Names) -> str | None:
    """A name between lines, or with signs, figures and others' letters for its own."""
    bare = word.strip("_").translate(_SIGNS)
    if bare != word and fold(bare) in names.words:
        return bare
    seen = unmasked(bare)
    return None if seen is None or len(seen) < _FEWEST else names.looks.get(seen)


def _names(known: Known) -> _Names:
    if not _NAMES or _NAMES[0].of is not known:
        words = [one for one in known.called if one.isascii() and one.isalpha()]
        words = [one for one in words if len(one) >= _FEWEST]
        _NAMES[:] = [
            _Names(
                known,
                frozenset(one[:_END] for one in words),
                frozenset(one[-_END:] for one in words),
                tuple(one for one in known.declined if len(one) >= _LONG),
                {skeleton(one): one for one in known.called if " " not in one},
                frozenset(words),
                _pieces(known),
                set(),
            )
        ]
    return _NAMES[0]


def _pieces(known: Known) -> dict[str, dict[str, str]]:
    """By the first piece of a name what stands behind a space then: "Net flix", "NET FLIX"."""
    found: dict[str, dict[str, str]] = {}
    for one in known.declined:
        if one in _PHRASES or " " in known.spelling(one):
            continue
        for way in (one, one.title(), one.upper(), known.spelling(one)):
            for place in range(_PIECE, len(one) - _PIECE + 1):
                found.setdefault(way[:place], {})[way[place:]] = one
                found[way[:place]][way[place:].title()] = one
    return found
