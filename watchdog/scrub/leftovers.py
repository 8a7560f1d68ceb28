"""What still looks private in a scrubbed mail: for a person to look at."""

import re
from collections.abc import Iterable, Iterator

import msgspec

from watchdog.scrub.invention import Inventions, Kind
from watchdog.scrub.labelled import is_surely_postal
from watchdog.scrub.people import greeted, name_words
from watchdog.scrub.secrets import plain
from watchdog.scrub.sights import (
    ADDRESS,
    URL,
    Context,
    find_kept,
    find_private,
)
from watchdog.scrub.words import words

_DIGITS = re.compile(r"(?<![\w.,#&-])\d(?:[ /-]?\d){5,}(?![\w.,]*\d)")
_SITE = re.compile(
    r"(?<![\w@/.-])(?:[a-z0-9-]{2,63}\.)+(?:com|org|net|[a-z]{2}|dev|app|shop)(?![a-z0-9-])",
    re.IGNORECASE,
)
_FICTIONAL = re.compile(r"555\D?01\d\d$")
_MOST = 40


class Suspicion(msgspec.Struct, frozen=True, kw_only=True):
    """Words that were left standing, and why a person should look at them."""

    what: str
    text: str


def find_leftovers(
    lines: Iterable[str], sources: Iterable[str], context: Context, inventions: Inventions
) -> tuple[Suspicion, ...]:
    """Suspicions in the lines of a scrubbed mail and in the sources of its texts, each once.

    `context` is the one that the mail was scrubbed with.
    """
    lines = list(lines)
    found = [
        *_surviving("\n".join((*lines, *sources)), context, inventions),
        *(one for line in lines for one in _in_line(line, context, inventions)),
        *_greetings(lines, context),
    ]
    return tuple(dict.fromkeys(found))[:_MOST]


def _surviving(text: str, context: Context, inventions: Inventions) -> Iterator[Suspicion]:
    """Private words that stand where they were not looked for, such as within other words."""
    for invented in sorted(inventions.invented(), key=len, reverse=True):
        text = text.replace(invented, " ")
    folded = plain(text)
    for one in inventions.replacements():
        word = plain(one.private)
        if len(word) > 3 and word not in plain(one.invented) and _stands(word, folded):
            what = f"was replaced as a {one.kind}, and is still there"
            yield Suspicion(what=what, text=one.private)
    yield from _parts_of_names(folded, context)
    yield from _doubtful(text, context)


def _parts_of_names(text: str, context: Context) -> Iterator[Suspicion]:
    names = context.secrets.names
    for name in sorted(name for name in names if name.isalpha() and len(name) > 3):
        for left in dict.fromkeys(re.findall(rf"\w*{re.escape(name)}\w*", text)):
            if plain(names[name]) not in left:
                yield Suspicion(what="has a name in it", text=left)


def _doubtful(text: str, context: Context) -> Iterator[Suspicion]:
    for word in sorted(context.secrets.doubtful):
        pattern = rf"(?<!\w){re.escape(word)}(?!\w)"
        for left in dict.fromkeys(re.findall(pattern, text, re.IGNORECASE)):
            if not left.islower():
                yield Suspicion(what="part of a name, and an ordinary word too", text=left)


def _stands(word: str, text: str) -> bool:
    """Whether a word is in a text; a short one or a number only when nothing goes on around it."""
    if word not in text:
        return False
    is_short = len(word) < 7 and not word.isalpha()
    return not is_short or bool(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text))


def _in_line(line: str, context: Context, inventions: Inventions) -> Iterator[Suspicion]:
    invented = {*inventions.invented(), *context.secrets.addresses.values()}
    kept = find_kept(line, context)
    for what, text, start in _looks(line, context):
        is_said = any(first <= start < last for first, last in kept)
        if text not in invented and not is_said and not any(text in one for one in invented):
            yield Suspicion(what=what, text=text)


def _looks(line: str, context: Context) -> Iterator[tuple[str, str, int]]:
    """What each pattern finds: why, the words, and where they begin."""
    for found in ADDRESS.finditer(line):
        if not context.secrets.keeps_domain(found[0].rpartition("@")[2]):
            yield "looks like an e-mail address", found[0], found.start()
    blank = ADDRESS.sub(_blanked, URL.sub(_blanked, line))
    for sight in find_private(blank, context):
        text = blank[sight.start : sight.end]
        if sight.kind not in (Kind.NAME, Kind.DOMAIN) and not _FICTIONAL.search(text):
            yield f"looks like a {sight.kind}", text, sight.start
    yield from _vague(blank, context)


def _vague(line: str, context: Context) -> Iterator[tuple[str, str, int]]:
    for found in _DIGITS.finditer(line):
        if not _FICTIONAL.search(found[0]):
            yield "is a long number", found[0], found.start()
    for found in _SITE.finditer(line):
        if not context.secrets.keeps_server(found[0]):
            yield "looks like somebody's web address", found[0], found.start()
    # A company's own address stands in the footers of its mails, after its name.
    is_senders = any(one.partition(".")[0] in plain(line) for one in context.secrets.own)
    if not is_senders:
        yield from _addresses(line)


def _addresses(line: str) -> Iterator[tuple[str, str, int]]:
    street = words().street.search(line)
    if is_surely_postal(line.strip()) or street:
        whole = line.strip()
        shown = whole if len(whole) <= 60 or street is None else street[0]
        yield "looks like a postal address", shown, 0


def _blanked(found: re.Match[str]) -> str:
    return " " * len(found[0])


def _greetings(lines: Iterable[str], context: Context) -> Iterator[Suspicion]:
    known = {plain(word) for name in context.secrets.names.values() for word in name.split()}
    for _, name in greeted(lines):
        if not {plain(word) for word in name_words(name) if len(word) > 1} <= known | {"pat"}:
            yield Suspicion(what="looks like a name in a greeting", text=name)
