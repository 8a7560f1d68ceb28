"""A payment that is one of so many: "Instalment 3/12 paid" is of a purchase, no subscription."""

import re

from parsers.language.lexicon import says

_LONGEST = 200  # characters
_MOST = 60  # instalments
# "3/12", "3 of 12", "3 von 12"; no day and no year.
_OF_SO_MANY = re.compile(
    r"(?<![\d./-])(?P<this>\d{1,2}) ?(?:/|[^\W\d]{1,4}) ?(?P<all>\d{1,2})(?![\d%]|[./-]\d)"
)


def is_one_of_several(text: str, language: str | None) -> bool:
    """Whether a text counts an instalment among all of them."""
    if len(text) > _LONGEST:
        return False
    counts = ((int(one["this"]), int(one["all"])) for one in _OF_SO_MANY.finditer(text))
    is_counted = any(0 < this <= every and 1 < every <= _MOST for this, every in counts)
    return is_counted and says(text, "in_parts", language)
