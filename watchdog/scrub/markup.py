"""HTML, edited in place: its texts, attributes and links; comments and scripts are removed."""

import json
import re
import warnings
from collections.abc import Iterator

from bs4 import BeautifulSoup, Tag
from bs4.element import (
    Comment,
    Declaration,
    NavigableString,
    PageElement,
    PreformattedString,
    ProcessingInstruction,
)

from watchdog.scrub.invention import Kind
from watchdog.scrub.links import linked
from watchdog.scrub.rewriting import Pen, rewrite, rewrite_run

_INLINE = frozenset(
    """a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q s
    samp small span strike strong sub sup time tt u var wbr o:p""".split()
)
_CODE = frozenset({"script", "style"})
_LINKS = frozenset(
    "href src background action cite longdesc poster formaction data xlink:href".split()
)
_PICTURES = frozenset({"src", "background", "poster", "data"})
# Attributes that hold looks and nothing else.
_LOOKS = frozenset(
    """class width height align valign border cellpadding cellspacing bgcolor color face size
    colspan rowspan role lang dir type rel target media charset http-equiv xmlns scope nowrap clear
    start""".split()
)
_IN_STYLE = re.compile(r"url\(\s*+([\"']?)((?:(?!url\()[^)\"'])*)\1\s*+\)", re.IGNORECASE)
_IMPORT = re.compile(r"@import\s+[\"'][^\"']*[\"'][^;]*;?", re.IGNORECASE)
_CSS_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_SCHEME = re.compile(r"\s*([a-z][a-z0-9+.-]{1,20}):", re.IGNORECASE)
_PEOPLE = frozenset("customer recipient undername payer billingaddress accountholder".split())


def read_markup(html: str) -> BeautifulSoup:
    """The tree of an HTML text, without comments and scripts; JSON-LD stays."""
    soup = _tree(html)
    unseen = soup.find_all(string=lambda text: isinstance(text, _UNSEEN))
    scripts = [one for one in soup.find_all("script") if _json(one) is None]
    for one in (*unseen, *scripts):
        one.extract()
    # Read again, since texts that have become neighbours are one text from now on.
    return _tree(soup.decode(formatter="minimal")) if unseen or scripts else soup


def _tree(html: str) -> BeautifulSoup:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # bs4 wonders about mail that looks like a file name or XML
        return BeautifulSoup(html, "lxml", multi_valued_attributes=None)


_UNSEEN = (Comment, Declaration, ProcessingInstruction)


def markup_lines(soup: BeautifulSoup) -> Iterator[str]:
    """The lines it shows, hidden ones too; what JSON-LD and microdata say as "key: value"."""
    for run in _runs(soup):
        yield " ".join("".join(run).split())
    for script in soup.find_all("script"):
        yield from _told("", _json(script))
    for tag in soup.find_all(itemprop=True, content=True):
        yield f"{tag['itemprop']}: {tag['content']}"


def rewrite_markup(soup: BeautifulSoup, pen: Pen) -> str:
    """The HTML with everything private replaced; the tree is changed."""
    for run in list(_runs(soup)):
        for node, text in zip(run, rewrite_run(run, pen), strict=True):
            if text != node:
                node.replace_with(NavigableString(text))
    for tag in soup.find_all():
        _rewrite_tag(tag, pen)
    return soup.decode(formatter="minimal", eventual_encoding="utf-8")


def _runs(soup: BeautifulSoup) -> Iterator[list[NavigableString]]:
    """The texts between two block elements, which stand on one line."""
    run: list[NavigableString] = []
    for node in _walk(soup):
        if node is not None:
            run.append(node)
        elif run:
            yield run
            run = []


def _walk(soup: BeautifulSoup) -> Iterator[NavigableString | None]:
    """The texts in order, None where a line ends; without recursion, since mail nests deep."""
    stack: list[PageElement | None] = [None, soup]
    while stack:
        node = stack.pop()
        if isinstance(node, Tag):
            border = [] if node.name in _INLINE else [None]
            inside = [] if node.name in _CODE else node.contents
            stack.extend([*border, *reversed(inside), *border])
        elif not isinstance(node, PreformattedString):
            yield node if isinstance(node, NavigableString) else None


def _rewrite_tag(tag: Tag, pen: Pen) -> None:
    for name, value in list(tag.attrs.items()):
        changed = _attribute(tag.name, name.lower(), str(value), pen)
        if changed != value and not hasattr(value, "substitute_encoding"):
            tag.attrs[name] = changed
    said = tag.find(string=True, recursive=False)
    if tag.name not in _CODE or not isinstance(said, NavigableString):
        return
    if tag.name == "style":
        text = _style_sheet(str(said), pen)
    else:
        text = json.dumps(_rewritten(_json(tag), pen), ensure_ascii=False).replace("</", "<\\/")
    said.replace_with(type(said)(text))


def _attribute(tag: str, name: str, value: str, pen: Pen) -> str:
    if name == "style":
        return _style(value, pen)
    if name == "srcset":
        return ""
    if name in _LINKS or (_SCHEME.match(value) and "//" in value[:9]):
        return _link(value, pen, picture=name in _PICTURES or tag == "img")
    if name in _LOOKS:
        return value
    return rewrite(value, pen)


def _link(value: str, pen: Pen, *, picture: bool) -> str:
    found = _SCHEME.match(value)
    scheme = found[1].lower() if found else ""
    rest = value[found.end() :] if found else value
    if scheme in ("mailto", "tel", "sms"):
        return f"{scheme}:{rewrite(rest.partition('?')[0].replace('%40', '@'), pen)}"
    if scheme in ("http", "https") or value.startswith(("//", "www.")):
        url = value.strip()
        made = linked(url, pen.context.secrets, pen.inventions, picture=picture)
        pen.inventions.used(Kind.PICTURE if picture else Kind.LINK, url, made)
        return made
    if scheme == "cid":
        url = f"https://example.com/{rest}"
        return linked(url, pen.context.secrets, pen.inventions, picture=True)
    if scheme:
        return "data:," if scheme == "data" else "#"
    # An anchor, a template that was never filled in, or a path without a server.
    return value if re.fullmatch(r"#?[a-zA-Z_-]{0,30}|\{\{?.*\}", value) else "#"


def _style_sheet(css: str, pen: Pen) -> str:
    return _style(_IMPORT.sub("", _CSS_COMMENT.sub("", css)), pen)


def _style(css: str, pen: Pen) -> str:
    return _IN_STYLE.sub(lambda found: f"url({_link(found[2], pen, picture=True)})", css)


def _json(script: Tag) -> object:
    """What JSON-LD holds; None for any other script."""
    if "json" not in str(script.get("type", "")):
        return None
    try:
        return json.loads(script.string or "")
    except (ValueError, RecursionError):
        return None


def _told(key: str, value: object, owner: str = "") -> Iterator[str]:
    """The strings of JSON-LD as lines; a name within a customer is labelled as one."""
    if isinstance(value, dict):
        person = value.get("@type") == "Person" or key.lower() in _PEOPLE
        for name, inner in value.items():
            yield from _told(str(name), inner, "customer name" if person else "")
    elif isinstance(value, list):
        for inner in value:
            yield from _told(key, inner, owner)
    elif isinstance(value, str | int):
        yield f"{owner if owner and key == 'name' else key}: {value}"


def _rewritten(value: object, pen: Pen) -> object:
    if isinstance(value, dict):
        return {name: _rewritten(inner, pen) for name, inner in value.items()}
    if isinstance(value, list):
        return [_rewritten(inner, pen) for inner in value]
    if isinstance(value, int) and not isinstance(value, bool):
        return int(rewrite(str(value), pen))
    return rewrite(value, pen) if isinstance(value, str) else value
