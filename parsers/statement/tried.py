"""The name of what is tried, as a sentence about a trial has it: "your trial of Kestrel Office"."""

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import takewhile

from parsers.language.lexicon import says
from parsers.language.notions import notions_for
from parsers.language.wording import straight
from parsers.merchants import fold
from parsers.page import Page
from parsers.statement import fields, labels
from parsers.text.bounded import Bounded

_LONGEST, _OPENING = 200, 6  # characters of a sentence, sentences of the body
_SHORTEST, _NAME, _STEM = 3, 60, 6  # characters of a name, and of a word that is inflected
_WORD = r"[A-ZÀ-ÖØ-Ž][\w+&'’-]*"
_MORE = r"(?: (?:[A-ZÀ-ÖØ-Ž0-9][\w+&'’-]*|\+|&)){0,4}"
# Names begin with a capital: what stands behind "trial of", and right before "trial".
_BEHIND = Bounded(rf"\W{{0,3}}(?P<name>{_WORD}{_MORE})", most=_LONGEST)
_AHEAD = re.compile(rf"(?P<name>{_WORD}{_MORE})[ -]$")
# What a name does not begin with: whose it is, how long it lasts, what it costs.
_NONE = frozenset("you we me free per start end offer thanks hello until from by sub plan".split())


def tried(page: Page, sentence: str, seller: str) -> str | None:
    """What a mail about a trial says is tried; None where that is what the seller is called."""
    texts = (sentence, page.subject, *page.sentences[:_OPENING])
    known = tuple(word[:_STEM] for word in fold(seller).split())
    names = (name for name in _named(texts, page) if _is_name(name, page))
    # "Okres próbny Fakturnika", by Fakturnik.
    return next((one for one in names if not all(map(_begins(known), fold(one).split()))), None)


def _begins(known: tuple[str, ...]) -> Callable[[str], bool]:
    return lambda word: word.startswith(known)


def _named(texts: Iterable[str], page: Page) -> Iterator[str]:
    for text in map(straight, texts):
        if len(text) > _LONGEST:
            continue
        for place in labels.labelled(page, "trial_of", lines=(text,)):
            if behind := _BEHIND.match(place.after):
                yield " ".join(takewhile(_begins_no_word, behind["name"].split()))
        for place in labels.labelled(page, "trial_before", lines=(text,)):
            head = place.line[: len(place.line) - len(place.after) - len(place.label)]
            if ahead := _AHEAD.search(head[-_NAME:]):
                yield _without_whose(ahead["name"], page)


def _begins_no_word(word: str) -> bool:
    """Whether a word may go on in a name: the classes of letters above hold small ones too."""
    return not word[0].islower()


def _without_whose(name: str, page: Page) -> str:
    """A name without what stands before it in a line of capitals: "Your Kestrel Office"."""
    about = notions_for(page.hint.language).about
    words = name.split()
    whose = [place for place, word in enumerate(words) if "you" in about(word)]
    return " ".join(words[whose[-1] + 1 :] if whose else words)


def _is_name(name: str, page: Page) -> bool:
    """Whether a name is none of what a trial is called itself, nor a day."""
    if not _SHORTEST <= len(name) <= _NAME or not name[0].isupper():
        return False
    language = page.hint.language
    first = notions_for(language).about(name.split(maxsplit=1)[0])
    if first & _NONE or says(name, "trial_of", language):
        return False
    return fields.date_in(name, page) is None
