"""Tells the mail of banks, which speak of money that others take."""

import re
import tomllib
from functools import cache, lru_cache
from pathlib import Path

from parsers.domains import organisation
from parsers.message import Message
from parsers.text.bounded import Bounded

_MOST = 1000  # characters of a name
_NAMES = Path(__file__).with_name("banks.toml")


def is_bank(message: Message) -> bool:
    """Whether a bank wrote it, by its name or its domain."""
    return _is_called_so(message.from_name, organisation(message.from_domain))


@lru_cache(maxsize=64)  # a mail is asked four times
def _is_called_so(*names: str) -> bool:
    return any(_names().search(name) for name in names)


@cache
def _names() -> Bounded:
    names = tomllib.loads(_NAMES.read_text(encoding="utf-8"))
    words, compounds, inside = (
        "|".join(map(re.escape, names[kind])) for kind in ("words", "compounds", "inside")
    )
    source = rf"(?<![a-z])(?:[a-z]*(?:{compounds})|{words})(?![a-z])|{inside}"
    return Bounded(source, re.IGNORECASE, most=_MOST)
