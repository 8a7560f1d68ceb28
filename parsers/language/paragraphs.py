"""The paragraphs of a mail as lexicons see them: where nothing of a kind can stand in one, none of
its sentences is asked.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import reduce
from itertools import chain
from operator import or_

import msgspec

from parsers.language.lexicon import Lexicon, Look, has_label, lexicons_for, look
from parsers.language.phrases import NO_PHRASES
from parsers.page import Page, once
from parsers.text.sentences import split_sentences
from parsers.text.speech import straight

CELL = " | "


def part_of(seen: Look, text: str) -> Look:
    """A part of a text that was looked at: what is not suspected in the whole is in none of it."""
    said = straight(text)
    return seen if seen.text == said else Look(said, seen.suspects)


class Paragraph(msgspec.Struct, frozen=True, gc=False):
    """A paragraph, its look, and its sentences."""

    text: str
    seen: Look
    sentences: tuple[str, ...]

    def may_have(self, bits: Callable[[Lexicon], int]) -> bool:
        """Whether one of the phrases with these bits may stand in it, and so in a sentence."""
        for lexicon, suspects in self.seen.suspects:  # noqa: SIM110 - a generator takes half as long again
            if suspects & bits(lexicon):
                return True
        return False


@once
def paragraphs(page: Page) -> tuple[Paragraph, ...]:
    """The paragraphs of the body, in reading order."""
    language = page.hint.language
    return tuple(
        [
            Paragraph(text, look(text, language), sentences)
            for text, sentences in page.document.paragraphs_by_sentence
        ]
    )


def sentences_with(page: Page, bits: Callable[[Lexicon], int]) -> Iterator[str]:
    """The sentences of the paragraphs in which a phrase with such bits may stand."""
    return (sentence for sentence, _ in sentences_near(page, bits))


def sentences_near(page: Page, bits: Callable[[Lexicon], int]) -> Iterator[tuple[str, Look]]:
    """The same, each with the look of its paragraph."""
    for one in paragraphs(page):
        if one.may_have(bits):
            yield from ((sentence, one.seen) for sentence in one.sentences)


@once
def texts_of_body(page: Page) -> tuple[str, ...]:
    """The rows and the sentences: a cell alone says nothing."""
    document = page.document
    if document.paragraphs:
        each = document.paragraphs_by_sentence
        return tuple([text for one, said in each for text in ((one,) if CELL in one else said)])
    lines = ((one,) if CELL in one else split_sentences(one) for one in page.lines)
    return tuple(chain.from_iterable(lines))


def may_say(page: Page, label: str) -> bool:
    """Whether a label of this name may stand in the subject, a sentence or a row: where it cannot,
    none of them is asked.
    """
    for lexicon, suspects in _anywhere(page):
        if suspects & lexicon.labels.get(label, NO_PHRASES).bits:
            return True
    return False


def suspected(page: Page, texts: Iterable[str], *labels: str) -> Iterator[tuple[str, Look]]:
    """Those of some texts of a mail (as in `those_saying`) in which such a label may stand, each
    with the look of its paragraph or its own.
    """
    some = [label for label in labels if may_say(page, label)]
    if not some:
        return
    around, language = _around(page), page.hint.language
    bits = [_bits(lexicon, some) for lexicon in lexicons_for(language)]
    for text in texts:
        seen = around.get(text) or look(text, language)
        for (_, suspects), wanted in zip(seen.suspects, bits, strict=True):
            if suspects & wanted:
                yield text, seen
                break


def _bits(lexicon: Lexicon, labels: Iterable[str]) -> int:
    """The bits of the phrases of some labels."""
    return reduce(or_, [lexicon.labels.get(one, NO_PHRASES).bits for one in labels])


def those_saying(page: Page, texts: Iterable[str], label: str) -> Iterator[str]:
    """Those of some texts of a mail (its subject, sentences, rows) in which a label of this name
    stands: each is seen as its paragraph was.
    """
    for text, seen in suspected(page, texts, label):
        if has_label(part_of(seen, text), label):
            yield text


def is_said(page: Page, texts: Iterable[str], label: str) -> bool:
    """Whether a label of this name stands in any of some texts of a mail."""
    return next(those_saying(page, texts, label), None) is not None


@once
def _anywhere(page: Page) -> tuple[tuple[Lexicon, int], ...]:
    """What may be suspected in the subject, or in any text of the body."""
    titled = look(page.subject, page.hint.language).suspects
    said = survey(page, texts_of_body(page)).suspects
    if not said:
        return titled
    each = zip(titled, said, strict=True)
    return tuple([(lexicon, bits | more) for (lexicon, bits), (_, more, _) in each])


class Survey(msgspec.Struct, frozen=True):
    """By lexicon, what may be suspected in any and in each of some lines; and their looks, of a
    sentence that of its paragraph.
    """

    suspects: tuple[tuple[Lexicon, int, tuple[int, ...]], ...]
    looks: tuple[Look, ...]

    def places(self, name: str) -> list[int]:
        """The lines in which a label of this name may stand."""
        found: set[int] = set()
        for lexicon, anywhere, suspects in self.suspects:
            bits = lexicon.labels.get(name, NO_PHRASES).bits
            if anywhere & bits:  # most labels stand nowhere
                found.update([place for place, one in enumerate(suspects) if one & bits])
        return sorted(found)

    def at(self, place: int, text: str) -> Look:
        """The look of one of them, of which the text is given."""
        return part_of(self.looks[place], text)


def survey(page: Page, lines: tuple[str, ...]) -> Survey:
    """Some lines or sentences of a mail as lexicons see them: every label is asked of them."""
    known: Survey | None = page.answers.get((survey, lines))
    if known is None:
        known = page.answers[survey, lines] = _surveyed(page, lines)
    return known


def _surveyed(page: Page, lines: tuple[str, ...]) -> Survey:
    language = page.hint.language
    if lines is page.lines:
        around = _lines_around(page)
        looks = [around.get(line) or look(line, language) for line in lines]
    elif len(lines) == 1:
        looks = [look(line, language) for line in lines]
    else:
        around = _around(page)
        looks = [around.get(line) or look(line, language) for line in lines]
    found = []
    for place, lexicon in enumerate(lexicons_for(language) if looks else ()):
        bits = tuple([one.suspects[place][1] for one in looks])
        found.append((lexicon, reduce(or_, bits), bits))
    return Survey(tuple(found), tuple(looks))


def _lines_around(page: Page) -> dict[str, Look]:
    """The look of the paragraph in which each line stands, where that is wrapped into lines."""
    found: dict[str, Look] = {}
    each = iter(paragraphs(page) if page.document.paragraphs else ())
    one = next(each, None)
    for line in page.lines:
        while one is not None and line not in one.text:
            one = next(each, None)
        if one is None:
            break
        found[line] = one.seen
    return found


@once
def _around(page: Page) -> dict[str, Look]:
    """The look of the paragraph in which each sentence stands: nothing that is not suspected there
    has to be looked for in the sentence itself.
    """
    return {sentence: one.seen for one in paragraphs(page) for sentence in one.sentences}
