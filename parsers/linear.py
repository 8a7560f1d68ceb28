"""HTML laid out as blocks: the words a person sees, in order, with their place in the tables."""

import re
from collections.abc import Iterator
from itertools import chain, count, islice
from typing import NamedTuple
from unicodedata import normalize

import msgspec

from parsers.charsets import one_line
from parsers.structured import Markup, read_markup
from parsers.styles import Css, read_style
from parsers.tree import Tag, read_tree

MAX_HTML = 1024 * 1024
MAX_BLOCKS = 20_000
_BLOCK_TAGS = frozenset(
    {
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "br",
        "caption",
        "center",
        "dd",
        "details",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "legend",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    }
)
_UNSEEN_TAGS = frozenset(
    {
        "head",
        "iframe",
        "math",
        "object",
        "script",
        "select",
        "style",
        "svg",
        "template",
        "textarea",
        "title",
    }
)
_TABLE_PARTS = frozenset({"tbody", "thead", "tfoot"})
_HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
_BOLD = _HEADINGS | {"b", "strong", "th"}
_TELLING = _BOLD | {"a", "pre"}
_NO_STYLE = Css()
_PLACES = (("html",), ("html", "head", "title"), ("html", "body"))
# NUL ends the text for the parser, an XML declaration confuses it, no surrogate can be encoded.
_NOT_HTML = re.compile(r"<\?[^<>]*>|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]|[\ud800-\udfff]")
_MONSTER_TAG = re.compile(r"<[^<>]{20000,}>?")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,3}")


class Block(msgspec.Struct, frozen=True, kw_only=True):
    """A run of text that nothing breaks; spaces folded, NFC.

    `table` numbers the innermost table of more than one cell that holds it, from 0 in the order of
    the mail; `row` and `column` count from 0 within it, and a cell that spans three columns counts
    for three. `bold`, `heading` and `link` are true when all of the text is.
    """

    text: str
    row: int | None = None
    column: int | None = None
    table: int | None = None
    bold: bool = False
    heading: bool = False
    link: bool = False


class Layout(msgspec.Struct, frozen=True, kw_only=True):
    """What HTML shows: its blocks, the language it claims and its title; and what it marks up."""

    blocks: tuple[Block, ...]
    language: str | None
    title: str | None
    markup: tuple[Markup, ...] = ()


class _Grid:
    """Where the walk stands in one table: the one thing here that changes."""

    def __init__(self, number: int) -> None:
        self.number, self.row, self.column = number, -1, -1


class _Look(NamedTuple):
    """What text inherits from the elements around it."""

    grid: _Grid | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None
    bold: bool = False
    heading: bool = False
    link: bool = False
    tiny: bool = False
    keeps_lines: bool = False


_Piece = tuple[str, _Look] | None  # None: the text before and after stands in two blocks
_PLAIN = _Look()


def read_html(html: str) -> Layout:
    """The blocks of an HTML text, at most `MAX_BLOCKS`. Never raises; broken HTML gives less."""
    sound = _MONSTER_TAG.sub(" ", _NOT_HTML.sub(" ", html[:MAX_HTML].replace("\0", "")))
    root = read_tree(sound)
    blocks = islice(_blocks(_pieces(root, drops_mobile="aapl-desktop" in sound)), MAX_BLOCKS)
    page, head, body = (root.first(*path) for path in _PLACES)
    return Layout(
        blocks=tuple(blocks),
        language=_language(page, body),
        title=_title(head),
        # Looking for it costs a walk, and hardly any mail has it.
        markup=read_markup(root) if "schema.org" in sound else (),
    )


def _title(title: Tag | None) -> str | None:
    words = "".join(one for one in title.inside if isinstance(one, str)) if title else ""
    return fold(words)[:200] or None


def fold(text: str) -> str:
    """One line: every space plain and single, no invisible characters, NFC."""
    return normalize("NFC", one_line(text))


def _language(*tags: Tag | None) -> str | None:
    for tag in tags:
        claimed = (tag.get("lang") or tag.get("xml:lang")).strip() if tag is not None else ""
        if _LANGUAGE.fullmatch(claimed):
            return claimed
    return None


def _blocks(pieces: Iterator[_Piece]) -> Iterator[Block]:
    run: list[tuple[str, _Look]] = []
    for piece in chain(pieces, (None,)):
        if piece is not None:
            run.append(piece)
        elif run:
            yield from _block(run)
            run = []


def _block(run: list[tuple[str, _Look]]) -> Iterator[Block]:
    text = fold("".join(text for text, _ in run))
    if not text:
        return
    looks = [look for words, look in run if words.strip()] or [run[0][1]]
    yield Block(
        text=text,
        table=looks[0].table,
        row=looks[0].row,
        column=looks[0].column,
        bold=all(look.bold for look in looks),
        heading=all(look.heading for look in looks),
        link=all(look.link for look in looks),
    )


def _pieces(root: Tag, *, drops_mobile: bool) -> Iterator[_Piece]:
    """The text of the tree in order. A stack instead of recursion: mail nests 200,000 deep."""
    numbers = count()
    stack: list[tuple[Tag | str | None, _Look]] = [(root, _PLAIN)]
    while stack:
        node, look = stack.pop()
        if node is None:
            yield None
        elif isinstance(node, str):
            yield from _text(node, look)
        else:
            css = read_style(node.get("style"))
            if _is_unseen(node, css, drops_mobile=drops_mobile):
                continue
            if css.block or node.name in _BLOCK_TAGS:
                yield None
                stack.append((None, look))
            inner = _look(node, css, look, numbers)
            seen = node.inside if not inner.tiny else [n for n in node.inside if type(n) is Tag]
            stack.extend([(one, inner) for one in reversed(seen)])


def _text(node: str, look: _Look) -> Iterator[_Piece]:
    if not look.keeps_lines:
        yield node, look
        return
    for line in node.split("\n"):
        yield line, look
        yield None


def _is_unseen(tag: Tag, css: Css, *, drops_mobile: bool) -> bool:
    if tag.name in _UNSEEN_TAGS or css.hidden or "hidden" in tag.attributes:
        return True
    if css.only_outlook_hides and tag.name != "a":  # links have a second form for Outlook
        return True
    names = f"{tag.get('class')} {tag.get('id')}"
    # Apple's receipts up to 2024 say everything twice, for wide and for narrow screens, and leave
    # it to a style sheet which of the two is shown: every amount would count double.
    return (drops_mobile and "aapl-mobile" in names) or "preheader" in names.lower()


def _look(tag: Tag, css: Css, outer: _Look, numbers: "count[int]") -> _Look:
    """What the children of a tag inherit."""
    name = tag.name
    if name == "table":
        outer = outer._replace(grid=None if _is_frame(tag) else _Grid(next(numbers)))
    elif name in ("tr", "td", "th") and outer.grid:
        outer = _in_grid(tag, outer, outer.grid)
    if css == _NO_STYLE and name not in _TELLING:
        return outer
    bold = outer.bold or name in _BOLD
    return outer._replace(
        bold=bold if css.bold is None else css.bold,
        heading=outer.heading or name in _HEADINGS,
        link=outer.link or (name == "a" and "href" in tag.attributes),
        tiny=outer.tiny if css.tiny is None else css.tiny,
        keeps_lines=outer.keeps_lines or css.keeps_lines or name == "pre",
    )


def _is_frame(table: Tag) -> bool:
    """Whether a table has one cell only: a box for the looks, of which mail is full, no table."""
    rows = chain.from_iterable(
        one.tags() if one.name in _TABLE_PARTS else (one,) for one in table.tags()
    )
    cells = chain.from_iterable(row.tags() for row in rows if row.name == "tr")
    return len(list(islice(cells, 2))) == 1


def _in_grid(tag: Tag, outer: _Look, grid: _Grid) -> _Look:
    if tag.name == "tr":
        grid.row, grid.column = grid.row + 1, -1
        return outer
    column = grid.column + 1
    span = tag.get("colspan") or "1"
    grid.column += int(span) if span in _SPANS else 1
    return outer._replace(table=grid.number, row=max(grid.row, 0), column=column)


_SPANS = frozenset(str(number) for number in range(1, 101))
