"""Words of many languages that stand as data beside the module which asks for them."""

import tomllib
from pathlib import Path


class Worded:
    """What `words/NAME.toml`, beside the module `NAME`, says under each of its keys.

    A pattern is a text of several lines that are put together as they stand, a list of words one
    whose words are parted by spaces or line ends.
    """

    __slots__ = ("_texts",)

    def __init__(self, module: str) -> None:
        """`module` is the module's `__file__`."""
        beside = Path(module)
        file = beside.parent / "words" / f"{beside.stem}.toml"
        self._texts: dict[str, str] = tomllib.loads(file.read_text(encoding="utf-8"))

    def names(self) -> frozenset[str]:
        """The keys of all patterns and lists."""
        return frozenset(self._texts)

    def pattern(self, key: str) -> str:
        """The source of a regular expression; a KeyError names what is missing."""
        return "".join(self._texts[key].splitlines())

    def words(self, key: str) -> list[str]:
        """The words of a list, as they stand."""
        return self._texts[key].split()
