"""What a style attribute does to the text under it, as far as that matters to a reader."""

import re
from functools import lru_cache
from typing import NamedTuple

MAX_STYLE = 2000
_HIDDEN = re.compile(
    r"(?:^|;)(?:display:none|visibility:hidden|mso-hide:all|opacity:0(?:\.0+)?(?=[;!]|$))"
)
_MAY_HIDE = ("display:none", "visibility:hidden", "mso-hide:all", "opacity:0")
_FLAT = re.compile(r"(?:^|;)(?:max-)?height:0(?:px|em|pt|%)?(?=[;!]|$)")
_FONT_SIZE = re.compile(r"(?:^|;)font(?:-size:|:[a-z,-]*)([0-9]*\.?[0-9]+)(px|pt)?")
_WEIGHT = re.compile(r"(?:^|;)font-weight:(bold|[6-9]00)?")
_DISPLAY_BLOCK = re.compile(r"(?:^|;)display:(?:block|table|flex|grid|list-item)")
_KEEPS_LINES = re.compile(r"(?:^|;)white-space:pre")


class Css(NamedTuple):
    """What a style attribute means; None where it says nothing.

    What is crossed out is hidden as well: it holds no longer.
    """

    hidden: bool = False
    only_outlook_hides: bool = False
    tiny: bool | None = None
    bold: bool | None = None
    block: bool = False
    keeps_lines: bool = False


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
    size = _FONT_SIZE.search(compact) if has_font else None
    weight = _WEIGHT.search(compact) if has_font else None
    return Css(
        hidden=any(not rule.startswith("mso") for rule in hidden)
        or ("overflow:hidden" in compact and _FLAT.search(compact) is not None)
        or "line-through" in compact,
        only_outlook_hides=bool(hidden),
        tiny=_is_tiny(size[1], size[2]) if size else None,
        bold=bool(weight[1]) if weight else None,
        block="display:" in compact and _DISPLAY_BLOCK.search(compact) is not None,
        keeps_lines="white-space:pre" in compact and _KEEPS_LINES.search(compact) is not None,
    )


def _is_tiny(size: str, unit: str | None) -> bool:
    return float(size) == 0 or (unit is not None and float(size) < 2)
