"""Labels: where they stand in a mail, and what stands beside them."""

import re
from collections.abc import Iterable, Iterator

import msgspec

from parsers.language.lexicon import Look, look
from parsers.language.paragraphs import survey
from parsers.language.phrases import NO_PHRASES
from parsers.page import Page
from parsers.text.speech import straight

# A label stands beside its value or, in a stacked layout, a line or two above it.
_LINES_BELOW = 2


class Labelled(msgspec.Struct, frozen=True, kw_only=True):
    """Text beside a label, in the line `at`, counted from 0.

    `rank` is the label's place in the lexicon, 0 the most telling.
    """

    at: int
    rank: int
    label: str
    after: str
    line: str
    below: tuple[str, ...]


def labelled(page: Page, name: str, *, lines: Iterable[str]) -> Iterator[Labelled]:
    """Every place where a label of this name stands in some lines, in reading order."""
    at = -1
    for one in every_label(page, name, lines=lines):
        if one.at != at:
            at = one.at
            yield one


def every_label(page: Page, name: str, *, lines: Iterable[str]) -> Iterator[Labelled]:
    """As `labelled`, with all labels that stand in a line, the most telling first."""
    rows = tuple(lines)
    seen = survey(page, rows)
    for place in seen.places(name):
        line = seen.at(place, rows[place])
        for rank, label in _labels(line, name):
            yield Labelled(
                at=place,
                rank=rank,
                label=label[0],
                after=line.text[label.end() :],
                line=line.text,
                below=tuple(map(straight, rows[place + 1 : place + 1 + _LINES_BELOW])),
            )


def _labels(seen: Look, name: str) -> Iterator[tuple[int, re.Match[str]]]:
    """Where each label of this name first stands in a text, with its rank."""
    for lexicon, suspects in seen.suspects:
        labels = lexicon.labels.get(name, NO_PHRASES)
        for rank, label in labels.suspected(suspects):
            if found := label.pattern.search(seen.text):
                yield rank, found


def is_column(text: str, language: str | None) -> bool:
    """Whether a text is no value but the head of a table's column ("Price")."""
    return any(
        head.pattern.fullmatch(text)
        for lexicon, suspects in look(text, language).suspects
        for _, head in lexicon.labels.get("column", NO_PHRASES).suspected(suspects)
    )
