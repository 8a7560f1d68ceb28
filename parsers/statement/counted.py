"""A plan's name without what tells its bills apart: "payment 8 of 12", "October 2026"."""

import re

from parsers.locale.months import month_number
from parsers.text.folding import fold

# "Pro, payment 8 of 12", "Pro (8/12)", "Pro - Rate 8 von 12": a word or none, two numbers, and a
# short word or a stroke between them, whatever the language.
_COUNT = re.compile(
    r"(?<!\s)\s*+[,;:|(\[–—-]\s*+(?:[^\W\d_]{3,14}\.? )?(?P<this>\d{1,2})\s?"
    r"(?:/|(?!x\s)[^\W\d_]{1,3}\s)\s?(?P<all>\d{1,2})[)\]]?$"
)
# "Cuota mensual octubre 2026", "Beitrag für Oktober 2026".
_OF_MONTH = re.compile(
    r"[ ,(–—-]+(?:(?:de|del|di|van|für|for|pour|per|voor|za|för|of|w) )?"
    r"(?P<month>[^\W\d_]{3,12})\.?(?: de| del)? 20\d\d\)?$"
)
_FEWEST = 2  # payments of which one is counted


def undated(plan: str, language: str | None) -> str:
    """A plan's name without the month that a bill is for: "Cuota mensual octubre 2026" is of the
    plan of September.
    """
    found = _OF_MONTH.search(plan)
    if found is None:
        return plan
    month = month_number(fold(found["month"]).text.lower(), language, with_year=True)
    return plan[: found.start()] if month else plan


def uncounted(plan: str) -> str:
    """The name alone; the third payment of a year is one of the same plan as the second."""
    found = _COUNT.search(plan)
    if found is None or not 1 <= int(found["this"]) <= int(found["all"]):
        return plan
    is_count = int(found["all"]) >= _FEWEST and found.start() > 0
    return plan[: found.start()].rstrip() if is_count else plan
