"""What a mail brings beside its own words: a calendar's entry, a page that is attached."""

import re

from parsers.bounded import Bounded
from parsers.linear import read_html
from parsers.structure import MAX_ENCLOSED

_SHOWN = Bounded(
    r"(?im)^(?:summary|description|location|comment)(?:;[^:\r\n]{0,200})?:([^\r\n]{1,4000})",
    most=MAX_ENCLOSED,
)
_FOLDED = re.compile(r"\r?\n[ \t]")
_ESCAPED = re.compile(r"\\([nN,;\\])")


def words_of_calendar(source: str) -> str:
    """The texts of an iCalendar's entries, a line each: what its reader's calendar shows."""
    whole = _FOLDED.sub("", source)
    return "\n".join(_ESCAPED.sub(_plain, one[1]).strip() for one in _SHOWN.finditer(whole))


def words_of_page(html: str) -> str:
    """The words of an attached page, a line each."""
    return "\n".join(block.text for block in read_html(html[:MAX_ENCLOSED]).blocks)


def words_of(enclosed: tuple[tuple[str, str], ...]) -> str:
    """The words of all: pairs of a kind ("text/calendar", "text/html") and a source."""
    read = {"text/calendar": words_of_calendar, "text/html": words_of_page}
    return "\n".join(read[kind](source) for kind, source in enclosed)


def _plain(found: re.Match[str]) -> str:
    return "\n" if found[1] in "nN" else found[1]
