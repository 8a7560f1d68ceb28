"""What runs again after a rest, in a letter that says from when on, and that it is paid again."""

from collections.abc import Sequence
from itertools import pairwise

from msgspec.structs import replace

from parsers.events import BillingEvent, EventKind
from parsers.generic.outright import outright
from parsers.generic.shapes import is_offered
from parsers.generic.statement import is_greeted
from parsers.language.lexicon import says
from parsers.language.notions import notions_for
from parsers.language.paragraphs import texts_of_body
from parsers.language.wording import Claim, straight
from parsers.page import Page, once
from parsers.statement.when import days_to_come
from parsers.values.found_money import find_amounts

_OPENING = 16  # texts in which it is told
_LONGEST = 300  # characters of one
_AGAIN, _WHOSE = frozenset(("resume", "from")), frozenset(("you", "sub"))
_PAID = frozenset(("take", "pay"))
_ELSE = frozenset(("if", "can", "not", "fail", "pause", "offer", "cancel"))
# What such a letter seems to state as well.
_BESIDE = {
    EventKind.RENEWAL_NOTICE,
    EventKind.INVOICE_DUE,
    EventKind.PAUSED,
    EventKind.RESUMED,
    EventKind.SUBSCRIPTION_STARTED,
}


def with_rerun(page: Page, found: tuple[Claim, ...]) -> tuple[Claim, ...]:
    """The claims; of a letter that tells that it runs again, that alone: "Your paper is delivered
    again from 16 November. From that day we take the usual £22.50 again."
    """
    told = runs_again(page)
    is_else = any(one.kind not in _BESIDE or one.in_subject for one in found)
    return found if told is None or is_else else (told,)


def as_rerun(
    page: Page, heard: list[BillingEvent], weighed: list[BillingEvent]
) -> list[BillingEvent]:
    """The events of a letter as it is weighed; of one that tells so, that, with its day. `heard`
    are those of its words.
    """
    told = runs_again(page)
    if told is None or not {one.kind for one in (*heard, *weighed)} <= _BESIDE:
        return weighed
    again = next((one for one in (*weighed, *heard) if one.kind is EventKind.RESUMED), None)
    if again is None:
        return weighed
    return [outright(replace(again, renews_on=min(days_to_come(told.sentence, page))))]


@once
def runs_again(page: Page) -> Claim | None:
    """The text that names the day, behind which stands that money is taken again."""
    about = notions_for(page.hint.language).about
    if page.message.goes_to_many or is_offered(page.subject) or not is_greeted(page):
        return None
    texts = [one for one in texts_of_body(page)[:_OPENING] if len(one) <= _LONGEST]
    titled = about(page.subject)
    if ("pause" in titled and "resume" not in titled) or _rests_until(texts, page):
        return None
    for one, other in pairwise(texts):
        if _is_told(one, page) and _is_paid(other, page):
            return Claim(kind=EventKind.RESUMED, sentence=straight(one), in_subject=False)
    return None


def _is_told(text: str, page: Page) -> bool:
    if len(days_to_come(text, page)) != 1:
        return False
    about = notions_for(page.hint.language).about(text)
    return about >= _AGAIN and bool(about & _WHOSE) and not about & _ELSE


def _is_paid(text: str, page: Page) -> bool:
    if not find_amounts(text, page.hint):
        return False
    language = page.hint.language
    about = notions_for(language).about(text)
    is_again = "resume" in about or says(text, "goes_on", language)
    return is_again and bool(about & _PAID) and not about & _ELSE


def _rests_until(texts: Sequence[str], page: Page) -> bool:
    """Whether it still rests, until a day to come."""
    about = notions_for(page.hint.language).about
    return any("pause" in about(one) and days_to_come(one, page) for one in texts)
