"""A wish to end that reached the maker alone: the store that sold it goes on taking the money."""

import re

from msgspec.structs import replace

from parsers.events import BillingEvent, EventKind
from parsers.generic.naming import seller_name
from parsers.kit import Seller, statements
from parsers.language.wording import Claim
from parsers.page import Page
from parsers.statement.when import those_with

_SURE = 0.95  # three things are said: an end, that it is none, and by whom it was sold
_OPENING = 12  # sentences in which it is told
# Names of stores, the same in every language.
_STORE = re.compile(
    r"\b(?:(?:Apple|Google|Amazon)(?! Pay\b)|App Store|iTunes|Play Store|Roku|Microsoft Store)\b"
)
_ASKED = ("asked_to_end", "account_closed")


def as_ended_at_the_maker(page: Page, events: list[BillingEvent]) -> list[BillingEvent]:
    """The events; in their place that it was ended at the maker's, where a mail says so and that a
    store alone can stop the payments. Whether it was sold there, the store's receipts tell.
    """
    told = _told(page)
    if told is None:
        return events
    ended = [one for one in events if one.kind is EventKind.CANCELED]
    if ended:
        return [replace(one, confidence=max(one.confidence, _SURE)) for one in ended]
    claim = Claim(kind=EventKind.CANCELED, sentence=told, in_subject=False)
    found = statements(page, Seller(name=seller_name(page)), found=(claim,))
    return [replace(one, access_until=None, amount=None, confidence=_SURE) for one in found]


def _told(page: Page) -> str | None:
    """The sentence that says that the end is none at the store, in a mail that tells of an end."""
    if page.message.goes_to_many:
        return None
    texts = (page.subject, *page.sentences[:_OPENING])
    if not any(_STORE.search(one) for one in texts):  # few name one, and labels cost more
        return None
    told = next(iter(those_with(texts, "only_at_the_store", page)), None)
    is_asked = told is not None and any(those_with(texts, label, page) for label in _ASKED)
    return told if is_asked else None
