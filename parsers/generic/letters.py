"""What the sentences of a letter are about, one by one and two by two."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, pairwise

import msgspec

from parsers.dates import find_dates
from parsers.events import EventKind
from parsers.generic.gist import NOTHING, GistModel, gist_by_notions, states_nothing
from parsers.language.notions import AMOUNT_MARK, DAY_MARK, Notions, notions_for
from parsers.language.paragraphs import texts_of_body
from parsers.language.wording import PRECEDENCE, straight
from parsers.page import Page
from parsers.text.speech import own_words
from parsers.values.found_money import find_amounts

MOST_SENTENCES, _LONGEST = 24, 300  # sentences of a letter, characters of a sentence
POSSIBLE = 0.15  # a kind that the rest of a letter may still speak for
_CLAUSE = (",", ";", ":")  # behind which a clause of a long sentence begins
_CLEAR = 0.9  # from here on nobody asks what two sentences say together
_APART = 0.97  # what two sentences say together is worth a little less


class Gist(msgspec.Struct, frozen=True, kw_only=True):
    """A kind of event, how likely some text of the letter states it, and that text."""

    kind: EventKind
    sure: float
    text: str
    in_subject: bool


class Text(msgspec.Struct, frozen=True, kw_only=True):
    """A text of a letter, also with marks for money and days, and what its gist is worth.

    `at` is the place of the text in the letter; 0 is the subject.
    """

    text: str
    masked: str
    worth: float = 1.0
    in_subject: bool = False
    at: int = 0


class Heard(msgspec.Struct, frozen=True, kw_only=True):
    """A text of a letter, what its words are about, and how likely it states each kind."""

    text: Text
    about: frozenset[str]
    chances: dict[str, float]


def is_letter(page: Page) -> bool:
    """Whether a mail is short and not to many: the gist of others has hardly ever counted."""
    return is_short(page) and not page.message.goes_to_many


def is_short(page: Page) -> bool:
    """Whether a mail has no more sentences than letters have."""
    return len(texts_of_body(page)) <= MOST_SENTENCES


def heard(page: Page, model: GistModel) -> list[Heard]:
    """The subject and the sentences with what they may state; where none is clear, the pairs."""
    notions = notions_for(page.hint.language)
    texts = list(texts_of(page))
    alone = [_heard(one, notions, model) for one in texts]
    if any(_clearest(one) >= _CLEAR for one in alone):
        return alone
    return [*alone, *(_heard(one, notions, model) for one in pairs_of(texts))]


def _heard(one: Text, notions: Notions, model: GistModel) -> Heard:
    found = notions.of(one.masked)
    return Heard(
        text=one,
        about=frozenset(chain.from_iterable(found)),
        chances=gist_by_notions(one.masked, found, model),
    )


def _clearest(one: Heard) -> float:
    return max([chance for kind, chance in one.chances.items() if not kind.startswith(NOTHING)])


def gists(said: Iterable[Heard]) -> list[Gist]:
    """The kinds that sentences of a letter may state, the likeliest first."""
    best: dict[EventKind, Gist] = {}
    for one in said:
        _keep(best, one)
    return sorted(best.values(), key=lambda one: (-one.sure, PRECEDENCE.index(one.kind)))


def _keep(best: dict[EventKind, Gist], one: Heard) -> None:
    """Put what a text may state among the best, where nothing states it more surely."""
    text = one.text
    for name, chance in one.chances.items():
        sure = chance * text.worth
        if sure < POSSIBLE or states_nothing(name):
            continue
        kind = EventKind(name)
        known = best.get(kind)
        if known is None or known.sure < sure:
            best[kind] = Gist(kind=kind, sure=sure, text=text.text, in_subject=text.in_subject)


def texts_of(page: Page) -> Iterator[Text]:
    """The subject, and the sentences."""
    subject = page.subject[:_LONGEST]
    yield Text(text=subject, masked=masked(subject, page), in_subject=True)
    for at, one in enumerate(texts_of_body(page)[:MOST_SENTENCES], start=1):
        for own in _pieces(own_words(straight(one))):
            yield Text(text=own, masked=masked(own, page), at=at)


def _pieces(text: str) -> Iterator[str]:
    """A sentence; of a long one, as offices write them, the parts between its commas that go
    together into the length of a sentence.
    """
    while len(text) > _LONGEST:
        end = max(text.rfind(mark, 0, _LONGEST) for mark in _CLAUSE)
        if end <= 0:
            return
        yield text[:end]
        text = text[end + 1 :].strip()
    yield text


def pairs_of(texts: Sequence[Text]) -> Iterator[Text]:
    """Each two sentences that stand together, one of them with money or a day."""
    for one, other in pairwise(texts[1:]):
        both = f"{one.masked} {other.masked}"
        if AMOUNT_MARK in both or DAY_MARK in both:
            yield Text(text=f"{one.text} {other.text}", masked=both, worth=_APART, at=one.at)


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
