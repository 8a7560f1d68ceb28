"""A subscription that another firm's contract contains, and that is billed there: its maker tells
that it is active as part of the reader's tariff.
"""

from collections.abc import Iterator

from msgspec.structs import replace

from parsers.domains import organisation
from parsers.events import BillingEvent, EventKind
from parsers.generic.naming import seller_name
from parsers.kit import Seller, statements
from parsers.language.lexicon import look, says
from parsers.language.phrases import NO_PHRASES
from parsers.language.wording import Claim, straight
from parsers.merchants import fold
from parsers.page import Page

CARRIER = "carrier"
_SURE = 0.95  # that it runs is said, and whose contract it is part of
_OPENING, _LONGEST = 12, 300  # sentences, characters of one
_TOLD = (EventKind.SUBSCRIPTION_STARTED, EventKind.PLAN_CHANGED, EventKind.RESUMED)


def as_contained(page: Page, events: list[BillingEvent]) -> list[BillingEvent]:
    """The events; in the place of none, or of a start, that it began at the firm whose contract
    contains it, where its maker says so and what somebody pays is not told.
    """
    if page.message.goes_to_many or any(one.kind not in _TOLD for one in events):
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
    """The sentence that says of what it is part, in a mail that says that it is active."""
    language = page.hint.language
    opening = (straight(one) for one in (page.subject, *page.sentences[:_OPENING]))
    texts = [one for one in opening if len(one) <= _LONGEST and not one.endswith("?")]
    if not any(says(one, "active_now", language) for one in texts):
        return None
    own = _own_words(page)
    others = (
        one for one in texts for part in _parts(one, language) if own.isdisjoint(fold(part).split())
    )
    return next(others, None)


def _own_words(page: Page) -> set[str]:
    """What its sender is called: a plan of his own is no other firm's."""
    place = organisation(page.message.from_domain).partition(".")[0]
    names = (page.message.from_name, seller_name(page), place)
    return {word for one in names for word in fold(one).split()}


def _parts(text: str, language: str | None) -> Iterator[str]:
    """What a text calls the contract of which it is part: "part of your Ferncall plan"."""
    for lexicon, suspects in look(text, language).suspects:
        phrases = lexicon.labels.get("part_of_a_tariff", NO_PHRASES)
        if phrases.match(text, suspects):
            for _, phrase in phrases.suspected(suspects):
                yield from (hit[0] for hit in phrase.pattern.finditer(text))
