"""Folds text for matching (width, digits, accents) and leads places back to the original."""

import unicodedata

import msgspec

NO_BREAK = "\u00a0"

_DASHES = dict.fromkeys("\u2010\u2011\u2212\ufe63\uff0d", "-")
_APOSTROPHES = dict.fromkeys("\u2018\u2019\u02bc\uff07", "'")
# What typesetters put between groups of digits; a plain space says less.
_TIGHT_SPACES = dict.fromkeys("\u00a0\u2007\u2009\u202f", NO_BREAK)
# What `re` takes for equal without regard to case although `casefold` does not.
_EQUALS = (("ı", "i"), ("\u0307", ""))
_DOTLESS_I = {"ı": "i"}
_FIXED = _DASHES | _APOSTROPHES | _TIGHT_SPACES | _DOTLESS_I
# Superscripts, fractions and circled digits stay as they are: "$9¹" is not 91 dollars.
_HARMLESS = ("<wide>", "<narrow>", "<noBreak>", "<compat>", "<font>")


class _Folds(dict[int, str | None]):
    """A translation table that fills itself: one character for each, None to leave it out."""

    def __missing__(self, code: int) -> str | None:
        self[code] = folded = _fold(chr(code))
        return folded


class _Letters(dict[int, int]):
    """A translation table that fills itself: letters as they are, a space for anything else."""

    def __missing__(self, code: int) -> int:
        is_letter = chr(code).isalnum() and not chr(code).isdecimal()
        self[code] = code if is_letter else ord(" ")
        return self[code]


class Folded(msgspec.Struct, frozen=True, kw_only=True):
    """A folded text; `places` holds the original index of each character, None when unmoved."""

    text: str
    places: tuple[int, ...] | None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The original start and end of a non-empty stretch of the folded text."""
        if self.places is None:
            return start, end
        return self.places[start], self.places[end - 1] + 1


def fold(text: str) -> Folded:
    """Folds a text: NFKC where harmless, no accents or invisible marks, ASCII digits; case kept."""
    if text.isascii():
        return Folded(text=text.replace("\t", " "), places=None)
    folded = text.translate(_TABLE)
    if len(folded) == len(text):
        return Folded(text=folded, places=None)
    kept = (place for place, letter in enumerate(text) if _TABLE[ord(letter)] is not None)
    return Folded(text=folded, places=tuple(kept))


def folded_word(word: str) -> str:
    """Words in small letters, equal where `re` takes them for equal whatever their case."""
    small = word.casefold()
    if small.isascii():
        return small
    for letter, plain in _EQUALS:  # a translation table would look each other letter up in vain
        small = small.replace(letter, plain)
    return small


def words_of(text: str) -> list[str]:
    """The runs of letters in a text; a tenth of the cost of a pattern, and asked of every line."""
    # Bytes are looked up many times as fast as letters; most of Western Europe's take one each.
    try:
        return text.encode("latin-1").translate(_BYTES).decode("latin-1").split()
    except UnicodeEncodeError:
        return text.translate(_LETTERS).split()


def _fold(letter: str) -> str | None:
    if letter in _FIXED:
        return _FIXED[letter]
    if letter.isdecimal():
        return str(unicodedata.decimal(letter))
    category = unicodedata.category(letter)
    if category in ("Mn", "Cf"):
        return None
    return " " if category == "Zs" or letter == "\t" else _base(letter)


def _base(letter: str) -> str:
    tag = unicodedata.decomposition(letter).partition(" ")[0]
    if not tag or (tag.startswith("<") and tag not in _HARMLESS):
        return letter
    plain = unicodedata.normalize("NFKD", letter)
    return plain[0] if all(unicodedata.category(mark) == "Mn" for mark in plain[1:]) else letter


_TABLE = _Folds()
_LETTERS = _Letters()
_BYTES = bytes(_LETTERS[code] for code in range(256))
