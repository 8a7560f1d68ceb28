"""HTML written down as blocks while it is parsed: what ends text, hides it, and where it stands."""

from collections.abc import Mapping
from inspect import signature
from typing import NamedTuple
from unicodedata import normalize

import msgspec

from parsers.charsets import one_line
from parsers.styles import MAX_STYLE, NO_STYLE, Css, read_style

MAX_BLOCKS = 20_000
_BLOCK_TAGS = frozenset(
    {
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "br",
        "caption",
        "center",
        "dd",
        "details",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "legend",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    }
)
_UNSEEN_TAGS = frozenset(
    {
        "head",
        "iframe",
        "math",
        "object",
        "script",
        "select",
        "style",
        "svg",
        "template",
        "textarea",
        "title",
    }
)
_TABLE_PARTS = frozenset({"tbody", "thead", "tfoot"})
_PLACING = frozenset({"table", "tr", "td", "th"})
_PAGES = frozenset({"html", "body"})
_SPANS = frozenset(str(number) for number in range(1, 101))
# What a face is made of: text inherits it from all the elements around it.
_BOLD, _HEADING, _LINK, _TINY, _KEEPS_LINES = 1, 2, 4, 8, 16
_FACES = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), _BOLD | _HEADING),
    **dict.fromkeys(("b", "strong", "th"), _BOLD),
    "pre": _KEEPS_LINES,
    "a": 0,
}


class Block(msgspec.Struct, frozen=True, kw_only=True):
    """A run of text that nothing breaks; spaces folded, NFC.

    `table` numbers the innermost table of more than one cell that holds it, from 0 in the order of
    the mail; `row` and `column` count from 0 within it, and a cell that spans three columns counts
    for three. `bold`, `heading` and `link` are true when all of the text is.
    """

    text: str
    row: int | None = None
    column: int | None = None
    table: int | None = None
    bold: bool = False
    heading: bool = False
    link: bool = False


class Marks(NamedTuple):
    """Which attributes that hide elements a mail has at all: the others are not looked for."""

    hidden: bool = False
    preheader: bool = False
    mobile: bool = False


class _Grid:
    """A table: where the writer stands in it, and how many cells it has."""

    def __init__(self) -> None:
        self.row = self.column = -1
        self.cells = 0
        self.number = 0


class _Place(NamedTuple):
    """A cell, or a table outside of its cells, and what that stands in itself."""

    grid: _Grid
    around: "_Place | None"
    row: int = -1
    column: int = 0


class _Inside(NamedTuple):
    """What an element that begins stands directly in, if it is a table or a part of one."""

    level: int
    grid: _Grid | None


_ELSEWHERE, _IN_TABLE, _IN_PART, _IN_ROW = range(4)
_NO_TABLE = _Inside(_ELSEWHERE, None)


class BlockWriter:
    """What the parser tells its news to."""

    def __init__(self, marks: Marks) -> None:
        self.languages: dict[str, str] = {}
        self.title: list[str] | None = None
        self._marks = marks if any(marks) else None
        self._grids: list[_Grid] = []
        self._written: list[tuple[str, _Place | None, int]] = []
        self._run: list[tuple[str, _Place | None, int]] = []
        self._place: _Place | None = None
        self._face, self._inside = 0, _NO_TABLE
        self._outer: list[tuple[_Place | None, int, _Inside, bool]] = []
        self._unseen = 0  # how many elements deep in one that is not shown
        self._in_title = False

    def start(self, tag: str, attrib: Mapping[str, str]) -> None:
        """An element begins."""
        if self._unseen:
            self._enter_unseen(tag)
            return
        # Where there are no attributes lxml's mapping takes its time to say so.
        style = attrib.get("style") if attrib else None
        css = read_style(style[:MAX_STYLE]) if style else NO_STYLE
        may_hide = css.only_outlook_hides or css.hidden or self._marks is not None
        if tag in _UNSEEN_TAGS or (may_hide and self._is_hidden(tag, attrib, css)):
            self._unseen = 1
            return
        breaks = css.block or tag in _BLOCK_TAGS
        if breaks and self._run:
            self._end_block()
        self._outer.append((self._place, self._face, self._inside, breaks))
        if self._inside.level or tag in _PLACING:
            self._take_place(tag, attrib)
        if css is not NO_STYLE or tag in _FACES:
            self._face = _face(tag, attrib, css, self._face)
        if tag in _PAGES:
            self.languages.setdefault(tag, attrib.get("lang") or attrib.get("xml:lang") or "")

    def end(self, tag: str) -> None:
        """An element ends; the parser closes what it opened, in order."""
        del tag
        if self._unseen:
            self._unseen -= 1
            self._in_title = False
            return
        self._place, self._face, self._inside, breaks = self._outer.pop()
        if breaks and self._run:
            self._end_block()

    def data(self, text: str) -> None:
        """Text, in one piece or in several."""
        if self._unseen:
            if self._in_title and self.title is not None:
                self.title.append(text)
            return
        face = self._face
        if face & _KEEPS_LINES and not face & _TINY:
            for line in text.split("\n"):
                self._run.append((line, self._place, face))
                self._end_block()
        elif not face & _TINY and (self._run or not text.isspace()):
            self._run.append((text, self._place, face))

    def close(self) -> tuple[Block, ...]:
        """The blocks, now that it is known which tables are none."""
        self._end_block()
        tables = (grid for grid in self._grids if not _is_frame(grid))
        for number, grid in enumerate(tables):
            grid.number = number
        return tuple(_block(*written) for written in self._written)

    def _enter_unseen(self, tag: str) -> None:
        self._unseen += 1
        # Only the head stands directly in the outermost element and is not shown.
        if tag == "title" and self._unseen == 2 and len(self._outer) == 1 and self.title is None:
            self.title, self._in_title = [], True

    def _is_hidden(self, tag: str, attributes: Mapping[str, str], css: Css) -> bool:
        # Links have a second form for Outlook.
        if css.hidden or (css.only_outlook_hides and tag != "a"):
            return True
        return self._marks is not None and _is_marked(attributes, self._marks)

    def _take_place(self, tag: str, attributes: Mapping[str, str]) -> None:
        level, grid = self._inside
        self._inside = _NO_TABLE
        if grid is not None:
            grid.cells += level == _IN_ROW
            if tag in _TABLE_PARTS and level == _IN_TABLE:
                self._inside = _Inside(_IN_PART, grid)
            elif tag == "tr" and level != _IN_ROW:
                self._inside = _Inside(_IN_ROW, grid)
        if tag == "table":
            self._grids.append(inner := _Grid())
            self._inside = _Inside(_IN_TABLE, inner)
            self._place = _Place(inner, self._place)
        elif self._place is not None and tag in _PLACING:
            self._place = _in_grid(tag, attributes, self._place)

    def _end_block(self) -> None:
        """What was heard since the last break is a block, unless it shows nothing."""
        run = self._run
        text = fold("".join([one[0] for one in run]) if len(run) != 1 else run[0][0])
        if text and len(self._written) < MAX_BLOCKS:
            shown = [one for one in run if one[0].strip()] if len(run) > 1 else run
            face = shown[0][2]
            for one in shown:
                face &= one[2]
            self._written.append((text, shown[0][1], face))
        run.clear()


# lxml asks every new writer how many arguments this takes: worked out anew it costs 0.1 ms a mail.
BlockWriter.start.__signature__ = signature(BlockWriter.start)  # type: ignore[attr-defined] # functions have it


def fold(text: str) -> str:
    """One line: every space plain and single, no invisible characters, NFC."""
    line = one_line(text)
    return line if line.isascii() else normalize("NFC", line)


def _is_marked(attributes: Mapping[str, str], marks: Marks) -> bool:
    if marks.hidden and "hidden" in attributes:
        return True
    names = f"{attributes.get('class', '')} {attributes.get('id', '')}"
    # Apple's receipts up to 2024 say everything twice, for wide and for narrow screens, and leave
    # it to a style sheet which of the two is shown: every amount would count double.
    return (marks.mobile and "aapl-mobile" in names) or "preheader" in names.lower()


def _face(tag: str, attributes: Mapping[str, str], css: Css, outer: int) -> int:
    face = outer | _FACES.get(tag, 0)
    if tag == "a" and "href" in attributes:
        face |= _LINK
    if css.bold is not None:
        face = face | _BOLD if css.bold else face & ~_BOLD
    if css.tiny is not None:
        face = face | _TINY if css.tiny else face & ~_TINY
    return face | _KEEPS_LINES if css.keeps_lines else face


def _in_grid(tag: str, attributes: Mapping[str, str], outer: _Place) -> _Place:
    grid = outer.grid
    if tag == "tr":
        grid.row, grid.column = grid.row + 1, -1
        return outer
    column = grid.column + 1
    span = attributes.get("colspan", "1")
    grid.column += int(span) if span in _SPANS else 1
    return _Place(grid, outer, max(grid.row, 0), column)


def _is_frame(grid: _Grid) -> bool:
    """Whether a table has one cell only: a box for the looks, of which mail is full, no table."""
    return grid.cells == 1


def _block(text: str, place: _Place | None, face: int) -> Block:
    while place is not None and (place.row < 0 or _is_frame(place.grid)):
        place = place.around
    return Block(
        text=text,
        table=place.grid.number if place else None,
        row=place.row if place else None,
        column=place.column if place else None,
        bold=bool(face & _BOLD),
        heading=bool(face & _HEADING),
        link=bool(face & _LINK),
    )
