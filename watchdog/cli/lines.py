"""Lines of a terminal: broken between words, never within a figure or before a colon."""

from rich.console import Console, ConsoleOptions, JustifyMethod, OverflowMethod, RenderResult
from rich.containers import Lines
from rich.measure import Measurement
from rich.segment import Segment
from rich.text import Text

# What rich takes for a space to break at, and a letter of nobody's in its place.
_BOUND = {0x00A0: "\ue0a0", 0x202F: "\ue02f"}
_FREED = {ord(letter): chr(space) for space, letter in _BOUND.items()}
_INDENT = "   "


class Line(Text):
    """Text in which 1 299,50 USD stays together: its spaces are such that no line ends there."""

    def wrap(
        self,
        console: Console,
        width: int,
        *,
        justify: JustifyMethod | None = None,
        overflow: OverflowMethod | None = None,
        tab_size: int = 8,
        no_wrap: bool | None = None,
    ) -> Lines:
        lines = self._bound().wrap(
            console,
            width,
            justify=justify,
            overflow=overflow,
            tab_size=tab_size,
            no_wrap=no_wrap,
        )
        for line in lines:
            line.plain = line.plain.translate(_FREED)
        return lines

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        return self._bound().__rich_measure__(console, options)

    def _bound(self) -> Text:
        """The same as rich's own text, of which it breaks no figure."""
        bound = self.copy()
        bound.plain = self.plain.translate(_BOUND)
        return bound


class Indented:
    """A line below a heading, wrapped; without the spaces that rich would fill it up with."""

    def __init__(self, line: Line) -> None:
        self._line = line

    def __rich_console__(self, at: Console, options: ConsoleOptions) -> RenderResult:
        for line in self._line.wrap(at, max(1, options.max_width - len(_INDENT))):
            line.rstrip()
            yield Segment(_INDENT)
            yield from line.render(at, end="\n")
