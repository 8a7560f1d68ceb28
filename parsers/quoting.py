"""Tells the mail that somebody forwards from his own words, and those from the mail he answers."""

import re
import tomllib
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import islice
from pathlib import Path

import msgspec

from parsers.text.bounded import Bounded
from parsers.text.folding import folded_word

_WORDS = Path(__file__).with_name("quoting.toml")
_FIELDS = ("from", "date", "subject", "to")
_CLOSED = frozenset(_FIELDS)
# A head has at most this many lines, folded ones and empty ones included.
_HEAD_LINES = 16
# What somebody writes over a mail without calling it forwarded ("see below").
_NOTE_CHARACTERS = 300
# Mails that were forwarded again and again.
_DEEPEST = 5
_ADDRESS = re.compile(r"(?=[^@]{1,64}@)[\w.+'=-]{1,64}@[\w-]+(?:\.[\w-]+)+")
_LINE = 600  # characters; a label and its value, a rule with words in it
_AROUND = "".join(map(chr, range(33))) + "*_–—-:："  # what may stand around such words
_RULES = re.compile(r"[\s>*_–—-]{0,80}")


class Head(msgspec.Struct, frozen=True, kw_only=True):
    """What a mail program wrote over a mail it forwarded; "" for what it left out."""

    author: str
    date: str = ""
    subject: str = ""


class Cut(msgspec.Struct, frozen=True, kw_only=True):
    """The lines `start:end` that are to be read, and the head of the mail that is forwarded."""

    start: int
    end: int
    head: Head | None = None


class _Found(msgspec.Struct, frozen=True, kw_only=True):
    """A head, where it begins and where the mail under it begins; what was said over it."""

    start: int
    body: int
    head: Head
    forwards: bool


def cut(lines: Sequence[str], subject: str) -> Cut:
    """What of a mail's lines is its own, or the innermost mail that is forwarded in it."""
    whole = Cut(start=0, end=len(lines))
    for _ in range(_DEEPEST):
        found = _find_head(lines, whole.start, whole.end)
        if found is None:
            break
        if not _is_forward(lines[whole.start : found.start], found, subject):
            return msgspec.structs.replace(whole, end=_after_own(lines, whole, found.start))
        whole = Cut(start=found.body, end=whole.end, head=found.head)
        subject = found.head.subject
    return msgspec.structs.replace(whole, end=_history(lines, whole, subject))


def bare_subject(subject: str) -> str:
    """A subject without what forwarding put before it."""
    return _prefix("forwards").sub("", subject).strip() or subject


def is_to_many(lines: Iterable[str]) -> bool:
    """Whether a mail offers to send no more of its kind; the header that says so may be lost."""
    words = _unsubscribe()
    return any(words.search(line) for line in lines)


def is_forwarded(line: str) -> bool:
    """Whether a line says that what follows is a forwarded mail."""
    last = line.rstrip(_AROUND).rpartition(" ")[2]
    if line.isascii() and folded_word(last) not in _last_words("forwarded"):
        return False  # as nearly all lines
    return bool(_marker("forwarded").fullmatch(line))


def _find_head(lines: Sequence[str], start: int, end: int) -> _Found | None:
    for place in range(start, end):
        line = lines[place]
        if ":" not in line and "：" not in line:
            continue
        # Heads begin with the author; Thunderbird's with the subject.
        if _field(line)[0] not in ("", "to") and (found := _read_head(lines, place, end)):
            return found
    return None


def _read_head(lines: Sequence[str], place: int, end: int) -> _Found | None:
    """The head that begins at a line; one that names no author or nothing else is none."""
    told: dict[str, str] = {}
    body, gap = place, 0
    for at in range(place, min(end, place + _HEAD_LINES)):
        name, value = _field(lines[at])
        gap = 0 if name else gap + bool(lines[at].strip(" >*"))
        if gap > (told.keys() != _CLOSED):  # long values go on in the next line
            break
        if name:
            told.setdefault(name, value)
            body = at + 1
    over = _over(lines, place)
    if not _is_head(told, named=over is not None):
        return None
    head = Head(author=told["from"], date=told.get("date", ""), subject=told.get("subject", ""))
    marked = over is not None and is_forwarded(lines[over])
    return _Found(start=place if over is None else over, body=body, head=head, forwards=marked)


def _is_head(told: dict[str, str], *, named: bool) -> bool:
    """Whether the fields are those of a mail: invoices have a "From:" and a "Date:" too."""
    addressed = named or bool(_ADDRESS.search(told.get("from", "")))
    return "from" in told and "subject" in told and len(told) > 2 and addressed


def _field(line: str) -> tuple[str, str]:
    """The field that a line of a head states, and its value; two times "" for other lines."""
    if not _may_state(line):
        return "", ""
    found = _labels().match(line)
    if found is None:
        return "", ""
    return _meanings()[found["label"].casefold()], found["value"].strip(" *|")


def _may_state(line: str) -> bool:
    """Whether what stands before a line's first colon is a label: the pattern takes its time."""
    before, colon, _ = line.replace("：", ":").partition(":")
    if not colon:
        return False
    words = before.replace(">", " ").replace("*", " ").split()
    return folded_word(" ".join(words)) in _folded_labels()


def _over(lines: Sequence[str], place: int) -> int | None:
    """The line over a head that names it, if there is one."""
    for at in range(place - 1, max(-1, place - 4), -1):
        if _marker("forwarded").fullmatch(lines[at]) or _marker("original").fullmatch(lines[at]):
            return at
        if not _RULES.fullmatch(lines[at]):
            return None
    return None


def _is_forward(own: Sequence[str], found: _Found, subject: str) -> bool:
    """Whether the mail under a head is what was to be sent, not what was answered."""
    if found.forwards or _prefix("forwards").match(subject):
        return True
    if _prefix("answers").match(subject):
        return False
    return sum(map(len, own)) <= _NOTE_CHARACTERS


def _after_own(lines: Sequence[str], whole: Cut, start: int) -> int:
    """Where own words end; the whole mail where it has none."""
    return start if any(line.strip(" >") for line in lines[whole.start : start]) else whole.end


def _history(lines: Sequence[str], whole: Cut, subject: str) -> int:
    """Where the mail that is answered begins ("On Monday the shop wrote:")."""
    if not _prefix("answers").match(subject):
        return whole.end
    attributed = (at for at in range(whole.start, whole.end) if _attribution().fullmatch(lines[at]))
    first = next(iter(islice(attributed, 1)), None)
    return whole.end if first is None else _after_own(lines, whole, first)


@cache
def _words() -> dict[str, tuple[str, ...]]:
    read = tomllib.loads(_WORDS.read_text(encoding="utf-8"))
    return {name: tuple(sorted(words, key=len, reverse=True)) for name, words in read.items()}


def _any(name: str) -> str:
    return "|".join(map(re.escape, _words()[name]))


@cache
def _meanings() -> dict[str, str]:
    return {label.casefold(): name for name in _FIELDS for label in _words()[name]}


@cache
def _folded_labels() -> frozenset[str]:
    return frozenset(folded_word(one) for name in _FIELDS for one in _words()[name])


@cache
def _labels() -> Bounded:
    labels = "|".join(map(re.escape, sorted(_meanings(), key=len, reverse=True)))
    return Bounded(
        rf"[\s>*]{{0,12}}(?P<label>{labels})[\s*]{{0,3}}[:：][\s*|]{{0,5}}(?P<value>.{{0,500}})",
        re.IGNORECASE,
        most=_LINE,
    )


@cache
def _marker(name: str) -> Bounded:
    marked = rf"[\s>*_–—-]{{0,60}}(?:{_any(name)})[\s:：*_–—-]{{0,60}}"
    return Bounded(marked, re.IGNORECASE, most=_LINE)


@cache
def _last_words(name: str) -> frozenset[str]:
    return frozenset(folded_word(one.rpartition(" ")[2]) for one in _words()[name])


@cache
def _prefix(name: str) -> Bounded:
    said = rf"(?<!\s)\s*(?:(?:{_any(name)})\s?(?:\[\d\])?[:：]\s*)+"
    return Bounded(said, re.IGNORECASE, most=_LINE)


@cache
def _unsubscribe() -> re.Pattern[str]:
    return re.compile(_any("unsubscribe"), re.IGNORECASE)


@cache
def _attribution() -> Bounded:
    opens, wrote = _any("opens"), _any("wrote")
    said = rf"(?:{opens})\s[^\n]{{4,240}}(?:{wrote})[^\n]{{0,80}}"
    return Bounded(rf"[\s>]{{0,8}}{said}[:：]\s*", re.IGNORECASE, most=_LINE)
