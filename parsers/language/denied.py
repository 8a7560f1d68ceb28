"""Whether a sentence takes back what its words seem to state: not done, refused, only wished for.

The words of `denied.toml` are few: what denies, what refuses, what begins another clause, and what
may be denied. That a payment failed, or that nothing renews, is no denial: lexicons tell it.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.resources import files

from parsers.events import EventKind
from parsers.language.notions import UNSPACED, Notions, Said, nearest

_NUMBERED = re.compile(r"\bn[°º]|\bn(?:o|r|um)?\.? ?(?=#?\d)", re.IGNORECASE)  # "no. 17"
_CLAUSE = re.compile(r"[,;:!?()–—|](?=\s|$)|[、。，；]")
_ONLY = re.compile(
    r"\bn(?:e |['’]).{1,40}\bqu(?:e |['’])", re.IGNORECASE
)  # "ne … que" denies nothing
_NEAR, _BESIDE, _TWO = 8, 2, 3  # words
_VERB_SECOND = ("de", "nl", "sv", "da", "nb")
_AT_END = (*_VERB_SECOND, "tr", "ja", "ko")  # the languages that may deny at the end of a clause
_BEHIND = ("ja", "ko")  # and those that do so nowhere else
THINGS = {
    EventKind.REFUND: "refund",
    EventKind.REFUND_PROMISED: "refund",
    EventKind.CANCELED: "cancel",
    EventKind.PAUSED: "pause",
}
_OF_MONEY, _OF_PAYING = "refund", "pay"
# What failed or ended is said with a word that denies: only a second one takes it back.
_TWICE = {EventKind.PAYMENT_FAILED: "refused", EventKind.EXPIRED: "expired"}
_NO_LONGER = (EventKind.PRICE_CHANGE, EventKind.RESUMED)  # "no longer £10", "no longer on hold"
_ONCE = (
    *_NO_LONGER,
    EventKind.CHARGE,
    EventKind.RENEWAL_NOTICE,
    EventKind.PLAN_CHANGED,
    EventKind.TRIAL_STARTED,
    EventKind.SUBSCRIPTION_STARTED,
    EventKind.PAUSED,
    EventKind.REFUND,
    EventKind.REFUND_PROMISED,
)
# Of goods that were not delivered: "die nicht gelieferte Ware".
_INFLECTED = {
    "de": re.compile(r"(?:te[rs]?|ene[nrs]?|ge\w{3,20}ten)$"),
    "nl": re.compile(r"^(?:\w{0,4}ge|be|ver|ont)\w{2,20}[dt]e$"),
    **dict.fromkeys(("sv", "da", "nb"), re.compile(r"[ae]de$")),
}

_Clause = Sequence[Said]


def denies(text: str, thing: str, language: str | None) -> str | None:
    """What a text says of a thing that may be denied: "so", "not" or "may"; None if nothing.

    Where it says several things, the first of these.
    """
    name = _name_of(language)
    if thing == _OF_PAYING and _places(_each(name, text), "late"):
        return "so"  # "you will not be charged until 3 July"
    said = {_of_clause(words, thing, name) for words in _clauses(text, name)}
    return next((one for one in ("so", "not", "may") if one in said), None)


def is_needless(text: str, language: str | None) -> bool:
    """Whether a text says that nobody has to pay: not "before 3 July", and not "if you do not"."""
    said = _words(_name_of(language)).about(text)
    return "needless" in said and not said & {"late", "if"}


def is_denied(
    kind: EventKind, found: Iterable[re.Match[str]], text: str, language: str | None
) -> bool:
    """Whether a text takes back an event, of which it has the words at some places."""
    if kind in THINGS and denies(text, THINGS[kind], language) in ("not", "may"):
        return True
    name = _name_of(language)
    if not _denials(_each(name, text), name) or (name == "fr" and _ONLY.search(text)):
        return False
    if kind in _TWICE:
        return any(_is_twice(words, _TWICE[kind]) for words in _clauses(text, name))
    return kind in _ONCE and all(_is_negated(kind, one, name) for one in found)


def _of_clause(clause: _Clause, thing: str, name: str) -> str | None:
    """What a clause says of a thing: "not" where a word that denies it stands near."""
    things = _places(clause, thing)
    if not things:
        return None
    denials = _denials(clause, name)
    is_refused = _is_refused(clause, things, name)
    if _places(clause, "if"):  # "if you did not ask for this cancellation"
        is_open = thing != _OF_MONEY or bool(_places(clause, "want"))
        return "may" if is_open and not denials and not is_refused else "so"
    if is_refused:
        return "so" if _places(clause, "can") and not denials else "not"
    # "Would you rather not keep it" asks, in languages that begin so.
    if denials and not any(place < denials[0] for place in _places(clause, "want")):
        opening = {0} if thing == _OF_MONEY else set()  # "After a look at your claim we cannot"
        if set(_places(clause, "else")) - set(things) - opening:
            return "so"
        return "not" if _is_near(clause, things, denials, name) else "so"
    return "may" if thing != _OF_MONEY and _is_possible(clause, things) else "so"


def _is_near(clause: _Clause, things: Sequence[int], denials: Sequence[int], name: str) -> bool:
    """Whether words that deny stand before a thing or, where they may, last in their clause."""
    if name in _AT_END and (name in UNSPACED or len(clause) - denials[-1] <= _BESIDE):
        return True
    if name in _VERB_SECOND and any(place + 1 in denials for place in things):
        return True
    return name not in _BEHIND and any(
        0 <= place - one <= _NEAR for one in denials for place in things
    )


def _is_possible(clause: _Clause, things: Sequence[int]) -> bool:
    """Whether the reader may do it: "you can pause your plan"."""
    can = _places(clause, "can")
    return any(abs(place - one) <= _NEAR for one in can for place in things)


def _is_refused(clause: _Clause, things: Sequence[int], name: str) -> bool:
    """Whether a word that refuses, or that takes back a word that grants, stands near a thing."""
    places = _places(clause, "refused")
    if not _places(clause, "late"):
        denials, grants = _denials(clause, name), _places(clause, "grant")
        places += [one for one in grants if any(abs(one - place) <= _TWO for place in denials)]
    return any(0 < abs(one - place) <= _NEAR for one in places for place in things)


def _is_twice(clause: _Clause, thing: str) -> bool:
    """Whether a word that denies stands beside one that does so already."""
    denials, things = _places(clause, "not"), _places(clause, thing)
    return any(0 < abs(one - place) <= _TWO for one in denials for place in things)


def _is_negated(kind: EventKind, found: re.Match[str], name: str) -> bool:
    """Whether a word that denies stands among those that were found, right before them or, where
    it may come last, behind them in their clause.
    """
    text, start, end = found.string, found.start(), found.end()
    begun = max((one.end() for one in _CLAUSE.finditer(text, 0, start)), default=0)
    before = _each(name, text[begun:start])
    words = [*(() if name in UNSPACED else before[-_BESIDE:]), *_each(name, text[start:end])]
    if name in _AT_END:
        stop = _CLAUSE.search(text, end)
        rest = _each(name, text[end : stop.start() if stop else len(text)])
        words += next(_cut(rest), ())
    return any(
        kind not in _NO_LONGER or not any("else" in about for _, about in words[place : place + 2])
        for place in _denials(words, name)
    )


def _denials(clause: _Clause, name: str) -> list[int]:
    """Where words that deny stand, but those that tell one thing from others."""
    places = _places(clause, "not")
    form = _INFLECTED.get(name)
    if form is None:
        return places
    return [
        place
        for place in places
        if not any(not about and form.search(word) for word, about in clause[place + 1 : place + 2])
    ]


def _places(clause: _Clause, notion: str) -> list[int]:
    return [place for place, (_, about) in enumerate(clause) if notion in about]


def _clauses(text: str, name: str) -> Iterator[_Clause]:
    for part in _CLAUSE.split(text):
        yield from _cut(_each(name, part))


def _cut(words: _Clause) -> Iterator[_Clause]:
    """The clauses of words, each with the one that begins it."""
    begun = 0
    for place in _places(words, "border"):
        if place > begun:
            yield words[begun:place]
            begun = place
    yield words[begun:]


def _name_of(language: str | None) -> str:
    return nearest(language, _all())


@cache
def _all() -> dict[str, dict[str, str]]:
    text = (files("parsers") / "language" / "denied.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def _each(name: str, text: str) -> list[Said]:
    """The words of a text, but what only leads to a number."""
    return _words(name).each(_NUMBERED.sub(" ", text))


@cache
def _words(name: str) -> Notions:
    return Notions(_all()[name], unspaced=name in UNSPACED)
