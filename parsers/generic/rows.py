"""The rows of a letter: what each label is about, and of what sort its values are."""

import re
import tomllib
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from itertools import combinations, islice, zip_longest

import msgspec

from parsers.dates import find_dates
from parsers.language.notions import UNSPACED, Notions, nearest, notions_for
from parsers.language.paragraphs import CELL
from parsers.page import Page, once
from parsers.values.found_money import find_amounts

_MOST, _MOST_LINES = 60, 120  # rows, lines
_LONGEST_LINE, _LONGEST_LABEL, _PAIR = 80, 40, 2
_DIGIT = re.compile(r"\d")
_COLONS = (": ", "：")
_LABELLED = re.compile(r"(?<=[^ ]): +|：")
_VALUE = r"(?:[A-Z][a-z]{2,8}\.? |[^\w ]?[^\d ]{0,3} ?)\d[^ ]{0,20}(?: [^ ]{1,12}){0,2}"
# "Total due $ 12.00", "Date paid Jan 3, 2026": a few words, and at the end a value.
_TAILED = re.compile(
    r"(?P<label>[^\d$€£¥ ]{2,24}(?: [^\d$€£¥ ]{1,24}){0,3}?) "
    rf"(?P<value>{_VALUE})"
)
_IS_VALUE = re.compile(_VALUE)
_ENDS = (".", "!", "?")
_LONGEST, _LONGEST_CELL = 300, 120  # characters
_MOST_NOTIONS = 8  # of a label; one with more is a sentence
_MARKS = frozenset({"AMOUNT", "DAY"})


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """A row: its text, its first cell that says anything, and the others."""

    text: str
    label: str
    values: tuple[str, ...]


@once
def rows_of(page: Page) -> tuple[Row, ...]:
    """The first rows of a letter that have a label and a value: cells side by side, cells under
    heads, a value below its label, "Label: value".
    """
    return tuple(islice(_rows(page.lines[:_MOST_LINES]), _MOST))


def _rows(lines: Sequence[str]) -> Iterator[Row]:
    heads: list[str] = []
    for line, below in zip_longest(lines, lines[1:], fillvalue=""):
        if len(line) > _LONGEST:
            heads = []
        elif CELL in line:
            cells = [cell for cell in map(str.strip, line.split("|")) if cell]
            if _are_under(heads, cells):
                pairs = zip(heads, cells, strict=True)
                yield from (Row(text=line, label=one, values=(two,)) for one, two in pairs)
                continue  # a table has several rows
            if len(cells) > 1:
                each = [row for cell in cells for row in _within(cell)]
                whole = Row(text=line, label=cells[0], values=tuple(cells[1:]))
                yield from each if len(each) == len(cells) else (whole,)
            heads = [] if _DIGIT.search(line) else cells
        elif len(line) <= _LONGEST_LINE:
            heads = []
            yield from _beside(line, below)


def _are_under(heads: Sequence[str], cells: Sequence[str]) -> bool:
    """Whether cells are the values of columns with some heads, and no label with its value."""
    if len(heads) != len(cells) or len(cells) <= 1:
        return False
    values = sum(1 for cell in cells if _DIGIT.search(cell))
    return values > 0 if len(cells) > _PAIR else values == _PAIR


def _beside(line: str, below: str) -> Iterator[Row]:
    """The label and the value of a line that is no row of a table, or of two such lines."""
    whole = list(_within(line))
    if whole:
        yield from whole
    elif (
        len(line) <= _LONGEST_LABEL
        and _DIGIT.search(below)
        and not _DIGIT.search(line)
        and _IS_VALUE.fullmatch(below)
    ):
        yield Row(text=f"{line} {below}", label=line, values=(below,))


def _within(text: str) -> Iterator[Row]:
    """The label and the value that stand in one text: "Total: $5", "Total due $ 12.00"."""
    colon = _LABELLED.search(text) if any(map(text.__contains__, _COLONS)) else None
    if colon is not None:
        label, value = text[: colon.start()], text[colon.end() :]
        if len(label) <= _LONGEST_LABEL and value:
            yield Row(text=text, label=label, values=(value,))
    elif _DIGIT.search(text) and not text.endswith(_ENDS) and (found := _TAILED.fullmatch(text)):
        yield Row(text=text, label=found["label"], values=(found["value"],))


def row_features(page: Page) -> Iterator[tuple[str, float]]:
    """What the subject and the rows of a letter are about, by sort of the rows' values."""
    seen = {f"titled {one}" for one in about(page.subject, page) if one.startswith("+")}
    for row in rows_of(page):
        seen.update(_of_row(row, page))
    yield from ((name, 1.0) for name in seen)


def _of_row(row: Row, page: Page) -> Iterator[str]:
    each = [(value, frozenset(sorts_of(value, page))) for value in row.values]
    sorts = frozenset[str]().union(*(some for _, some in each))
    notions = about(row.label, page)
    label = sorted(notions)[:_MOST_NOTIONS]
    yield from _of_label(notions, sorts)
    for value, some in each:
        if "words" in some:
            said = sorted(about(value, page))[:_MOST_NOTIONS]
            yield from (f"cell {one}" for one in said)
            yield from (f"row {one}={other}" for one in label for other in said)


@lru_cache(maxsize=1024)
def _of_label(notions: frozenset[str], sorts: frozenset[str]) -> tuple[str, ...]:
    """The features of a label with values of some sorts."""
    label = sorted(notions)[:_MOST_NOTIONS]
    each = [*label, *(f"{one}&{other}" for one, other in combinations(label, 2))]
    return tuple(
        name for sort in sorts for name in (f"row {sort}", *(f"row {one}:{sort}" for one in each))
    )


def about(text: str, page: Page) -> frozenset[str]:
    """What a label or a cell is about: notions, and with a mark what only rows are about."""
    return _about(text[:_LONGEST_CELL], page.hint.language)


@lru_cache(maxsize=2048)  # the labels of one sender's mails are the same
def _about(text: str, language: str | None) -> frozenset[str]:
    known = notions_for(language).about(text) - _MARKS
    return known | {f"+{one}" for one in _words(language).about(text) - _MARKS}


def _words(language: str | None) -> Notions:
    every = _every()
    return every[nearest(language, every)]


@cache
def _every() -> dict[str, Notions]:
    read = tomllib.loads(files(__package__).joinpath("rows.toml").read_text(encoding="utf-8"))
    return {one: Notions(some, unspaced=one in UNSPACED) for one, some in read.items()}


def sorts_of(value: str, page: Page) -> Iterator[str]:
    """Of what sorts a cell is: an amount, nothing or less than that, a day to come or past."""
    if len(value) > _LONGEST_CELL:
        return
    amounts = find_amounts(f"| {value} | ", page.hint)
    for one in amounts:
        yield "amount" if one.amount > 0 else "zero" if one.amount == 0 else "below"
    days = find_dates(value, hint=page.hint, near=page.mailed_on)
    for day in days:
        if day.on is not None:
            yield "ahead" if day.on > page.mailed_on else "past"
    if not amounts and not days and any(map(str.isalpha, value)):
        yield "words"
