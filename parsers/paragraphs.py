"""The paragraphs of a mail as lexicons see them: where nothing of a kind can stand in one, none of
its sentences is asked.
"""

from collections.abc import Callable, Iterator
from itertools import chain
from typing import NamedTuple

from parsers.lexicon import Lexicon, Look, look
from parsers.page import Page, once
from parsers.sentences import split_sentences

CELL = " | "


class Paragraph(NamedTuple):
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
    for one in paragraphs(page):
        if one.may_have(bits):
            yield from one.sentences


@once
def texts_of_body(page: Page) -> tuple[str, ...]:
    """The rows and the sentences: a cell alone says nothing."""
    document = page.document
    if document.paragraphs:
        each = document.paragraphs_by_sentence
        return tuple([text for one, said in each for text in ((one,) if CELL in one else said)])
    lines = ((one,) if CELL in one else split_sentences(one) for one in page.lines)
    return tuple(chain.from_iterable(lines))
