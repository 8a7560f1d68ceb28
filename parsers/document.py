"""The body of a mail as blocks of text, lines and sentences; read once, used by every reader."""

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import groupby

import msgspec
from msgspec.structs import replace

from parsers.linear import MAX_BLOCKS, Block, fold, read_html
from parsers.message import Message
from parsers.sentences import split_sentences, unwrap
from parsers.structured import Markup

__all__ = ["Block", "Document", "read_document"]

_LOOKS_LIKE_HTML = re.compile(r"\s*<(?:!doctype\s+html|html|head|body|table|div)\b", re.IGNORECASE)
_UNRENDERED = re.compile(r"\{\{|\{%|<%|\$\{[a-z_.]+\}|%%\w+%%")
_QUOTED = re.compile(r"\s{0,3}>")
MAX_SHOWN = 100_000
_LONGEST_BLOCK = 10_000
_MIN_USABLE = 20  # characters; HTML with less is a picture with a caption
_MAX_CELL = 6  # blocks; a cell with more is a column of the page, not a field


class Document(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """A body laid out. `language` is what the HTML claims ("de", "pt-BR"), `title` its title.

    `markup` is what it says to machines (schema.org), `paragraphs` the running text where the
    blocks are hard-wrapped lines, else empty.
    """

    blocks: tuple[Block, ...]
    language: str | None = None
    title: str | None = None
    markup: tuple[Markup, ...] = ()
    paragraphs: tuple[str, ...] = ()

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """The texts of the blocks; the cells of one table row are joined by " | "."""
        rows = groupby(self.blocks, key=lambda block: (block.table, block.row))
        return tuple(line for _, row in rows for line in _row_lines(list(row)))

    @cached_property
    def sentences(self) -> tuple[str, ...]:
        """The running text as sentences; none reaches over the end of a block."""
        texts = self.paragraphs or (block.text for block in self.blocks)
        return tuple(split_sentences(texts))


def read_document(message: Message) -> Document:
    """The body of a message: its HTML, or its text where the HTML shows nothing. Never raises."""
    html, text = message.html, message.text
    if not html and _LOOKS_LIKE_HTML.match(text):
        html, text = text, ""
    if not html:
        return _from_text(text)
    layout = read_html(html)
    shown = sum(len(block.text) for block in layout.blocks)
    if shown < _MIN_USABLE and _is_usable(text):
        return _from_text(text)
    return Document(
        blocks=tuple(_within(layout.blocks)),
        language=layout.language,
        title=layout.title,
        markup=layout.markup,
    )


def _within(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks up to `MAX_SHOWN` characters: no bill is longer, and patterns take their time."""
    room = MAX_SHOWN
    for block in blocks:
        if room <= 0:
            return
        most = min(room, _LONGEST_BLOCK)
        yield block if len(block.text) <= most else replace(block, text=block.text[:most])
        room -= len(block.text)


def _is_usable(text: str) -> bool:
    """Whether a text part that comes with HTML is worth reading: some are unrendered templates."""
    return not _UNRENDERED.search(text) and len(text.strip()) >= _MIN_USABLE


def _from_text(text: str) -> Document:
    head = text[:MAX_SHOWN]
    lines = _own_lines([fold(line) for line in head.split("\n", MAX_BLOCKS)[:MAX_BLOCKS]])
    return Document(
        blocks=tuple(_within(Block(text=line) for line in lines if line)),
        paragraphs=tuple(unwrap(lines)),
    )


def _own_lines(lines: list[str]) -> list[str]:
    """The lines without the quoted mail under them, unless there is nothing else."""
    own = [line for line in lines if not _QUOTED.match(line)]
    return own if any(own) else [line.lstrip("> ") for line in lines]


def _row_lines(row: list[Block]) -> Iterator[str]:
    cells = [list(cell) for _, cell in groupby(row, key=lambda block: block.column)]
    if row[0].table is None or len(cells) < 2 or max(map(len, cells)) > _MAX_CELL:
        yield from (block.text for block in row)
    else:
        yield " | ".join(" ".join(block.text for block in cell) for cell in cells)
