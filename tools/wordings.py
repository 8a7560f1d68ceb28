"""Lines of billing mail with what they state, and labels with their role: `fixtures/wordings`."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import product
from pathlib import Path

import msgspec

# A set stands for its words, parted by "|"; braces hold what may stand in a place.
_SET, _CHOICE = re.compile(r"(?<=\{)[a-z]+(?=\})"), re.compile(r"[{}]")
FOLDER = Path(__file__).parent.parent / "fixtures" / "wordings"


class Wording(msgspec.Struct, frozen=True, kw_only=True):
    """A line and the kind that it states, "" for nothing; or a label and its `role` in a row."""

    text: str
    language: str
    kind: str = ""
    role: str = ""


@cache
def wordings() -> tuple[Wording, ...]:
    """All of them, language by language."""
    return tuple(one for path in sorted(FOLDER.glob("*.toml")) for one in _read(path))


def _read(path: Path) -> Iterator[Wording]:
    read = tomllib.loads(path.read_text(encoding="utf-8"))
    language = path.stem.partition("_")[0]
    sets = read.pop("sets", {})
    for role, labels in read.pop("rows", {}).items():
        for label in labels.split("; "):
            yield Wording(text=label, language=language, role=role)
    for kind, lines in read.items():
        for line in lines.strip().splitlines():
            for text in spelt(line, sets):
                yield Wording(text=text, language=language, kind="" if kind == "none" else kind)


def spelt(line: str, sets: Mapping[str, str]) -> Iterator[str]:
    """All that a line says: "Your {plan|pass} {has ended|is over}." is four lines, "{fees}" any of
    a set.
    """
    parts = [one.split("|") for one in _CHOICE.split(_SET.sub(lambda one: sets[one[0]], line))]
    yield from map("".join, product(*parts))
