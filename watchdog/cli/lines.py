"""Lines of a terminal: broken between words, never within a figure or before a colon."""

from rich.console import Console, ConsoleOptions, JustifyMethod, OverflowMethod
from rich.containers import Lines
from rich.measure import Measurement
from rich.text import Text

# What rich takes for a space to break at, and a letter of nobody's in its place.
_BOUND = {0x00A0: "\ue0a0", 0x202F: "\ue02f"}
_FREED = {ord(letter): chr(space) for space, letter in _BOUND.items()}


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
