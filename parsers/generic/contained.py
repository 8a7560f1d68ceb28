"""A subscription that another firm's contract contains: its maker tells that it is active, and that
it is billed on that firm's bill. Whose plan contains something is mostly the maker's own.
"""

import re
from collections.abc import Iterator

from msgspec.structs import replace

from parsers.domains import organisation
from parsers.events import BillingEvent, EventKind
from parsers.generic.naming import seller_name
from parsers.kit import Seller, statements
from parsers.language.lexicon import look, says
from parsers.language.paragraphs import may_say
from parsers.language.phrases import NO_PHRASES
from parsers.language.wording import Claim, straight
from parsers.merchants import fold
from parsers.page import Page

CARRIER = "carrier"
_LABEL = "on_anothers_bill"
_SURE = 0.95  # that it runs is said, and whose contract it is part of
_OPENING, _LONGEST = 12, 300  # sentences, characters of one
_WORD = re.compile(r"[^\W_]+")
_CAPITALS = {"de": 2}  # of a bill's name, where every noun has one
_TOLD = (EventKind.SUBSCRIPTION_STARTED, EventKind.PLAN_CHANGED, EventKind.RESUMED)


def as_contained(page: Page, events: list[BillingEvent]) -> list[BillingEvent]:
    """The events; in the place of none, or of a start, that it began at the firm on whose bill it
    is, where its maker says so and no price.
    """
    is_else = any(one.kind not in _TOLD or one.amount is not None for one in events)
    if page.message.goes_to_many or is_else or not may_say(page, _LABEL):
        return events
    told = _told(page)
    if told is None:
        return events
    claim = Claim(kind=EventKind.SUBSCRIPTION_STARTED, sentence=told, in_subject=False)
    found = statements(page, Seller(name=seller_name(page), channel=CARRIER), found=(claim,))
    return [
        replace(one, amount=None, cadence=None, renews_on=None, confidence=_SURE) for one in found
    ]


def _told(page: Page) -> str | None:
    """The sentence that says on whose bill it is, in a mail that says that it is active."""
    language = page.hint.language
    opening = (straight(one) for one in (page.subject, *page.sentences[:_OPENING]))
    texts = [one for one in opening if len(one) <= _LONGEST and not one.endswith("?")]
    own = _own_words(page)
    billed = (one for one in texts if any(_is_named(bill, own, page) for bill in _bills(one, page)))
    told = next(billed, None)
    is_active = told is not None and any(says(one, "active_now", language) for one in texts)
    return told if is_active else None


def _is_named(bill: str, own: set[str], page: Page) -> bool:
    """Whether a bill is called by a name, and not by its sender's: "your Ferncall bill"."""
    capitals = [one for one in _WORD.findall(bill)[1:] if one[0].isupper()]
    is_name = len(capitals) >= _CAPITALS.get(page.hint.language or "", 1)
    return is_name and own.isdisjoint(fold(bill).split())


def _own_words(page: Page) -> set[str]:
    """What its sender is called: a plan of his own is no other firm's."""
    place = organisation(page.message.from_domain).partition(".")[0]
    names = (page.message.from_name, seller_name(page), place)
    return {word for one in names for word in fold(one).split()}


def _bills(text: str, page: Page) -> Iterator[str]:
    """What a text calls the bill on which it is."""
    for lexicon, suspects in look(text, page.hint.language).suspects:
        phrases = lexicon.labels.get(_LABEL, NO_PHRASES)
        if phrases.match(text, suspects):
            for _, phrase in phrases.suspected(suspects):
                yield from (hit[0] for hit in phrase.pattern.finditer(text))
