"""Finds the line of a TOML file on which a key stands, or else the table around it."""

import re

_HEADER = re.compile(r"\s*(\[\[?)\s*+([^\]]*?[^\]\s])\s*+\]")
_KEY = re.compile(r"""\s*["']?([\w-]+)["']?\s*=""")


def line_of(text: str, path: str) -> int | None:
    """The line of a key such as `refunds[1].window_days`, of its table where it is not there."""
    found, table, counts = None, "", dict[str, int]()
    for number, line in enumerate(text.splitlines(), start=1):
        if header := _HEADER.match(line):
            table = _numbered(header[2].replace('"', ""), counts)
            if header[1] == "[[":
                counts[table] = counts.get(table, -1) + 1
                table = f"{table}[{counts[table]}]"
            found = number if _within(path, table) else found
        elif (key := _KEY.match(line)) and _within(path, f"{table}.{key[1]}".lstrip(".")):
            return number
    return found


def _numbered(name: str, counts: dict[str, int]) -> str:
    """`accounts.oauth` below the second `[[accounts]]` is `accounts[1].oauth`."""
    first, *inner = name.split(".")
    for one in inner:
        number = f"[{counts[first]}]" if first in counts else ""
        first = f"{first}{number}.{one}"
    return first


def _within(path: str, part: str) -> bool:
    return path == part or path.startswith((f"{part}.", f"{part}["))
