"""What short letters state by the shape of a sentence, without a verb that a lexicon knows."""

import tomllib
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from importlib.resources import files

from parsers.events import EventKind
from parsers.language.lexicon import says
from parsers.language.wording import Claim, cadence_in, is_aside, straight
from parsers.page import Page
from parsers.statement.particulars import card_in
from parsers.statement.when import days_to_come
from parsers.text.bounded import Words
from parsers.text.folding import folded_word
from parsers.values.found_money import AmountFound, find_amounts

_MOST_SENTENCES = 16  # a longer mail says in words what it is about
_LONGEST = 300  # characters of a sentence
_NEAR_END = 7  # days; a trial that lasts longer has only begun
_CALL = 60  # characters of a line that calls to buy
_BETWEEN = 24  # characters between an old and a new amount


def by_shape(page: Page, found: tuple[Claim, ...]) -> Iterator[Claim]:
    """What the first sentence of such a shape states, where no words do.

    Nothing of mail to many: offers have the same shapes.
    """
    kinds = {one.kind for one in found}
    if kinds - {EventKind.RENEWAL_NOTICE} or page.message.goes_to_many:
        return
    if len(page.sentences) > _MOST_SENTENCES or _matches("offered", page.subject):
        return
    sentences = [straight(one) for one in page.sentences if len(one) <= _LONGEST]
    stated = ((one, kind) for one, kind in _shaped(sentences, page) if kind is not None)
    first = next(stated, None)
    # A receipt names the next payment too; whatever else has words of its own.
    if first is not None and (not kinds or first[1] is EventKind.CHARGE):
        yield Claim(kind=first[1], sentence=first[0], in_subject=False)


def _shaped(sentences: list[str], page: Page) -> Iterator[tuple[str, EventKind | None]]:
    offered = any(_matches("offered", one) for one in sentences)
    for place, sentence in enumerate(sentences):
        amounts = find_amounts(sentence, page.hint)
        day = _coming_day(sentence, page)
        if card_in(sentence) and amounts and day is None:
            yield sentence, _of_card(sentence, page)
        if offered or day is None:
            continue
        if len(amounts) == 2 and _is_step(sentence, amounts, page):
            yield sentence, EventKind.PRICE_CHANGE
        yield sentence, _until(place, sentences, day, page)


def _of_card(sentence: str, page: Page) -> EventKind | None:
    """A payment: an amount beside a card, in a sentence that takes nothing of it back and does not
    tell that the card ends.
    """
    language = page.hint.language
    untaken = _says_untaken(sentence, language) or sentence.endswith("?")
    other = untaken or is_aside(sentence, language) or says(sentence, "card_ends", language)
    return None if other else EventKind.CHARGE


def _is_step(sentence: str, amounts: Sequence[AmountFound], page: Page) -> bool:
    """Whether one amount becomes the other, every month or so."""
    old, new = sorted(amounts, key=lambda one: one.start)
    between = sentence[old.end : new.start]
    near = len(between) <= _BETWEEN and _matches("becomes", between)
    return (
        near
        and _matches("yours", sentence)
        and cadence_in(sentence, page.hint.language) is not None
    )


def _until(place: int, sentences: list[str], day: date, page: Page) -> EventKind | None:
    """What ends on a day after which an amount is said for each month or so."""
    rest = sentences[place]
    priced = _price_after(rest, page)
    if priced is None and place + 1 < len(sentences):
        rest = f"{rest} {sentences[place + 1]}"
        priced = _price_after(sentences[place + 1], page)
    if priced is None:
        return None
    if _matches("paused", rest) or (_matches("again", priced) and not _matches("free", rest)):
        return EventKind.PAUSED
    if not _matches("free", rest):
        return None
    left = (day - page.mailed_on).days
    return EventKind.TRIAL_ENDING if left <= _NEAR_END else EventKind.TRIAL_STARTED


def _price_after(sentence: str, page: Page) -> str | None:
    """What stands behind a word such as "then", when it is a price of each month or so."""
    language = page.hint.language
    if not (says(sentence, "then", language) or _matches("after", sentence)):
        return None
    priced = bool(find_amounts(sentence, page.hint)) and cadence_in(sentence, language)
    return sentence if priced else None


def _coming_day(sentence: str, page: Page) -> date | None:
    """The only day to come that a sentence names."""
    days = days_to_come(sentence, page)
    return days.pop() if len(days) == 1 else None


def is_offered(text: str) -> bool:
    """Whether a text has a word that only offers to everybody have."""
    return _matches("offered", text)


def is_for_sale(page: Page, said: Sequence[str]) -> bool:
    """Whether a price is that of something to be bought: what is said of it calls it nobody's, and
    the subject or a short line wants it bought.
    """
    titled = () if _matches("bought", page.subject) else (page.subject,)
    if any(_matches("yours", one) for one in (*said, *titled)):
        return False
    short = (one for one in page.lines if len(one) <= _CALL)
    return any(_matches("bought", one) for one in (page.subject, *short))


def _matches(name: str, text: str) -> bool:
    return bool(_words()[0][name].search(text))


def _says_untaken(sentence: str, language: str | None) -> bool:
    """By the words of the mail's language; what is in another one is left to a person."""
    words = _words()[1].get(language or "")
    return words is None or bool(words.search(sentence))


@cache
def _words() -> tuple[dict[str, Words], dict[str, Words]]:
    """By name; those that nothing was taken by language."""
    read = tomllib.loads(files(__package__).joinpath("shapes.toml").read_text(encoding="utf-8"))
    untaken = read.pop("untaken")
    return _each(read), _each(untaken)


def _each(words: dict[str, list[str]]) -> dict[str, Words]:
    """Folded as the texts are in which they are looked for: the Turkish ı passes for i there."""
    return {
        name: Words(
            rf"(?<![^\W\d_])(?:{folded_word('|'.join(some))})(?![^\W\d_])", most=2 * _LONGEST
        )
        for name, some in words.items()
    }
