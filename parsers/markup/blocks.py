"""HTML written down as blocks while it is parsed: what ends text, hides it, and where it stands."""

import re
from collections.abc import Mapping
from inspect import Signature
from typing import NamedTuple
from unicodedata import normalize

import msgspec

from parsers.markup.grids import NO_TABLE, Grid, Inside, Place, in_table
from parsers.markup.styles import MAX_STYLE, NO_STYLE, read_style
from parsers.markup.tags import (
    BOLD,
    BREAKS,
    CROSSED_OUT,
    FACES,
    GAPS,
    HEADING,
    IS_PAGE,
    KEEPS_LINES,
    KINDS,
    LINK,
    PLACES,
    RAISED,
    SPREADS,
    TINY,
    UNSEEN,
)
from parsers.mime.charsets import one_line

MAX_BLOCKS = 20_000
_kind_of = KINDS.get
_APART = BREAKS | GAPS | SPREADS
# Shops set the cents of a price smaller and higher, without a point before them.
_CENTS = re.compile(r"\d\d\s*")
_WHOLE = re.compile(r"[$€£¥₹]\s?\d{1,3}(?:[.,]?\d{3})*$")
_PIECES = 4  # of what was heard last


class Block(msgspec.Struct, frozen=True, kw_only=True, gc=False):
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

    preheader: bool = False
    mobile: bool = False


class BlockWriter:
    """What the parser tells its news to, some hundred pieces of it a mail: hence the few calls."""

    def __init__(self, marks: Marks) -> None:
        self.languages: dict[str, str] = {}
        self.title: list[str] | None = None
        self.crossed_out: list[str] = []
        self._marks = marks if any(marks) else None
        self._grids: list[Grid] = []
        self._written: list[tuple[str, Place | None, int]] = []
        self._run: list[tuple[str, Place | None, int]] = []
        self._place: Place | None = None
        self._face, self._inside = 0, NO_TABLE
        # The first is what stands around the page: it does nothing.
        self._outer: list[tuple[Place | None, int, Inside, int]] = [(None, 0, NO_TABLE, 0)]
        self._unseen = 0  # how many elements deep in one that is not shown
        self._in_title = False

    def start(self, tag: str, attrib: Mapping[str, str]) -> None:  # noqa: C901 - a call a tag more
        """An element begins."""
        if self._unseen:
            self._enter_unseen(tag)
            return
        kind, css = _kind_of(tag, 0), NO_STYLE
        # Where there are no attributes lxml's mapping takes its time to say so.
        if attrib:
            style = attrib.get("style")
            if style:
                css = read_style(style[:MAX_STYLE])
            if css is not NO_STYLE:
                kind |= css.kind_of_link if tag == "a" else css.kind
            if "hidden" in attrib or (self._marks is not None and _is_marked(attrib, self._marks)):
                kind |= UNSEEN
        if kind & UNSEEN:
            self._unseen = 1
            return
        breaks = kind & _APART | (self._outer[-1][3] & SPREADS and GAPS)
        if breaks and self._run:
            self._part(breaks)
        inside = self._inside
        self._outer.append((self._place, self._face, inside, breaks))
        if kind & PLACES or inside is not NO_TABLE:
            self._inside = inside.entered(tag)
            if kind & PLACES:
                self._take_place(tag, attrib)
        if tag in FACES:
            self._face |= LINK if tag == "a" and "href" in attrib else FACES[tag]
        if css is not NO_STYLE:
            self._face = self._face & ~css.face_lost | css.face
        if kind & IS_PAGE:
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
            self._part(breaks)

    def data(self, text: str) -> None:
        """Text, in one piece or in several."""
        face = self._face
        if self._unseen:
            if self._in_title and self.title is not None:
                self.title.append(text)
        elif not face & (TINY | KEEPS_LINES):
            if self._run or not text.isspace():
                if face & RAISED and self._is_cents(text):
                    text = f".{text}"
                self._run.append((text, self._place, face))
        elif not face & TINY:
            for line in text.split("\n"):
                self._run.append((line, self._place, face))
                self._end_block()

    def close(self) -> tuple[Block, ...]:
        """The blocks, now that it is known which tables are none."""
        self._end_block()
        tables = (grid for grid in self._grids if not grid.is_frame)
        for number, grid in enumerate(tables):
            grid.number = number
        return tuple([_block(*written) for written in self._written])

    def _is_cents(self, text: str) -> bool:
        """Whether raised text is the cents of the price that it stands behind: "$6" and "99"."""
        return bool(_CENTS.fullmatch(text)) and bool(
            _WHOLE.search("".join([one[0] for one in self._run[-_PIECES:]]))
        )

    def _enter_unseen(self, tag: str) -> None:
        self._unseen += 1
        # Only the head stands directly in the outermost element and is not shown.
        if tag == "title" and self._unseen == 2 and len(self._outer) == 2 and self.title is None:
            self.title, self._in_title = [], True

    def _take_place(self, tag: str, attributes: Mapping[str, str]) -> None:
        """A table, a row or a cell begins; the last two only count in a table."""
        place = self._place
        if tag == "table":
            self._grids.append(inner := Grid())
            self._inside = in_table(inner)
            self._place = Place(inner, place)
        elif place is None:
            return
        elif tag == "tr":
            place.grid.row, place.grid.column = place.grid.row + 1, -1
        else:
            self._place = place.within(attributes)

    def _part(self, breaks: int) -> None:
        """An element begins or ends that breaks text, or stands apart from what is beside it."""
        if breaks & BREAKS:
            self._end_block()
        elif breaks & GAPS:
            self._run.append((" ", self._place, self._face))

    def _end_block(self) -> None:
        """What was heard since the last break is a block, unless it shows nothing."""
        run = self._run
        text = fold("".join([one[0] for one in run]) if len(run) != 1 else run[0][0])
        if text and len(self._written) < MAX_BLOCKS:
            shown = [one for one in run if one[0].strip()] if len(run) > 1 else run
            face = shown[0][2]
            for one in shown:
                face &= one[2]
                if one[2] & CROSSED_OUT:
                    self.crossed_out.append(fold(one[0]))
            self._written.append((text, shown[0][1], face))
        run.clear()


# lxml asks every new writer whether this takes more than the two: worked out anew, or told of each,
# that costs up to 0.1 ms a mail.
BlockWriter.start.__signature__ = Signature()  # type: ignore[attr-defined] # functions have it


def fold(text: str) -> str:
    """One line: every space plain and single, no invisible characters, NFC."""
    line = one_line(text)
    return line if line.isascii() else normalize("NFC", line)


def _is_marked(attributes: Mapping[str, str], marks: Marks) -> bool:
    names = f"{attributes.get('class', '')} {attributes.get('id', '')}"
    # Apple's receipts up to 2024 say everything twice, for wide and for narrow screens, and leave
    # it to a style sheet which of the two is shown: every amount would count double.
    return (marks.mobile and "aapl-mobile" in names) or "preheader" in names.lower()


def _block(text: str, place: Place | None, face: int) -> Block:
    cell = place.counted() if place is not None else None
    return Block(
        text=text,
        table=cell.grid.number if cell else None,
        row=cell.row if cell else None,
        column=cell.column if cell else None,
        bold=bool(face & BOLD),
        heading=bool(face & HEADING),
        link=bool(face & LINK),
    )
