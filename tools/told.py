"""Plain mails that say something in many ways beside something else: `fixtures/days`, `amounts`."""

import tomllib
from collections.abc import Callable, Iterator
from html import escape
from itertools import cycle
from pathlib import Path
from typing import Any

import msgspec

from tools.wordings import spelt

_ROW = " ¦ "  # "|" parts what may stand in a place


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """A mail that states `kind` under a subject, in texts of which some are rows."""

    language: str
    kind: str
    subject: str
    texts: tuple[str, ...]

    @property
    def text(self) -> str:
        """Its body as plain text."""
        return "\n\n".join(one.replace(_ROW, ": ") for one in self.texts)

    @property
    def html(self) -> str:
        """Its body with rows as rows of a table."""
        return "".join(map(_laid_out, self.texts))


def _laid_out(text: str) -> str:
    cells = escape(text).split(_ROW)
    if len(cells) == 1:
        return f"<p>{cells[0]}</p>"
    return f"<table><tr>{''.join(f'<td>{one}</td>' for one in cells)}</tr></table>"


class Lines:
    """The lines of a file: by kind of event what is said, what stands beside it, its subjects."""

    def __init__(self, path: Path) -> None:
        self._read: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
        self.language = path.stem
        self.locale = f"{path.stem}_{self.take('country')}"
        self._sets = self.take("sets", {})
        self._greeting = self.take("greeting")

    def take(self, name: str, default: Any = None) -> Any:
        """What the file says of itself by a name; all else are kinds."""
        return self._read.pop(name, default)

    def kinds(self) -> Iterator[tuple[str, dict[str, str]]]:
        """The kinds of events, with what is said of each."""
        yield from self._read.items()

    def each(self, some: str) -> list[str]:
        """All that some lines say, one by one."""
        return [text for line in some.strip().splitlines() for text in spelt(line, self._sets)]

    def texts(self, said: str, beside: str, written: Callable[[str], str]) -> tuple[str, ...]:
        """A greeting, what is said and what stands beside it: in half of all mails before it."""
        parts = (beside, said) if len(said) % 2 else (said, beside)
        return (self._greeting, *(written(one) for one in parts if one))


def in_turn(some: list[str]) -> Iterator[str]:
    """Each of some and nothing, again and again."""
    return cycle((*some, ""))
