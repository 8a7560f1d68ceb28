"""Lines of billing mail with what they state, and labels with their role: `fixtures/wordings`."""

import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import msgspec

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
    for role, labels in read.pop("rows", {}).items():
        for label in labels.split("; "):
            yield Wording(text=label, language=language, role=role)
    for kind, lines in read.items():
        for line in lines.strip().splitlines():
            yield Wording(text=line, language=language, kind="" if kind == "none" else kind)
