"""HTML laid out as blocks: the words a person sees, in order, with their place in the tables."""

import re

import msgspec
from lxml import etree

from parsers.markup.blocks import MAX_BLOCKS, Block, BlockWriter, Marks, fold
from parsers.structured import Markup, read_markup
from parsers.text.glances import find_word
from parsers.tree import read_tree

__all__ = ["MAX_BLOCKS", "Block", "Layout", "fold", "read_html"]

MAX_HTML = 1024 * 1024
# NUL ends the text for the parser, an XML declaration confuses it, no surrogate can be encoded.
_DECLARATION = re.compile(r"<\?[^<>]*>")
_CONTROL = bytes((*range(9), 11, 12, *range(14, 32), 127))
_TO_SPACES = bytes.maketrans(_CONTROL, b" " * len(_CONTROL))
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_MONSTER = 20_000
_MONSTER_TAG = re.compile(rf"<[^<>]{{{_MONSTER},}}>?")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,3}")


class Layout(msgspec.Struct, frozen=True, kw_only=True):
    """What HTML shows: its blocks, the language it claims and its title; and what it marks up.

    `crossed_out` are the texts of the blocks, or parts of them, that are struck through.
    """

    blocks: tuple[Block, ...]
    language: str | None
    title: str | None
    markup: tuple[Markup, ...] = ()
    crossed_out: tuple[str, ...] = ()


def read_html(html: str) -> Layout:
    """The blocks of an HTML text, at most `MAX_BLOCKS`. Never raises; broken HTML gives less."""
    sound = _sound(html[:MAX_HTML])
    writer = BlockWriter(_marks(sound))
    blocks = _written(sound, writer)
    return Layout(
        blocks=blocks,
        crossed_out=tuple(writer.crossed_out),
        language=_language(writer),
        title=fold("".join(writer.title or ()))[:200] or None,
        # Looking for it costs a tree, and hardly any mail has it.
        markup=read_markup(read_tree(sound)) if find_word(b"schema.org", sound) >= 0 else (),
    )


def _written(html: bytes, writer: BlockWriter) -> tuple[Block, ...]:
    # The stubs ask for all that a target may see.
    parser = etree.HTMLParser(  # type: ignore[call-overload]
        target=writer, encoding="utf-8", remove_comments=True
    )
    try:
        parser.feed(html)
        blocks: tuple[Block, ...] = parser.close()
    except (etree.ParserError, etree.XMLSyntaxError):
        return writer.close()  # an empty text, or nothing but comments
    return blocks


def _sound(html: str) -> bytes:
    """HTML that the parser can take, in UTF-8."""
    text = html.replace("\0", "") if "\0" in html else html
    if "<?" in text:
        text = _DECLARATION.sub(" ", text)
    if _may_have_monsters(text):
        text = _MONSTER_TAG.sub(" ", text)
    try:
        raw = text.encode()
    except UnicodeEncodeError:
        raw = _SURROGATE.sub(" ", text).encode()
    return raw.translate(_TO_SPACES)


def _may_have_monsters(text: str) -> bool:
    """Whether so many characters follow a "<" without another one, or a ">", among them."""
    at = text.find("<")
    while at >= 0 and len(text) - at > _MONSTER:
        end = at + 1 + _MONSTER
        last = text.rfind("<", at + 1, end)
        if last < 0:
            if text.find(">", at + 1, end) < 0:
                return True
            last = text.find("<", end)
        at = last
    return False


def _marks(html: bytes) -> Marks:
    return Marks(
        preheader=find_word(b"preheader", html.lower()) >= 0,
        mobile=find_word(b"aapl-desktop", html) >= 0 and b"aapl-mobile" in html,
    )


def _language(writer: BlockWriter) -> str | None:
    for tag in ("html", "body"):
        claimed = writer.languages.get(tag, "").strip()
        if _LANGUAGE.fullmatch(claimed):
            return claimed
    return None
