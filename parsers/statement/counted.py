"""A plan's name without the count of its payments that stands behind it: "payment 8 of 12"."""

import re

# "Pro, payment 8 of 12", "Pro (8/12)", "Pro - Rate 8 von 12": a word or none, two numbers, and a
# short word or a stroke between them, whatever the language.
_COUNT = re.compile(
    r"(?<!\s)\s*+[,;:|(\[–—-]\s*+(?:[^\W\d_]{3,14}\.? )?(?P<this>\d{1,2})\s?"
    r"(?:/|(?!x\s)[^\W\d_]{1,3}\s)\s?(?P<all>\d{1,2})[)\]]?$"
)
_FEWEST = 2  # payments of which one is counted


def uncounted(plan: str) -> str:
    """The name alone; the third payment of a year is one of the same plan as the second."""
    found = _COUNT.search(plan)
    if found is None or not 1 <= int(found["this"]) <= int(found["all"]):
        return plan
    is_count = int(found["all"]) >= _FEWEST and found.start() > 0
    return plan[: found.start()].rstrip() if is_count else plan
