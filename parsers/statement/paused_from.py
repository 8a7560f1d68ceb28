"""From when on something rests, where the sentence of the pause names only that; and the day on
which the letter says that it goes on.
"""

from datetime import date

from parsers.dates import DateFound, find_dates
from parsers.language.lexicon import says
from parsers.language.notions import notions_for
from parsers.language.wording import Claim, straight
from parsers.page import Page
from parsers.statement.when import days_to_come

_WORDS = 3  # "à partir du" before a day
_BEHIND = 14  # characters: "20.11.2026 alkaen"
_LONGEST = 300  # characters of a sentence


def rests_from(page: Page, claim: Claim) -> date | None:
    """The only day to come of a pause's sentence, where it is the one from which it rests."""
    named = find_dates(claim.sentence, hint=page.hint, near=page.mailed_on)
    ahead = [one for one in named if one.on is not None and one.on > page.mailed_on]
    if len(ahead) != 1 or not _is_beginning(claim.sentence, ahead[0], page):
        return None
    return ahead[0].on


def goes_on(page: Page, since: date) -> date | None:
    """The first day after it that a sentence about the pause, or about what comes next, names."""
    about = notions_for(page.hint.language).about
    texts = (straight(one) for one in page.sentences if len(one) <= _LONGEST)
    told = (one for one in texts if about(one) & {"pause", "next", "resume"})
    return min(
        (day for one in told for day in days_to_come(one, page) if day > since), default=None
    )


def _is_beginning(sentence: str, found: DateFound, page: Page) -> bool:
    language = page.hint.language
    before = " ".join(sentence[: found.start].split()[-_WORDS:])
    behind = sentence[found.end : found.end + _BEHIND]
    is_told = says(before, "from_day", language) or says(behind, "from_day", language)
    return is_told and "until" not in notions_for(language).about(before)
