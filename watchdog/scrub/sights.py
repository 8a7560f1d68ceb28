"""Finding what is private in a text: known words, and what looks private by its shape."""

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import NamedTuple

import msgspec

from parsers.dates import find_dates
from parsers.locale.locales import LocaleHint
from parsers.text.bounded import Bounded
from parsers.text.folding import fold
from parsers.values.found_money import find_amounts
from watchdog.scrub.invention import Kind
from watchdog.scrub.secrets import Secrets, plain
from watchdog.scrub.words import words

URL = re.compile(
    r"(?:https?://|www\.)[^\s<>\"'()\[\]{}|]+"
    r"|(?<![\w@/.-])(?:[a-z0-9-]{1,63}\.){1,5}[a-z]{2,10}/[^\s<>\"'()\[\]{}|]+",
    re.IGNORECASE,
)
ADDRESS = re.compile(r"(?=[^@]{1,64}@)[\w.+%=&'-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+")
_PHONES = (
    re.compile(r"(?<![\w/.-])\+\d[\d ()./–-]{6,18}\d(?!\w)"),
    re.compile(r"(?<![\w./-])(?:1[ .-])?\(?\d{3}\)?[ .–-]{1,3}\d{3}[ .–-]\d{4}(?![\w-])"),
    re.compile(r"(?<![\w./-])\(?0\d{1,4}\)?[ /–-]{1,3}\d[\d /–-]{4,12}\d(?!\w)"),
)
_DIGITS = re.compile(r"(?<![\w.-])(?:\d[ -]?){12,18}\d(?![\w-])")
_MASKED = re.compile(r"(?<!\w)(?:(?:[•*·∙●xX×#]\s?){2,}|…\s?|\.{3,}\s?)(?:-?(\d{2,5})(?![\w/]))?")
_IBAN = re.compile(r"(?<!\w)[A-Z]{2}\d{2}(?: ?[A-Z0-9]){11,30}")
_LIKE_IBAN = re.compile(r"(?<!\w)[A-Z]{2}\d{2}(?: [A-Z0-9]{4}){3,7}(?: \d{1,4})?(?!\w)")
_NETWORK = re.compile(
    r"(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?![\w.]*\d)"
    r"|(?<![\w:])(?:(?:[0-9a-f]{1,4}:){4,7}[0-9a-f]{1,4}"
    r"|(?:[0-9a-f]{1,4}:){1,6}(?::[0-9a-f]{1,4}){1,6})(?![\w:])",
    re.IGNORECASE,
)
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_TOKEN = re.compile(r"[^\W_]+(?:[-_./#+=~]{1,2}[^\W_]+)*")
_GROUPED = re.compile(r"\d{1,3}(?:[.,']\d{3})+(?:[.,]\d{1,2})?|\d+[.,]\d{1,2}")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d(?:T\d|$)")
# "ABCD-EFGH-IJKL", three groups or more of one length.
_KEY = re.compile(r"[A-Z0-9]{4}(?:-[A-Z0-9]{4}){2,}|[A-Z0-9]{5}(?:-[A-Z0-9]{5}){2,}")
_SHORT_NUMBER = 7

_LETTERS_BEFORE = Bounded(r"[^\W\d_]{0,40}$", most=40)
_LETTERS_AFTER = Bounded(r"[^\W\d_]{1,40}", most=40)


class Sight(NamedTuple):
    """Something private, `text[start:end]`."""

    start: int
    end: int
    kind: Kind


class Context(msgspec.Struct, frozen=True, kw_only=True):
    """What is needed to tell a number from a day or an amount."""

    secrets: Secrets
    hint: LocaleHint
    mailed_on: date


def find_private(text: str, context: Context) -> list[Sight]:
    """Everything private in a text, in its order; nothing overlaps."""
    if not text.strip():
        return []
    folded = fold(text)
    kept = find_kept(folded.text, context)
    sights = (sight for finder in _FINDERS for sight in finder(folded.text, context, kept))
    places = ((folded.span(one.start, one.end), one.kind) for one in apart(sights, len(text)))
    return sorted(Sight(start, end, kind) for (start, end), kind in places)


def apart(sights: Iterable[Sight], length: int) -> Iterator[Sight]:
    """The sights that touch none before them in a text of that length."""
    taken = bytearray(length)
    for sight in sights:
        if not any(taken[sight.start : sight.end]):
            taken[sight.start : sight.end] = b"\1" * (sight.end - sight.start)
            yield sight


_Kept = list[tuple[int, int]]


def find_kept(text: str, context: Context) -> _Kept:
    """Where days and amounts stand, which a fixture lives on; neighbours are one stretch."""
    if not any(letter.isdigit() for letter in text):
        return []
    days = find_dates(text, hint=context.hint, near=context.mailed_on)
    spans = [(one.start, one.end) for one in days]
    spans += [(one.start, one.end) for one in find_amounts(text, context.hint)]
    stretches: _Kept = []
    for start, end in sorted(spans):
        if stretches and not re.search(r"\w", text[stretches[-1][1] : start]):
            stretches[-1] = (stretches[-1][0], max(end, stretches[-1][1]))
        else:
            stretches.append((start, end))
    return stretches


def _links(text: str, _context: Context, _kept: _Kept) -> Iterator[Sight]:
    for found in URL.finditer(text):
        yield Sight(found.start(), found.start() + len(found[0].rstrip(".,;:!?*")), Kind.LINK)


def _addresses(text: str, _context: Context, _kept: _Kept) -> Iterator[Sight]:
    for found in ADDRESS.finditer(text):
        start = found.start() + len(found[0]) - len(found[0].lstrip("'.-=&"))
        yield Sight(start, found.end(), Kind.ADDRESS)


def _known(text: str, context: Context, kept: _Kept) -> Iterator[Sight]:
    secrets = context.secrets
    for found in secrets.pattern.finditer(text) if secrets.pattern else ():
        word = plain(found[0])
        kind = Kind.NAME if word in secrets.names else secrets.words.get(word)
        short = word.isdigit() and len(word) < _SHORT_NUMBER
        if kind is Kind.NAME and _is_part_of(text, found, secrets.companies):
            continue
        if kind is not None and not (short and _within(kept, found.span())):
            yield Sight(found.start(), found.end(), kind)


def _is_part_of(text: str, found: re.Match[str], companies: frozenset[str]) -> bool:
    """Whether a name is a piece of a company's, in a script that puts no spaces between words."""
    before = _LETTERS_BEFORE.before(text, found.start())
    after = _LETTERS_AFTER.match(text, found.end())
    whole = f"{before[0] if before else ''}{found[0]}{after[0] if after else ''}"
    return whole != found[0] and plain(whole) in companies


def _cards(text: str, _context: Context, kept: _Kept) -> Iterator[Sight]:
    for found in _DIGITS.finditer(text):
        kind = Kind.CARD if passes_luhn(found[0]) else Kind.NUMBER
        if not _touches(kept, found.span()):
            yield Sight(found.start(), found.end(), kind)
    for pattern in (_MASKED, words().card, words().ending):
        for found in pattern.finditer(text):
            if found[1]:  # a row of dots that hides no number is passed over whole
                yield Sight(found.start(1), found.end(1), Kind.CARD)


def _accounts(text: str, _context: Context, _kept: _Kept) -> Iterator[Sight]:
    for found in _IBAN.finditer(text):
        if length := iban_length(found[0]):
            yield Sight(found.start(), found.start() + length, Kind.BANK)
    for found in _LIKE_IBAN.finditer(text):
        yield Sight(found.start(), found.end(), Kind.BANK)


def _phones(text: str, _context: Context, kept: _Kept) -> Iterator[Sight]:
    for pattern in _PHONES:
        for found in pattern.finditer(text):
            if not _touches(kept, found.span()):
                yield Sight(found.start(), found.end(), Kind.PHONE)


def _networks(text: str, _context: Context, kept: _Kept) -> Iterator[Sight]:
    for found in _NETWORK.finditer(text):
        if not _touches(kept, found.span()):
            yield Sight(found.start(), found.end(), Kind.NETWORK)


def _tokens(text: str, _context: Context, kept: _Kept) -> Iterator[Sight]:
    for found in _TOKEN.finditer(text):
        start, end = _beyond(kept, found.span())
        if start < end and looks_like_token(found[0]) and looks_like_token(text[start:end]):
            kind = Kind.TOKEN if end - start > 24 else Kind.NUMBER
            yield Sight(start, end, kind)


def _beyond(kept: Iterable[tuple[int, int]], span: tuple[int, int]) -> tuple[int, int]:
    """The part of a span behind an amount or a day that it begins with: "3,750.00/year"."""
    ends = [end for start, end in kept if start <= span[0] < end]
    return max([span[0], *ends]), span[1]


_FINDERS: tuple[Callable[[str, Context, _Kept], Iterator[Sight]], ...] = (
    _links,
    _addresses,
    _accounts,
    _known,
    _cards,
    _networks,
    _phones,
    _tokens,
)


def looks_like_token(word: str) -> bool:
    """Whether a word is a number or a code: many digits, or digits and letters by turns."""
    if _UNSPACED.search(word):  # a sentence of a script without spaces, with a date in it
        return False
    digits = sum(letter.isdigit() for letter in word)
    if _GROUPED.fullmatch(word) or _MOMENT.match(word):
        return False
    if digits >= _SHORT_NUMBER:
        return True
    turns = len(re.findall(r"(?<=\d)[^\W\d_]|(?<=[^\W\d_])\d", word))
    if len(word) >= 8 and digits >= 2 and turns >= 3:
        return True
    if _KEY.fullmatch(word):
        return True
    return (len(word) >= 10 and digits >= 5) or (len(word) >= 30 and "/" not in word)


def passes_luhn(text: str) -> bool:
    """Whether digits pass the check that card numbers pass."""
    digits = [int(letter) for letter in text if letter.isdigit()]
    doubled = (sum(divmod(2 * digit, 10)) for digit in digits[-2::-2])
    return len(set(digits)) > 1 and (sum(digits[-1::-2]) + sum(doubled)) % 10 == 0


def iban_length(text: str) -> int:
    """How much of a text is an IBAN, by its check digits; 0 when none."""
    for length in range(min(len(text), 42), 14, -1):
        number = text[:length].replace(" ", "")
        if text[length - 1] != " " and len(number) >= 15:
            moved = number[4:] + number[:4]
            if int("".join(str(int(letter, 36)) for letter in moved)) % 97 == 1:
                return length
    return 0


def _within(kept: Iterable[tuple[int, int]], span: tuple[int, int]) -> bool:
    return any(start <= span[0] and span[1] <= end for start, end in kept)


def _touches(kept: Iterable[tuple[int, int]], span: tuple[int, int]) -> bool:
    return any(start < span[1] and span[0] < end for start, end in kept)
