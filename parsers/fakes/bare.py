"""Places that a text tells without a protocol: "example.net/pay"."""

import re
from collections.abc import Iterator

_READ = 4000  # characters of a text that are looked through
_HOST = re.compile(r"(?:[a-z0-9][a-z0-9-]{0,40}\.){1,4}[a-z]{2,18}")
_BEFORE = "([{<\"'“„«*"
_LONGEST = 200  # letters of what may be a place


def bare_hosts(text: str) -> Iterator[str]:
    """The hosts, in small letters; with a path behind them, since names of firms have dots, too."""
    near = text[:_READ].replace("\n", " ")
    at = near.find("/")
    while at > 0:
        begins = max(near.rfind(" ", 0, at), at - _LONGEST) + 1
        ends = near.find(" ", at)
        told = near[begins:at].lstrip(_BEFORE).lower()
        if near[at + 1 : at + 2].isalnum() and _HOST.fullmatch(told):
            yield told
        at = near.find("/", ends) if ends > 0 else -1
