"""Finds the line of a TOML file on which a key stands, or the nearest table around it."""

import re
from collections.abc import Iterator

_TABLE = re.compile(r"\s*\[\s*([\w.-]+)\s*\]")
_ONE_OF = re.compile(r"\s*\[\[\s*([\w.-]+)\s*\]\]")
_KEY = re.compile(r"\s*([\w.-]+)\s*=")


def line_of(text: str, path: str) -> int | None:
    """The line, from 1, of a path such as `accounts[0].password`; None when nothing is near.

    Of an inline table the line of the key that holds it; of a missing key that of its table.
    """
    around = _beginnings(path)
    found = {place: line for line, place in _places(text) if place in around}
    return next((found[place] for place in around if place in found), None)


def _beginnings(path: str) -> list[str]:
    """The path and what it lies in, the nearest first."""
    ends = [one.start() for one in re.finditer(r"[.\[]", path)]
    return [path, *(path[:end] for end in reversed(ends))]


def _places(text: str) -> Iterator[tuple[int, str]]:
    """The lines that begin a table or a key, each with its path."""
    counts: dict[str, int] = {}
    table = ""
    for line, content in enumerate(text.splitlines(), start=1):
        if one := _ONE_OF.match(content):
            name = _numbered(one[1], counts)
            counts[one[1]] = counts.get(one[1], -1) + 1
            table = f"{name}[{counts[one[1]]}]"
            yield line, table
        elif whole := _TABLE.match(content):
            table = _numbered(whole[1], counts)
            yield line, table
        elif key := _KEY.match(content):
            yield line, f"{table}.{key[1]}" if table else key[1]


def _numbered(name: str, counts: dict[str, int]) -> str:
    """`accounts.oauth` below the second `[[accounts]]` is `accounts[1].oauth`."""
    first, dot, rest = name.partition(".")
    return f"{first}[{counts[first]}].{rest}" if dot and first in counts else name
