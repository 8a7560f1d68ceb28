"""The body of a mail as blocks of text, lines and sentences; read once, used by every reader."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from html import unescape
from itertools import chain, groupby

import msgspec
from msgspec.structs import replace

from parsers.markup.linear import MAX_BLOCKS, Block, fold, read_html
from parsers.message import Message
from parsers.quoting import Head, cut, is_forwarded
from parsers.structured import Markup
from parsers.text.sentences import split_sentences, unwrap
from parsers.text.unrolling import unrolled

__all__ = ["Block", "Document", "excerpt", "read_document", "whole_lines"]

_LOOKS_LIKE_HTML = re.compile(r"\s*<(?:!doctype\s+html|html|head|body|table|div)\b", re.IGNORECASE)
_UNRENDERED = re.compile(r"\{\{|\{%|<%|\$\{[a-z_.]+\}|%%\w+%%")
# Text mails set their tables with spaces: what stands apart is a cell of its own.
_COLUMN = re.compile(r"(?<=\S)(?: {3,}|\t[ \t]*)(?=\S)")
_LEADER = re.compile(r"\.{5,}")
_QUOTED = re.compile(r"\s{0,3}>")
MAX_SHOWN = 100_000
_LONGEST_BLOCK = 10_000
# The longest bill that was seen has 700 blocks; sums stand at its beginning or its end.
_FIRST_BLOCKS, _LAST_BLOCKS = 2000, 1000
_MIN_USABLE = 20  # characters; HTML with less is a picture with a caption
_MOST_WRAPPED = 90  # characters; programs wrap lines at fewer
_MAX_CELL = 6  # blocks; a cell with more is a column of the page, not a field


class Document(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """A body laid out. `language` is what the HTML claims ("de", "pt-BR"), `title` its title.

    `markup` is what it says to machines (schema.org), `paragraphs` the running text where the
    blocks are hard-wrapped lines, else empty. `head` is what stands over a forwarded mail, whose
    body this is. `crossed_out` are the parts of its texts that are struck through. `known_lines`
    are `lines`, where the blocks have been laid out before.
    """

    blocks: tuple[Block, ...]
    language: str | None = None
    title: str | None = None
    markup: tuple[Markup, ...] = ()
    crossed_out: tuple[str, ...] = ()
    paragraphs: tuple[str, ...] = ()
    head: Head | None = None
    known_lines: tuple[str, ...] | None = None

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """The texts of the blocks; the cells of one table row are joined by " | "."""
        if self.known_lines is not None:
            return self.known_lines
        return tuple(_line(row) for row in _rows(self.blocks))

    @cached_property
    def paragraphs_by_sentence(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """The running text, paragraph by paragraph, each with its sentences."""
        texts = self.paragraphs or [block.text for block in self.blocks]
        return tuple([(text, split_sentences(text)) for text in texts])

    @cached_property
    def sentences(self) -> tuple[str, ...]:
        """The running text as sentences; none reaches over the end of a block."""
        return tuple(chain.from_iterable(said for _, said in self.paragraphs_by_sentence))


def read_document(message: Message) -> Document:
    """The body of a message: its HTML, or its text where the HTML shows nothing. Never raises.

    Mail that it only quotes is left out; of one that forwards a mail, that mail's body is left.
    """
    html, text = message.html, message.text
    if not html and _LOOKS_LIKE_HTML.match(text):
        html, text = text, ""
    if not html:
        return _from_text(text, message.subject)
    layout = read_html(html)
    shown = sum(len(block.text) for block in layout.blocks)
    if shown < _MIN_USABLE and _is_usable(text):
        return _from_text(text, message.subject)
    rows = list(_rows(_within(layout.blocks)))
    lines = [_line(row) for row in rows]
    part = cut(lines, message.subject)
    # A table of which a part is left may be laid out in other rows.
    is_whole = part.start == 0 and part.end == len(rows)
    return Document(
        blocks=tuple([block for row in rows[part.start : part.end] for block in row]),
        known_lines=tuple(lines) if is_whole else None,
        head=part.head,
        language=layout.language,
        title=layout.title,
        markup=layout.markup,
        crossed_out=layout.crossed_out,
        paragraphs=_hard_wrapped(text, lines[: part.end]) if part.start == 0 else (),
    )


def _hard_wrapped(text: str, shown: Sequence[str]) -> tuple[str, ...]:
    """The running text of HTML that shows each line of its text part as one of its own, as some
    programs make it of what a person wrote; empty where a line is as long as it likes.
    """
    if not text or not shown or max(map(len, shown)) > _MOST_WRAPPED:
        return ()
    lines, seen = [fold(line) for line in text[:MAX_SHOWN].split("\n", MAX_BLOCKS)], 0
    for at, line in enumerate(lines):
        if line and line != shown[seen]:
            return ()
        seen += bool(line)
        if seen == len(shown):
            joined = tuple(unwrap(lines[: at + 1]))
            return joined if any(map(_goes_on_small, shown, shown[1:])) else ()
    return ()


def _goes_on_small(line: str, below: str) -> bool:
    """Whether a line may be the second half of the sentence above it, by its first letter."""
    return below[:1].islower() and not line.endswith((".", "!", "?", ":"))


def excerpt(document: Document, places: Iterable[range]) -> Document:
    """A document with some lines of another one, counted from 0."""
    rows = list(_rows(document.blocks))
    kept = [rows[at] for place in places for at in place]
    lines = map(_line, kept) if document.paragraphs else ()
    blocks = tuple(block for row in kept for block in row)
    return replace(document, blocks=blocks, paragraphs=tuple(unwrap(lines)), known_lines=None)


def whole_lines(message: Message) -> tuple[str, ...]:
    """Every line that a person sees, those of quoted mail included."""
    blocks = read_html(message.html).blocks if message.html else ()
    return tuple(map(_line, _rows(blocks))) or tuple(message.text.splitlines())


def _within(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks up to `MAX_SHOWN` characters: no bill is longer, and patterns take their time."""
    room = MAX_SHOWN
    if len(blocks) > _FIRST_BLOCKS + _LAST_BLOCKS:
        blocks = (*blocks[:_FIRST_BLOCKS], *blocks[-_LAST_BLOCKS:])
    for block in blocks:
        if room <= 0:
            return
        most = min(room, _LONGEST_BLOCK)
        yield block if len(block.text) <= most else replace(block, text=block.text[:most])
        room -= len(block.text)


def _is_usable(text: str) -> bool:
    """Whether a text part that comes with HTML is worth reading: some are unrendered templates."""
    return not _UNRENDERED.search(text) and len(text.strip()) >= _MIN_USABLE


def _from_text(text: str, subject: str) -> Document:
    head = text[:MAX_SHOWN]
    lines = _own_lines(
        [
            row
            for line in head.split("\n", MAX_BLOCKS)[:MAX_BLOCKS]
            for row in unrolled(fold(_cells_apart(line)))
        ]
    )
    part = cut(lines, subject)
    lines = lines[part.start : part.end]
    return Document(
        blocks=tuple(_within([Block(text=line) for line in lines if line])),
        paragraphs=tuple(unwrap(lines)),
        head=part.head,
    )


def _cells_apart(line: str) -> str:
    line = unescape(line) if "&" in line else line  # templates of web pages, sent as text
    if "....." in line:  # "Total ......... $9.99"
        line = _LEADER.sub("   ", line).strip()
    return _COLUMN.sub(" | ", line) if "   " in line or "\t" in line else line


def _own_lines(lines: list[str]) -> list[str]:
    """The lines without the quoted mail under them, unless it is forwarded or there is no other."""
    forwarded = next((at for at, line in enumerate(lines) if is_forwarded(line)), len(lines))
    own = [line for line in lines[:forwarded] if not _QUOTED.match(line)]
    if any(own) or forwarded < len(lines):
        return own + [line.lstrip("> ") for line in lines[forwarded:]]
    return [line.lstrip("> ") for line in lines]


def _rows(blocks: Iterable[Block]) -> Iterator[list[Block]]:
    """The blocks that make one line each."""
    row: list[Block] = []
    for block in blocks:
        if row and (block.table != row[0].table or block.row != row[0].row):
            yield from _lines_of(row)
            row = []
        row.append(block)
    yield from _lines_of(row)


def _lines_of(row: list[Block]) -> Iterable[list[Block]]:
    """The blocks of one row of a table, or outside of any, line by line."""
    if len(row) > 1 and _cells(row):  # those are more than one
        return (row,)
    return [[block] for block in row]


def _line(row: list[Block]) -> str:
    if len(row) == 1:
        return row[0].text
    return " | ".join(" ".join(block.text for block in cell) for cell in _cells(row))


def _cells(row: list[Block]) -> list[list[Block]]:
    """The cells of a table's row; none where it is but one, or a frame for columns of text."""
    if len(row) < 2 or row[0].table is None:
        return []
    cells = [list(cell) for _, cell in groupby(row, key=lambda block: block.column)]
    return cells if len(cells) > 1 and max(map(len, cells)) <= _MAX_CELL else []
