"""What the sentences of a letter are about, one by one and two by two."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

import msgspec

from parsers.dates import find_dates
from parsers.events import EventKind
from parsers.found_money import find_amounts
from parsers.generic.gist import GistModel, gist_of, states_nothing
from parsers.notions import AMOUNT_MARK, DAY_MARK
from parsers.page import Page
from parsers.speech import own_words
from parsers.wording import PRECEDENCE, straight

MOST_SENTENCES, _LONGEST = 24, 300  # sentences of a letter, characters of a sentence
LIKELY = 0.5
_APART = 0.97  # what two sentences say together is worth a little less


class Gist(msgspec.Struct, frozen=True, kw_only=True):
    """A kind of event, how likely some text of the letter states it, and that text."""

    kind: EventKind
    sure: float
    text: str
    in_subject: bool


def gists(page: Page, model: GistModel) -> list[Gist]:
    """The kinds that sentences of a letter likely state, what matters most first."""
    best: dict[EventKind, Gist] = {}
    for text, worth, in_subject in texts_of(page):
        for kind, sure in gist_of(masked(text, page), page.hint.language, model).items():
            if sure * worth < LIKELY or states_nothing(kind):
                continue
            one = Gist(kind=EventKind(kind), sure=sure * worth, text=text, in_subject=in_subject)
            known = best.get(one.kind)
            if known is None or known.sure < one.sure:
                best[one.kind] = one
    return sorted(best.values(), key=lambda one: PRECEDENCE.index(one.kind))


def texts_of(page: Page) -> Iterator[tuple[str, float, bool]]:
    """The subject, the sentences, and each two of these that stand together."""
    yield page.subject[:_LONGEST], 1.0, True
    said = [
        own_words(straight(one)) for one in page.sentences[:MOST_SENTENCES] if len(one) <= _LONGEST
    ]
    yield from ((one, 1.0, False) for one in said)
    yield from ((f"{one} {other}", _APART, False) for one, other in pairwise(said))


def masked(text: str, page: Page) -> str:
    """A text with a mark for each of its amounts and days."""
    spans = [(one.start, one.end, AMOUNT_MARK) for one in find_amounts(text, page.hint)]
    days = find_dates(text, hint=page.hint, near=page.mailed_on)
    spans += [(one.start, one.end, DAY_MARK) for one in days]
    return _replaced(text, spans)


def _replaced(text: str, spans: Sequence[tuple[int, int, str]]) -> str:
    parts, end = [], 0
    for start, stop, mark in sorted(spans):
        if start >= end:
            parts += [text[end:start], mark]
            end = stop
    return "".join([*parts, text[end:]])
