"""A trial that only says on which day it turns into what is paid for."""

from parsers.events import EventKind
from parsers.generic.shapes import is_offered
from parsers.language.paragraphs import those_saying
from parsers.language.wording import Claim, straight
from parsers.page import Page
from parsers.statement.when import TRIALS, days_to_come

_LONGEST = 300  # characters of a sentence


def with_conversion(page: Page, found: tuple[Claim, ...]) -> tuple[Claim, ...]:
    """The claims, with the trial where a sentence names the day on which it becomes a subscription:
    "If you do nothing, your trial turns into a yearly plan on 3 May." Mail to many has no such day.
    """
    if any(one.kind in TRIALS for one in found) or page.message.goes_to_many:
        return found
    if is_offered(page.subject):
        return found
    texts = (one for one in page.sentences if len(one) <= _LONGEST)
    said = those_saying(page, texts, "converts")
    text = next((one for one in said if days_to_come(one, page)), None)
    if text is None:
        return found
    trial = EventKind.TRIAL_STARTED
    return (*found, Claim(kind=trial, sentence=straight(text), in_subject=False))
