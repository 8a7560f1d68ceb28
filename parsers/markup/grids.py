"""The tables of a mail while they are written down: which cell what is written stands in."""

from collections.abc import Mapping

import msgspec

from parsers.markup.tags import TABLE_PARTS

_ELSEWHERE, _IN_TABLE, _IN_PART, _IN_ROW = range(4)
_SPANS = {str(number): number for number in range(1, 101)}


class Grid:
    """A table: where the writer stands in it, and how many cells it has."""

    __slots__ = ("cells", "column", "number", "row")

    def __init__(self) -> None:
        self.row = self.column = -1
        self.cells = 0
        self.number = 0

    @property
    def is_frame(self) -> bool:
        """Whether it has one cell only: a box for the looks, of which mail is full, no table."""
        return self.cells == 1


class Place(msgspec.Struct, frozen=True):
    """A cell, or a table outside of its cells, and what that stands in itself."""

    grid: Grid
    around: "Place | None"
    row: int = -1
    column: int = 0

    def within(self, attributes: Mapping[str, str]) -> "Place":
        """The next cell of the row that the table is at."""
        grid = self.grid
        column = grid.column + 1
        grid.column += _SPANS.get(attributes.get("colspan", "1"), 1) if attributes else 1
        return Place(grid, self, max(grid.row, 0), column)

    def counted(self) -> "Place | None":
        """The innermost cell around it, or itself, that is one of several."""
        place: Place | None = self
        while place is not None and (place.row < 0 or place.grid.is_frame):
            place = place.around
        return place


class Inside(msgspec.Struct, frozen=True):
    """What an element that begins stands directly in, if it is a table or a part of one."""

    level: int
    grid: Grid | None

    def entered(self, tag: str) -> "Inside":
        """What stands directly in an element that begins here, which counts as a cell in a row."""
        grid, level = self.grid, self.level
        if grid is None:
            return NO_TABLE
        if level == _IN_ROW:
            grid.cells += 1
            return NO_TABLE
        if tag == "tr":
            return Inside(_IN_ROW, grid)
        if level == _IN_TABLE and tag in TABLE_PARTS:
            return Inside(_IN_PART, grid)
        return NO_TABLE


NO_TABLE = Inside(_ELSEWHERE, None)


def in_table(grid: Grid) -> Inside:
    """What stands directly in a table."""
    return Inside(_IN_TABLE, grid)
