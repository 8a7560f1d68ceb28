"""Thanks for what is set up, whose first payment comes on a day that is named."""

from datetime import date

from msgspec.structs import replace

from parsers.events import BillingEvent, EventKind
from parsers.language.lexicon import says
from parsers.language.notions import notions_for
from parsers.language.paragraphs import texts_of_body, those_saying
from parsers.language.wording import claims
from parsers.page import Page, once
from parsers.statement.for_once import announced_for
from parsers.statement.welcomed import paid_from
from parsers.statement.when import days_to_come

_BEGUN = EventKind.SUBSCRIPTION_STARTED
_NOTICES = (EventKind.INVOICE_DUE, EventKind.RENEWAL_NOTICE)
_MOVED = frozenset(("was", "take", "done"))


def as_to_come(page: Page, event: BillingEvent) -> BillingEvent:
    """The notice of the first payment instead of a payment of which nothing tells that it was
    taken: "Thank you for your monthly gift. The first one will be taken on 1 December." What began
    is paid for on that day.
    """
    if event.kind is _BEGUN and event.renews_on is None:
        return replace(event, renews_on=_first_day(page) or _paid_from(page))
    if event.kind in _NOTICES and _has_begun(page, event):
        day = event.due_on or event.renews_on
        return replace(event, kind=_BEGUN, renews_on=day, due_on=None, collected=None)
    day = _first_day(page) if event.kind is EventKind.CHARGE else None
    if day is None:
        return event
    about = notions_for(page.hint.language).about
    if any(about(text) & _MOVED for text in event.evidence if not _is_first(text, page)):
        return event
    return announced_for(event, day)


@once
def _first_day(page: Page) -> date | None:
    told = those_saying(page, texts_of_body(page), "first_payment")
    days = {day for text in told for day in days_to_come(text, page)}
    return min(days, default=None)


def _has_begun(page: Page, event: BillingEvent) -> bool:
    """Whether a mail says that something began, whose first payment a notice is of."""
    day = _first_day(page)
    if day is None or day != (event.due_on or event.renews_on):
        return False
    return any(one.kind is _BEGUN for one in claims(page))


def _paid_from(page: Page) -> date | None:
    """The day from which on money is taken again and again."""
    told = paid_from(page)
    return min(days_to_come(told, page)) if told is not None else None


def _is_first(text: str, page: Page) -> bool:
    return says(text, "first_payment", page.hint.language)
