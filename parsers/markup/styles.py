"""What a style attribute does to the text under it, as far as that matters to a reader."""

import re
from functools import lru_cache
from typing import NamedTuple

from parsers.markup.tags import (
    BOLD,
    BREAKS,
    CROSSED_OUT,
    GAPS,
    KEEPS_LINES,
    RAISED,
    SPREADS,
    TINY,
    UNSEEN,
)

MAX_STYLE = 2000
_HIDDEN = re.compile(
    r"(?:^|;)(?:display:none|visibility:hidden|mso-hide:all|opacity:0(?:\.0+)?(?=[;!]|$))"
)
_MAY_HIDE = ("display:none", "visibility:hidden", "mso-hide:all", "opacity:0")
_FLAT = re.compile(r"(?:^|;)(?:max-)?height:0(?:px|em|pt|%)?(?=[;!]|$)")
# These two begin with letters, which are found fast, and look behind them for where a rule begins.
_FONT_SIZE = re.compile(r"font(?<![^;]font)(?:-size:|:[a-z,-]*)([0-9]*\.?[0-9]+)(px|pt)?")
_WEIGHT = re.compile(r"font-weight:(?<![^;]font-weight:)(bold|[6-9]00)?")
_DISPLAY_BLOCK = re.compile(r"(?:^|;)display:(?:block|table|flex|grid|list-item)")
_SPREADS = re.compile(r"(?:^|;)display:(?:inline-)?(?:flex|grid)")
# A box beside others, wider than a letter: a label, or the value that stands at the right.
_BOX = re.compile(
    r"(?:^|;)(?:float:(?:left|right)|display:(?:inline-block|inline-table|table-cell))"
)
_WIDE = re.compile(r"(?:^|;)(?:min-)?width:(?:\d{2,3}px|\d{1,3}(?:\.\d+)?%)")
_RAISED = re.compile(r"vertical-align:(?:super|top|text-top)")
_KEEPS_LINES = re.compile(r"(?:^|;)white-space:pre")


class Css(NamedTuple):
    """What a style attribute means: what kind of element it makes (`markup/tags.py`), which of
    the marks of a face it gives its text, and which it takes.

    What only Outlook hides is shown where it is a link: those have a second form for Outlook.
    """

    kind: int = 0
    kind_of_link: int = 0
    face: int = 0
    face_lost: int = 0


NO_STYLE = Css()


@lru_cache(maxsize=1024)
def read_style(style: str) -> Css:
    """The meaning of a style attribute, `MAX_STYLE` of it; NO_STYLE itself where it has none.

    Mail repeats the same ones a lot, hence the cache.
    """
    css = _read(style)
    return NO_STYLE if css == NO_STYLE else css


def _read(style: str) -> Css:
    compact = "".join(style.lower().split())
    may_hide = any(rule in compact for rule in _MAY_HIDE)
    hidden = [one[0].lstrip(";") for one in _HIDDEN.finditer(compact)] if may_hide else []
    has_font = "font" in compact
    is_hidden = any(not rule.startswith("mso") for rule in hidden) or (
        "overflow:hidden" in compact and _FLAT.search(compact) is not None
    )
    is_block = "display:" in compact and _DISPLAY_BLOCK.search(compact) is not None
    given, lost = _face(compact) if has_font else (0, 0)
    if "white-space:pre" in compact and _KEEPS_LINES.search(compact) is not None:
        given |= KEEPS_LINES
    if "line-through" in compact:
        given |= CROSSED_OUT
    if "vertical-align:" in compact and _RAISED.search(compact) is not None:
        given |= RAISED
    breaks = BREAKS * is_block
    if "display:" in compact or "float:" in compact:
        breaks |= SPREADS * (_SPREADS.search(compact) is not None)
        breaks |= GAPS * (_BOX.search(compact) is not None and _WIDE.search(compact) is not None)
    kind, kind_of_link = UNSEEN * bool(is_hidden or hidden), UNSEEN * is_hidden
    return Css(kind | breaks, kind_of_link | breaks, given, lost)


def _face(compact: str) -> tuple[int, int]:
    """The marks of a face that size and weight of the letters give, and those that they take."""
    size, weight = _FONT_SIZE.search(compact), _WEIGHT.search(compact)
    given = lost = 0
    if size:
        is_tiny = _is_tiny(size[1], size[2])
        given, lost = TINY * is_tiny, TINY * (not is_tiny)
    if weight:
        given, lost = given | BOLD * bool(weight[1]), lost | BOLD * (not weight[1])
    return given, lost


def _is_tiny(size: str, unit: str | None) -> bool:
    return float(size) == 0 or (unit is not None and float(size) < 2)
