"""What stayed English in a text of another language: steps of services, as they were checked."""

import re
from collections.abc import Iterable

from watchdog.language import spoken

# Words of English sentences and of no German, French or Spanish one; two of them, since names have
# one.
_ENGLISH = re.compile(
    r"\b(?:the|you|your|and|of|to|with|then|it|this|that|for|not|are|from|by|go|open|choose|sign)\b",
    re.IGNORECASE,
)


def stays_english(words: str) -> bool:
    """Whether they are English although another language is spoken."""
    return spoken().words != "en" and len(_ENGLISH.findall(words)) > 1


def has_english(lines: Iterable[str]) -> bool:
    """Whether one of them is."""
    return any(map(stays_english, lines))
