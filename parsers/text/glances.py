"""Quick looks at a whole text, which spare it patterns that take their time."""

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise
from string import ascii_letters, ascii_lowercase, digits

# A character of any writing that has decimal figures of its own begins with one of these bytes.
_MAY_BE_FIGURES = bytes((0xD9, 0xDB, 0xDF, 0xE0, 0xE1, 0xEA, 0xEF, 0xF0))
_NO_FIGURES = bytes(sorted(set(range(256)) - set(_MAY_BE_FIGURES)))
# What letters of Greek and Cyrillic, and what signs of the East begin with.
_NEITHER_GREEK_NOR_CYRILLIC = bytes(code for code in range(256) if not 0xCD <= code <= 0xD4)
_NO_SIGNS = bytes(code for code in range(256) if not 0xE3 <= code <= 0xED)
_KINDS = bytearray(b" " * 256)
for _letters, _kind in ((digits, "0"), ("Oo", "o"), ("Il", "i"), ("(", "("), (" .-", "-")):
    for _letter in _letters:
        _KINDS[ord(_letter)] = ord(_kind)
# What a letter among figures begins with, and all that it is: the first rules most texts out.
_MAY_MIX = (b"0o", b"0i", b"(o", b"(i", b"o00")
_MIXED = (b"0o0", b"0oo", b"0i0", b"0io", b"(o0", b"(oo", b"(i0", b"(io", b"o00")
_SPACED = re.compile(rb"0-{1,3}0-")
_AS_ACCOUNT = bytearray(b"." * 256)
for _letters, _kind in ((digits, "0"), (ascii_lowercase, "a"), (" ", " ")):
    for _letter in _letters:
        _AS_ACCOUNT[ord(_letter)] = ord(_kind)
_LIKE_AN_IBAN = re.compile(rb"00(?<=[ .]aa00)(?: ?[a0]{4}){2}")
_QUICKLY_FOUND = 5
_PLAIN = frozenset((ascii_letters + digits).encode())
_TO_RUNS = bytes(code if code in _PLAIN else 32 for code in range(256))


def find_word(word: bytes, text: bytes, start: int = 0) -> int:
    """Where a word first stands in a long text, -1 where it does not.

    Python finds five bytes several times as fast as more, once a text has thirty thousand.
    """
    head = word[:_QUICKLY_FOUND]
    at = text.find(head, start)
    while at >= 0 and not text.startswith(word, at):
        at = text.find(head, at + 1)
    return at


def may_mix_letters(text: str) -> bool:
    """Whether a letter that looks like a figure (O, o, I, l) may stand among figures."""
    kinds = _kinds(text)
    if kinds is None:
        return True
    return any(one in kinds for one in _MAY_MIX) and any(one in kinds for one in _MIXED)


def may_be_greek_or_cyrillic(text: str) -> bool:
    """Whether a letter of either script, from U+0370 to U+052F, may stand in a text."""
    return _has_any_but(_NEITHER_GREEK_NOR_CYRILLIC, text)


def may_have_signs(text: str) -> bool:
    """Whether a sign of Chinese, Japanese or Korean may stand in a text."""
    return _has_any_but(_NO_SIGNS, text)


def _has_any_but(others: bytes, text: str) -> bool:
    """Whether a text has other bytes than some, ASCII's all among them."""
    return not text.isascii() and bool(text.encode(errors="surrogatepass").translate(None, others))


def may_hold_an_iban(text: str) -> bool:
    """Whether a folded text may have two letters, two figures and eight more of either."""
    if _has_any_but(_NO_FIGURES, text):
        return True
    raw = f" {text}".encode(errors="surrogatepass")
    return _LIKE_AN_IBAN.search(raw.translate(_AS_ACCOUNT)) is not None


def may_space_figures(text: str) -> bool:
    """Whether single figures may stand in a row with spaces, points or dashes between them."""
    kinds = _kinds(text)
    return kinds is None or _SPACED.search(kinds) is not None


class Counted:
    """Counts how many of some words in small letters may follow one another, in any case."""

    def __init__(self, words: Iterable[str]) -> None:
        # Letters beyond ASCII part words here: of "fünf" the last piece is looked for.
        pieces = [_runs(word) for word in words]
        self._runs = frozenset(some[-1] for some in pieces)
        self._begun = frozenset(piece for some in pieces for piece in some[:-1])

    def may_be(self, fewest: int, text: str) -> bool:
        """Whether so many may stand in a row, with nothing but figures between them."""
        runs = _runs(text)
        if sum(map(self._runs.__contains__, runs)) < fewest:  # most texts have hardly any
            return False
        places = [place for place, found in enumerate(map(self._runs.__contains__, runs)) if found]
        longest = row = min(len(places), 1)
        for one, other in pairwise(places):
            between = runs[one + 1 : other]
            row = row + 1 if all(run.isdigit() or run in self._begun for run in between) else 1
            longest = max(longest, row)
        return longest >= fewest


def _runs(text: str) -> list[bytes]:
    return text.encode(errors="surrogatepass").lower().translate(_TO_RUNS).split()


@lru_cache(maxsize=2)  # both are asked of a text
def _kinds(text: str) -> bytes | None:
    """What kind each byte of a text is of; None where it may have figures that are not ASCII's."""
    raw = text.encode(errors="surrogatepass")
    return None if raw.translate(None, _NO_FIGURES) else raw.translate(_KINDS)
