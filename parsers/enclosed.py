"""What a mail brings beside its own words: a calendar's entry, a page or a paper attached."""

import re
from collections.abc import Callable
from html import unescape

from parsers.markup.linear import read_html
from parsers.mime.rich_text import words_of_rtf
from parsers.mime.unpacked import MAX_ENCLOSED
from parsers.text.bounded import Bounded

_SHOWN = Bounded(
    r"(?im)^(?:summary|description|location|comment|note|fn|org)(?:;[^:\r\n]{0,200})?:"
    r"([^\r\n]{1,4000})",
    most=MAX_ENCLOSED,
)
_FOLDED = re.compile(r"\r?\n[ \t]")
_ESCAPED = re.compile(r"\\([nN,;\\])")
# Where a paragraph ends in the XML of office programs, and what else is a tag.
_PARAGRAPH = re.compile(r"</(?:w:p|text:p|text:h|a:p|si)>|<w:br/>")
_TAG = re.compile(r"<[^<>]{0,4000}>?")


def words_of_calendar(source: str) -> str:
    """The texts of an iCalendar's entries, a line each: what its reader's calendar shows."""
    whole = _FOLDED.sub("", source)
    return "\n".join(_ESCAPED.sub(_plain, one[1]).strip() for one in _SHOWN.finditer(whole))


def words_of_page(html: str) -> str:
    """The words of an attached page, a line each."""
    return "\n".join(block.text for block in read_html(html[:MAX_ENCLOSED]).blocks)


def words_of_paper(xml: str) -> str:
    """The words of an office program's paper, a paragraph a line."""
    parted = _PARAGRAPH.sub("\n", xml[:MAX_ENCLOSED])
    lines = (unescape(_TAG.sub("", one)).strip() for one in parted.split("\n"))
    return "\n".join(filter(None, lines))


_READ: dict[str, Callable[[str], str]] = {
    "text/calendar": words_of_calendar,
    "text/html": words_of_page,
    "text/plain": str,
    "text/rtf": words_of_rtf,
    "text/xml": words_of_paper,
}


def words_of(enclosed: tuple[tuple[str, str], ...]) -> str:
    """The words of all: pairs of a kind (a key of `_READ`) and a source."""
    return "\n".join(_READ[kind](source) for kind, source in enclosed)


def _plain(found: re.Match[str]) -> str:
    return "\n" if found[1] in "nN" else found[1]
