"""What a page bears beside its letter: pictures above it, a title, hidden words, its paths."""

import re
from collections.abc import Iterator
from functools import lru_cache

from parsers.text.bounded import Bounded

_PAGE, _TOP = 20_000, 5000  # characters of HTML: where letters end, where they have their head
_ABOVE = 80  # letters of a letter that may stand above its head's pictures
_NAME = 60  # characters of a file's name
_PICTURE = Bounded(r"<img\b(?P<how>[^>]{1,1500})", re.IGNORECASE, most=_PAGE)
_TEXT_OF = re.compile(r"\balt\s*=\s*(?:\"([^\"<>]{1,300})|'([^'<>]{1,300}))", re.IGNORECASE)
_SOURCE = re.compile(r"\bsrc\s*=\s*[\"']?([^\"'<>\s]{4,400})", re.IGNORECASE)
_BODY = re.compile(r"<body\b", re.IGNORECASE)
_TITLE = re.compile(r"<title\b[^>]{0,100}>([^<]{2,200})", re.IGNORECASE)
# As pages write it; each is found at once, a pattern for all takes ten times as long. What hides is
# only looked for by the words that a page has.
_HIDES = {
    "display:": ("none", " none"),
    "max-height:": ("0", " 0"),
    "opacity:": ("0", " 0"),
    "font-size:": ("0", " 0", "1px", " 1px"),
    "visibility:": ("hidden", " hidden"),
}
_MOST_HIDDEN = 400  # characters of what is hidden in one place
_TAG = re.compile(r"<[^>]{0,2000}>?|&#?\w{1,8};|\s+")
_LED = re.compile(r"https?://[\w.-]{3,120}/([\w./%+-]{3,120})", re.IGNORECASE)
_LED_BY_PAGE = re.compile(rf"href\s*=\s*[\"']?{_LED.pattern}", re.IGNORECASE)


@lru_cache(maxsize=2)  # one mail asks again
def pictured(html: str) -> str:
    """What the pictures above a letter say, and how their files are called; what stands below it
    are places where a firm is too, and ways to pay.
    """
    found = _BODY.search(html, 0, _PAGE)
    begins = found.start() if found else 0
    page = html[begins : begins + _TOP]
    return "\n".join(_pictured(page)) if "<img" in page or "<IMG" in page else ""


def _pictured(page: str) -> Iterator[str]:
    at = above = 0
    for picture in _PICTURE.finditer(page):
        above += len(_TAG.sub("", page[at : picture.start()]))
        if above > _ABOVE and above - _unseen(page, picture.start()) > _ABOVE:
            return
        at = picture.end()
        if text := _TEXT_OF.search(picture["how"]):
            yield text[1] or text[2]
        if source := _SOURCE.search(picture["how"]):
            yield re.sub(r"[_.-]", " ", source[1].rpartition("/")[2][:_NAME])


def texts_of_pictures(html: str) -> str:
    """What the pictures of a page say, a line each."""
    found = (_TEXT_OF.search(how) for how in _all_pictures(html))
    return "\n".join(one[1] or one[2] for one in found if one)


def drawn(html: str) -> str:
    """What the pictures of a page say, and how their files and the folders of these are called."""
    led = (one[1] for how in _all_pictures(html) if (one := _SOURCE.search(how)))
    named = (" ".join(one.partition("//")[2].split("/")[1:][-2:]) for one in led)
    files = (re.sub(r"[_.-]", " ", one[:_NAME]) for one in named)
    return "\n".join((texts_of_pictures(html), *files))


def _all_pictures(html: str) -> list[str]:
    page = html[:_PAGE]
    if "<img" not in page and "<IMG" not in page:
        return []
    return [one["how"] for one in _PICTURE.finditer(page)]


def _unseen(page: str, until: int) -> int:
    """How much of a page's beginning is hidden."""
    return sum(end - start for start, end in _hidden(page, until + 1) if end <= until)


def aside(html: str) -> str:
    """A page's title and what it hides above its letter, which lists of mails show."""
    top = html[:_TOP]
    title = _TITLE.search(top)
    hidden = (top[start:end] for start, end in _hidden(top))
    return "\n".join((title[1] if title else "", *hidden))


def _hidden(page: str, until: int = _TOP) -> tuple[tuple[int, int], ...]:
    """Where the texts stand that elements of a page's beginning hide."""
    top = page[:_TOP].lower()[:until]
    found = set[tuple[int, int]]()
    styles = (f"{word}{how}" for word, ways in _HIDES.items() if word in top for how in ways)
    for style in styles:
        at = top.find(style)
        while at >= 0:
            begins = top.find(">", at) + 1
            if not begins:
                break
            if top.rfind(">", 0, at) < top.rfind("<", 0, at):  # and not in a sheet of styles
                ends = top.find("<", begins)
                found.add((begins, min(ends if ends >= 0 else _TOP, begins + _MOST_HIDDEN)))
            at = top.find(style, begins)
    return tuple(sorted(found))


def paths(html: str, text: str) -> str:
    """The words behind the places to which a mail leads: "/wp-content/netflix/login"."""
    led = (*_LED_BY_PAGE.findall(html[:_PAGE]), *_LED.findall(text[:_PAGE]))
    return " ".join(led).replace("_", " ")
