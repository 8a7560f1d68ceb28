"""An end that its reader has taken back: "your cancellation was withdrawn", "welcome back"."""

from msgspec.structs import replace

from parsers.events import BillingEvent, EventKind
from parsers.generic.outright import outright
from parsers.generic.statement import is_news
from parsers.language.paragraphs import texts_of_body, those_saying
from parsers.language.wording import Claim, is_hedged, straight
from parsers.page import Page, once
from parsers.statement.when import ENDS, days_to_come
from parsers.values.found_money import find_amounts

_OPENING = 8  # sentences in which a letter says why it was written
_LONGEST = 300  # characters
# What a letter that tells of it also speaks of, and is not about.
_BESIDE = (*ENDS, EventKind.RENEWAL_NOTICE, EventKind.SUBSCRIPTION_STARTED)


def with_comeback(page: Page, found: tuple[Claim, ...]) -> tuple[Claim, ...]:
    """The claims; where an end was taken back, that it runs on, and no end. What was paid with it
    is a payment all the same.
    """
    told = _told(page)
    return found if told is None else (told, *(one for one in found if _may_stand(one.kind)))


def as_comeback(
    page: Page, heard: list[BillingEvent], weighed: list[BillingEvent]
) -> list[BillingEvent]:
    """The events of a letter as it is weighed; of one that takes an end back, as its words have it:
    `heard` are these.
    """
    if _told(page) is None or is_news(page):
        return weighed
    again = (one for one in (*weighed, *heard) if one.kind is EventKind.RESUMED)
    first = next(again, None)
    if first is None:
        return weighed
    sure = outright(replace(_at_its_price(page, first), by_reader=True))
    return [sure, *(one for one in weighed if _may_stand(one.kind))]


def _at_its_price(page: Page, event: BillingEvent) -> BillingEvent:
    """The event without a day to come that every text names with another price: the low one of the
    beginning ends on it ("From 12 February: £10.99").
    """
    day, amount = event.renews_on, event.amount
    if day is None or amount is None:
        return event
    dated = [one for one in texts_of_body(page) if day in days_to_come(one, page)]
    told = [{one.money for one in find_amounts(text, page.hint)} for text in dated]
    is_another = bool(told) and all(some and amount not in some for some in told)
    return replace(event, renews_on=None) if is_another else event


def _may_stand(kind: EventKind) -> bool:
    return kind not in _BESIDE and kind is not EventKind.RESUMED


@once
def _told(page: Page) -> Claim | None:
    """The title or the first sentence that says so, and neither asks nor offers it."""
    title = straight(page.subject)
    opening = (text for text in (title, *page.sentences[:_OPENING]) if len(text) <= _LONGEST)
    for text in those_saying(page, opening, "undone"):
        if _is_stated(text, page.hint.language):
            return Claim(kind=EventKind.RESUMED, sentence=text, in_subject=text == title)
    return None


def _is_stated(text: str, language: str | None) -> bool:
    """Whether a text neither asks nor puts it under a condition."""
    return not text.endswith(("?", "？")) and not is_hedged(text, EventKind.RESUMED, language)
