"""Draws what stands on a terminal as a picture that loads nothing."""

import io
import re
from pathlib import Path

from rich.console import Console, RenderableType

# Rich's own template loads its font from a server; a picture of ours loads nothing.
_FONT_FACE = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)


def picture(shown: RenderableType, file: Path, *, width: int, title: str = "watchdog") -> None:
    """Write an SVG of what is shown; the same lines give the same file."""
    console = Console(record=True, width=width, file=io.StringIO(), force_terminal=True)
    console.print(shown, highlight=False, soft_wrap=False)
    svg = console.export_svg(title=title, unique_id=file.stem)
    file.write_text(_FONT_FACE.sub("", svg), encoding="utf-8")
