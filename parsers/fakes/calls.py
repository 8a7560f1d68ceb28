"""Whether a mail wants its reader to call somebody about money, however the number is written."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

from parsers.text.bounded import Words
from parsers.text.glances import Counted, may_have_signs, may_mix_letters, may_space_figures
from parsers.text.worded import Worded

_WORDED = Worded(__file__)

BACKWARDS = "\u202e"
_MAX = 20_000  # characters at either end of a text
_MOST = 40  # numbers that are looked at
_CLOSE = 40  # characters before a number without marks
_AROUND = 160  # characters around a number, in which it is said what it is for
_NEIGHBOURS = 2 * _AROUND + 40  # those, and the number
# A run of digits with what people put between them; how many there are is counted afterwards.
# Two spaces end it (`BROKEN_OFF`).
RUN = re.compile(r"[+(\d](?:(?<=\d)|(?<!\d)\d)[\d().·*/\\–— -]{5,30}\d")
BROKEN_OFF = "\n\n"
_DATE = re.compile(r"(?:19|20)\d\d[-./]\d\d|\d\d[-./]\d\d[-./](?:19|20)\d\d")
_KOREAN = re.compile(r"1[568]\d\d-\d{4}")  # a firm's own number there
# What stands before a number of eight figures, as in Denmark and Norway, that somebody is to call.
_RUNG = re.compile(
    r"\b(?:ring\w*|tlf\.?|telefon\w*|phone|call|a(?:nn|fbest|vbest|vbryt)\w*|opsig\w*|kanseller\w*)"
    r"\W{0,3}(?:på |til |us on |via )?(?:tlf\.? |telefon )?$",
    re.IGNORECASE,
)
_FEWEST, _MOST_DIGITS, _BARE = 9, 15, (10, 11)
_FEWEST_SAID = 7  # figures of a number that is written in letters
# English, German, French, Spanish, Italian, Dutch; "un", "a" and the like are too common.
_SPOKEN = _WORDED.words("spoken")
_WORDS = {word: str(place % 10) for place, word in enumerate(_SPOKEN)} | {"oh": "0"}


def _branching(words: Iterable[str]) -> str:
    """A pattern of words that looks at each first letter once."""
    by_letter: dict[str, list[str]] = {}
    for word in sorted(words, key=len, reverse=True):
        by_letter.setdefault(word[0], []).append(word[1:])
    branches = "|".join(f"{first}(?:{'|'.join(rest)})" for first, rest in by_letter.items())
    return f"(?=[{''.join(by_letter)}])(?:{branches})"


# Numbers in letters, and figures among them: "one eight-zero-eight, 555, zero one four two".
_NUMBER_WORD = rf"(?:\d{{1,4}}+|{_branching(_WORDS)})\b"
_SPELT = re.compile(rf"\b{_NUMBER_WORD}(?:[\s,.()-]{{1,3}}+{_NUMBER_WORD}){{3,14}}", re.IGNORECASE)
_FEWEST_SPELT = 3
_COUNTED = Counted(_WORDS)
_TOKEN = re.compile(r"[^\W_]+")
# These two begin with what they look for, and look behind them later: many times as fast.
LETTER_IN_NUMBER = re.compile(r"[OoIl](?:(?<=[\d(][OoIl])(?=[\dOo])|(?<=[\s()-][Oo])(?=\d{2}))")
SPACED = re.compile(r"\d[ .-]{1,3}(?:\d[ .-]{1,3}){7,13}\d")
# Small capitals, letters of flags and those in dark circles and squares, which no form makes plain.
_DRAWN = re.compile(
    "[\u0262\u026a\u0274\u0280\u0299\u029c\u029f\u028f\u1d00-\u1d22\ua730\ua731\ua7af\U0001f130-\U0001f189\U0001f1e6-\U0001f1ff]"
)
# "Amazonプライム": where letters and signs meet, a word ends.
_SIGNS = re.compile(r"[぀-ヿ㐀-鿿가-힯]+")
_VERB = Words(
    _WORDED.pattern("verb"),
    most=_NEIGHBOURS,
)
# What the reader knows nothing of: nobody asks so of what he sold.
_DENIED = Words(
    _WORDED.pattern("denied"),
    most=_NEIGHBOURS,
)
_WHY = Words(
    _WORDED.pattern("why"),
    most=2 * _MAX + 1,
)
# The same in more languages: it tells what a call is for, and not alone what a number is for.
_WHY_ABROAD = Words(
    _WORDED.pattern("why_abroad"),
    most=2 * _NEIGHBOURS,
)
# A person's own words: "call me on".
_PRIVATE = re.compile(r"\b(?:call|ring|phone|text) (?:me|mum|mom|dad)\b", re.IGNORECASE)
_CHAT = re.compile(r"\bwa\.me/\d|\bwhatsapp\b.{0,40}\d{6}|\bt\.me/\w", re.IGNORECASE)
_CHATS = ("wa.me/", "whatsapp", "t.me/")
_REMOTE = re.compile(
    r"\b(?:any ?desk|team ?viewer|ultra ?viewer|supremo control|screen ?connect"
    r"|quick ?assist|remote (?:access|session|support session))\b",
    re.IGNORECASE,
)


def wants_a_call(text: str) -> bool:
    """Whether it names a phone number, or a chat, to cancel or get money back by."""
    plain = as_read(text)
    lower = plain.lower()  # whose compatible letters are plain
    if any(one in lower for one in _CHATS) and _CHAT.search(plain) and _WHY.search(plain):
        return True
    return any(
        (_VERB.search(near) and (_is_why(near, before) or _WHY_ABROAD.search(near)))
        or _is_denied(before)
        for near, before in _around(plain)
    )


def asks_to_ring(text: str) -> bool:
    """Whether it has a word for calling, or writing to, a number that stands there."""
    around = _around(as_read(text))
    return any(_VERB.search(near) and not _PRIVATE.search(near) for near, _ in around)


def names_a_number(text: str) -> bool:
    """Whether it wants to be called, or says that a number is there to cancel; no friend's does."""
    return any(
        (_VERB.search(near) or _is_why(near, before)) and not _PRIVATE.search(near)
        for near, before in _around(as_read(text))
    )


def asks_and_numbers(text: str) -> bool:
    """Whether a question stands right before a number, which is there to be rung then."""
    return any(
        _is_asked(before) and not _PRIVATE.search(near) for near, before in _around(as_read(text))
    )


def shows_a_number(text: str) -> bool:
    """Whether a telephone number stands in it, whatever for."""
    return any(not _PRIVATE.search(near) for near, _ in _around(as_read(text)))


def undoes_by_a_number(text: str) -> bool:
    """Whether a number stands beside what is to be undone, whatever is to be done with it."""
    return any(
        _is_why(near, before) and not _PRIVATE.search(near)
        for near, before in _around(as_read(text))
    )


def is_denied_by_a_number(text: str) -> bool:
    """Whether a number is there for who knows nothing of what is billed."""
    return any(_DENIED.search(before) for _, before in _around(as_read(text)))


def _is_why(near: str, before: str) -> bool:
    return bool(_WHY.search(near) or _DENIED.search(before) or _WHY_ABROAD.search(before))


def _is_denied(before: str) -> bool:
    """Whether who knows nothing of what is billed is asked so, and given a number: "Not you?"."""
    return _is_asked(before) and _DENIED.search(before) is not None


def _is_asked(before: str) -> bool:
    """Whether a question stands before a number, which is there to be rung then."""
    return before.rstrip(" \u2014\u2013:-").endswith(("?", "\uff1f", "\u061f", "\u037e"))


def lines_before_numbers(text: str) -> Iterator[str]:
    """What stands before each number in its line, in a text as it is read."""
    return (before for _, before in _around(text))


def wants_the_screen(text: str) -> bool:
    """Whether it speaks of programs that show a stranger one's computer."""
    return bool(_REMOTE.search(as_read(text)))


@lru_cache(maxsize=8)
def as_read(text: str) -> str:
    """A text as a person reads it: without what is not seen, each character as it looks."""
    if len(text) > 2 * _MAX:
        text = f"{text[:_MAX]}\n{text[-_MAX:]}"
    if not text.isascii():
        text = _in_plain_letters(text)
    if may_mix_letters(text):
        text = LETTER_IN_NUMBER.sub(lambda one: "0" if one[0] in "Oo" else "1", text)
    if _may_spell(text):
        text = _SPELT.sub(lambda run: _in_figures(run[0]), text)
    if may_space_figures(text):
        text = SPACED.sub(lambda run: "+" + re.sub(r"[ .-]+", "", run[0]), text)
    return text


def _in_plain_letters(text: str) -> str:
    for mark, plain in _MARKS:  # a translation table would look each letter up in vain
        text = text.replace(mark, plain)
    text = unicodedata.normalize("NFKC", forwards(text))
    text = _DRAWN.sub(lambda one: _plainly(one[0]), text)
    if not text.replace("\n", "").isprintable():  # as nearly all texts are: quickly told
        text = text.translate(_SEEN)
    return _SIGNS.sub(_apart, text) if may_have_signs(text) else text


@lru_cache(maxsize=256)
def _plainly(letter: str) -> str:
    """A letter that is drawn like a Latin one, by its name: a small capital, one in a circle."""
    words = unicodedata.name(letter, "").split()
    return words[-1].lower() if words and len(words[-1]) == 1 else letter


def _apart(signs: re.Match[str]) -> str:
    """Signs, with a space where a Latin letter touches them."""
    text, start, end = signs.string, signs.start(), signs.end()
    before, after = text[start - 1 : start], text[end : end + 1]
    left = " " if before.isascii() and before.isalpha() else ""
    right = " " if after.isascii() and after.isalpha() else ""
    return f"{left}{signs[0]}{right}"


class _Seen(dict[int, int | None]):
    """A translation table that fills itself: what is not seen (Cf) is left out."""

    def __missing__(self, code: int) -> int | None:
        self[code] = None if unicodedata.category(chr(code)) == "Cf" else code
        return self[code]


_SEEN = _Seen()
# Marks of trade, which else would be letters, and what only chooses how a sign is drawn.
_MARKS = (
    *((mark, " ") for mark in "\u2122\u2120\u00ae\u00a9"),
    *((chr(code), "") for code in (0x34F, *range(0xFE00, 0xFE10))),
)


def _may_spell(text: str) -> bool:
    """Whether a row of words and figures may be a number in letters; the pattern is slow."""
    if not _COUNTED.may_be(_FEWEST_SPELT, text):
        return False
    words = _TOKEN.findall(text.lower())
    row = "".join("w" if one in _WORDS else "f" if one.isdigit() else " " for one in words)
    return any(one.count("w") >= _FEWEST_SPELT for one in row.split())


def forwards(text: str) -> str:
    """A text with what is written backwards, and turned round by U+202E, the right way round."""
    if BACKWARDS not in text:
        return text
    first, *turned = text.split(BACKWARDS)
    pieces = [first]
    for piece in turned:
        inside, mark, rest = piece.partition("\u202c")
        pieces += [inside[::-1], rest if mark else ""]
    return "".join(pieces)


def _in_figures(run: str) -> str:
    """A telephone number in figures; a run of so few words, or figures, stays as it is."""
    parts = re.findall(r"[^\W\d_]+|\d+", run.lower())
    digits = "".join(_WORDS.get(one, one) for one in parts)
    spelt = sum(one in _WORDS for one in parts)
    if spelt < _FEWEST_SPELT or not _FEWEST_SAID <= len(digits) <= _MOST_DIGITS:
        return run
    return f"+{digits}"


@lru_cache(maxsize=8)  # a mail is asked for its numbers in several ways
def _around(text: str) -> tuple[tuple[str, str], ...]:
    """What stands around each telephone number, and what stands before it in its line."""
    return tuple(_each_around(text))


def _each_around(text: str) -> Iterator[tuple[str, str]]:
    for place, run in enumerate(RUN.finditer(text.replace("  ", BROKEN_OFF))):
        if place >= _MOST:
            return
        before = text[max(0, run.start() - _CLOSE) : run.start()]
        if _is_phone(run[0], before):
            begins = max(0, run.start() - _AROUND)
            line = text[begins : run.start()].rpartition("\n")[2]
            yield text[begins : run.end() + _AROUND], line


def _is_phone(run: str, before: str) -> bool:
    """Whether so many digits are a telephone's; bare ones are an order's, unless one is to call."""
    digits = sum(map(str.isdigit, run))
    if digits == _FEWEST - 1:
        return _KOREAN.fullmatch(run) is not None or _RUNG.search(before) is not None
    if not _FEWEST <= digits <= _MOST_DIGITS or _DATE.search(run):
        return False
    return digits != len(run) or (digits in _BARE and _VERB.search(before) is not None)
