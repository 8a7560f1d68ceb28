"""What speaks for and against a letter meaning what the gist of its sentences says."""

from collections.abc import Iterator, Sequence
from math import log

from parsers.events import BillingEvent, EventKind
from parsers.found_money import find_amounts
from parsers.generic.letters import LIKELY, MOST_SENTENCES, Gist
from parsers.generic.shapes import is_offered
from parsers.generic.statement import of_mail
from parsers.notions import notions_for
from parsers.page import Page
from parsers.papers import is_unpaid
from parsers.particulars import card_in
from parsers.sieve import has_billing_words
from parsers.when import TRIALS
from parsers.wording import is_aside, is_hedged

_LEAST = 1e-4
_CROWD = 5
_KINDS = (
    EventKind.CHARGE,
    EventKind.REFUND,
    EventKind.CANCELED,
    EventKind.PAYMENT_FAILED,
    EventKind.RENEWAL_NOTICE,
    EventKind.INVOICE_DUE,
    EventKind.PRICE_CHANGE,
    EventKind.PLAN_CHANGED,
)
_OF_MAIL = (
    "can_unsubscribe",
    "list",
    "billing_desk",
    "advertiser",
    "talk_in_subject",
    "reply",
    "prices",
    "percents",
    "links",
)


def worth_features(
    page: Page, gist: Gist, found: Sequence[Gist], event: BillingEvent
) -> Iterator[tuple[str, float]]:
    """The features of a letter's gist; `found` are all that it may state."""
    yield "bias", 1.0
    yield from _of_gist(gist, found)
    yield from _of_text(page, gist)
    yield "amount", float(event.amount is not None)
    named = dict(of_mail(page))
    yield from ((name, float(named[name])) for name in _OF_MAIL)
    yield "sentences", min(len(page.sentences), MOST_SENTENCES) / MOST_SENTENCES
    yield "too_long", float(len(page.sentences) > MOST_SENTENCES)
    yield "billing_words", float(has_billing_words(page.subject))
    yield "unpaid", float(event.kind is EventKind.CHARGE and is_unpaid(page))
    offers = sum(is_offered(one) for one in page.sentences[:MOST_SENTENCES])
    yield "offers", min(offers, _CROWD) / _CROWD
    # What is free now and costs something later is what offers to everybody promise.
    yield "offered_trial", float(event.kind in TRIALS and offers > 0)


def _of_gist(gist: Gist, found: Sequence[Gist]) -> Iterator[tuple[str, float]]:
    sure = min(max(gist.sure, LIKELY), 1 - _LEAST)
    yield "sure", log(sure / (1 - sure)) / _CROWD
    others = [one.sure for one in found if one.kind is not gist.kind]
    yield "other", max(others, default=0.0)
    yield "others", min(len(others), _CROWD) / _CROWD
    yield "in_subject", float(gist.in_subject)
    yield f"kind_{gist.kind if gist.kind in _KINDS else 'other'}", 1.0


def _of_text(page: Page, gist: Gist) -> Iterator[tuple[str, float]]:
    language = page.hint.language
    about = {one for some in notions_for(language).of(gist.text) for one in some}
    yield "money", float(bool(find_amounts(gist.text, page.hint)))
    yield "card", float(card_in(gist.text))
    yield "aside", float(is_aside(gist.text, language))
    yield "hedged", float(is_hedged(gist.text, gist.kind, language))
    yield "offered", float(is_offered(gist.text))
    yield "asks", float(gist.text.rstrip().endswith(("?", "？")))
    yield "form", float("[" in gist.text and "]" in gist.text)
    yield "row", float(" | " in gist.text)
    yield from ((f"of_{one}", float(one in about)) for one in _TELLING)


_TELLING = (
    "you",
    "we",
    "me",
    "offer",
    "talk",
    "earn",
    "quote",
    "goods",
    "meet",
    "spend",
    "if",
    "can",
)
