"""Words that are written for people and not for filters: torn apart, or in other signs."""

import re
from collections.abc import Iterator
from html import unescape

from parsers.markup.styles import read_style
from parsers.markup.tags import TINY, UNSEEN
from parsers.text.bounded import Bounded
from parsers.text.glances import may_be_greek_or_cyrillic

_MOST = 40_000  # characters that are looked at: a claim stands at the beginning
_MOST_RULES = 8_000
# The letters before it are looked for behind: most ends of elements are no word's middle.
_INSERTED = Bounded(
    r"<(?<=\w<)(?P<tag>span|i|b|em|u|s|font|small|strong|big|sub|sup|ins|del|mark|abbr|label|bdo|tt|q)"
    r"(?P<how>\s[^<>]{1,200})>(?P<words>[^<>]{1,80})</(?P=tag)\s*>(?=[\w.,])",
    re.IGNORECASE,
    most=_MOST,
)
_HIDE = ("display", "font-size", "visibility", "opacity", "-999")
# What stands far beside the page.
_FAR = re.compile(r"\b(?:left|right|top|text-indent|margin-left)\s?:\s?-\d{3}")
_SHEET = re.compile(r"<style[^<>]{0,200}>([^<]{1,8000})", re.IGNORECASE)
_BRACE = re.compile(r"([{}])")
_CLASS = re.compile(r"\.([\w-]{1,40})\s*$")
_ATTRIBUTE = re.compile(r"(?i)\b(class|style)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>\"']+))")
# A row of a table whose cells hold a letter each, as its source has it and as its line shows it.
_CELL = r"<t[dh](?:\s[^<>]{0,200})?>\s*+([^<>&\s]|&#?\w{1,8};)?\s*+</t[dh]>\s*+"
_ROW = Bounded(rf"(?:{_CELL}){{5,}}", re.IGNORECASE, most=_MOST)
_ONE_CELL = re.compile(_CELL, re.IGNORECASE)
_FEWEST_CELLS = 4
_LETTERS = re.compile(rf"^(?:\S \| ){{{_FEWEST_CELLS}}}", re.MULTILINE)
_FIGURED = re.compile(r"\b[a-z]+(?:[013457][a-z]+)+\b")
_AS_LETTERS = str.maketrans("013457", "oleast")
# Letters of Greek and Cyrillic that look like Latin ones: a word of both was made to be misread.
_LOOK_LATIN = frozenset("аеорсухіѕјһԁԛԝАВЕКМНОРСТУХІЅЈΑΒΕΖΗΙΚΜΝΟΡΤΥΧον")
_BESIDE = re.compile(r"[a-zA-Z][\u0370-\u052f]|[\u0370-\u052f][a-zA-Z]")
_WORD = re.compile(r"[^\W\d_]+")
_FEWEST_MIXED = 3
_OF_A_BILL = frozenset(
    """account bill billing charge debit facture fattura factura invoice membership order payment
    purchase receipt rechnung refund renewal statement subscription transaction""".split()
)


def in_cells(shown: str, html: str) -> str:
    """What is written a letter to a cell, a row a line; "" in nearly all mail.

    `shown` are the lines of the mail, by which it is told quickly.
    """
    if shown.count(" | ") < _FEWEST_CELLS or not _LETTERS.search(shown):
        return ""
    found = (_ONE_CELL.findall(row[0]) for row in _ROW.finditer(html))
    rows = ["".join(unescape(cell) or " " for cell in row) for row in found]
    # A word may go on in the next row.
    return "\n".join((*rows, "".join(map(str.strip, rows))) if len(rows) > 1 else rows)


def has_figured_words(text: str) -> bool:
    """Whether a word of bills is written with figures for letters: "Inv0ice", "Rec3ipt"."""
    words = _FIGURED.findall(text.lower())
    return any(word.translate(_AS_LETTERS) in _OF_A_BILL for word in words)


def has_mixed_words(text: str) -> bool:
    """Whether several words mix Latin letters with those of other scripts that look the same."""
    shown = text[:_MOST]
    if not may_be_greek_or_cyrillic(shown) or len(_BESIDE.findall(shown)) < _FEWEST_MIXED:
        return False
    return len(set(filter(_is_mixed, _WORD.findall(shown)))) >= _FEWEST_MIXED


def _is_mixed(word: str) -> bool:
    other = [letter for letter in word if letter > "\u024f"]  # behind Latin's
    return 0 < len(other) < len(word) and _LOOK_LATIN.issuperset(other)


def is_torn(html: str) -> bool:
    """Whether unseen letters stand within a word, which no honest layout does."""
    if not _may_be_torn(html):
        return False
    within = [
        found["how"]
        for found in _INSERTED.finditer(html)
        if html[found.start() - 1 : found.start()].isalnum()
        and any(map(str.isalnum, unescape(found["words"])))
    ]
    unseen = _unseen_classes(html[:_MOST]) if within else frozenset[str]()
    return any(_is_unseen(how, unseen) for how in within)


def _may_be_torn(html: str) -> bool:
    """Whether anything in it is hidden by a style: most mail hides its preview, if anything."""
    shown = html[:_MOST]
    # Most mail names one of them, in small letters.
    return any(one in shown for one in _HIDE) or any(one in shown.lower() for one in _HIDE)


def _is_unseen(how: str, classes: frozenset[str]) -> bool:
    for found in _ATTRIBUTE.finditer(how):
        value = found[2] or found[3] or found[4] or ""
        if found[1].lower() == "style":
            if _hides(value):
                return True
        elif classes.intersection(value.split()):
            return True
    return False


def _unseen_classes(html: str) -> frozenset[str]:
    """The classes that hide what bears them, on every screen."""
    hiding = set()
    for sheet in _SHEET.finditer(html):
        for selectors, style in _rules(sheet[1][:_MOST_RULES]):
            if _hides(style):
                hiding |= {one[1] for part in selectors.split(",") if (one := _CLASS.search(part))}
    return frozenset(hiding)


def _rules(sheet: str) -> Iterator[tuple[str, str]]:
    """The rules of a style sheet that hold on every screen: those in no @media."""
    open_ones: list[str] = []
    words = ""
    for piece in _BRACE.split(sheet):
        if piece == "{":
            open_ones.append(words)
        elif piece == "}" and open_ones:
            selectors = open_ones.pop()
            if not open_ones and "@" not in selectors:
                yield selectors, words
        words = "" if piece in ("{", "}") else piece


def _hides(style: str) -> bool:
    css = read_style(style)
    return bool(css.kind_of_link & UNSEEN or css.face & TINY or _FAR.search(style))
