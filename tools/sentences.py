"""Short statements with what they state, as `fixtures/sentences/*.toml` hold them."""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import msgspec

from parsers.generic.gist import NOTHING
from parsers.language.notions import AMOUNT_MARK, DAY_MARK

FOLDER = Path(__file__).parent.parent / "fixtures" / "sentences"
AMOUNTS = frozenset({"a", "o", "x"})
PLACE = re.compile(r"\{(\w+)\}")


class Statement(msgspec.Struct, frozen=True, kw_only=True):
    """A text, its language, the event kind it states or `NOTHING`, and for those why.

    `text` has its amounts and days as roles in braces: see `fixtures/sentences/README.md`.
    """

    text: str
    language: str
    kind: str
    why: str = ""
    mail: str = ""

    @property
    def left_out_by(self) -> str:
        """What it is left out of training by: the sentences of a mail together."""
        return self.mail or self.text

    @property
    def sort(self) -> str:
        """The kind, or why it states nothing: "none offer"."""
        return f"{self.kind} {self.why}" if self.why else self.kind

    @property
    def masked(self) -> str:
        """The text with one mark for each amount and each day."""
        return PLACE.sub(lambda found: AMOUNT_MARK if found[1] in AMOUNTS else DAY_MARK, self.text)

    @property
    def roles(self) -> tuple[str, ...]:
        """The roles of its amounts and days, in reading order."""
        return tuple(found[1] for found in PLACE.finditer(self.text))


@cache
def statements() -> tuple[Statement, ...]:
    """All of them, language by language."""
    return tuple(one for path in sorted(FOLDER.glob("*.toml")) for one in _read(path))


def _read(path: Path) -> Iterator[Statement]:
    read = tomllib.loads(path.read_text(encoding="utf-8"))
    quiet = read.pop("none")
    for kind, lines in read.items():
        for text in lines.strip().split("\n"):
            yield Statement(text=text, language=path.stem, kind=kind)
    for why, lines in quiet.items():
        for text in lines.strip().split("\n"):
            yield Statement(text=text, language=path.stem, kind=NOTHING, why=why)
