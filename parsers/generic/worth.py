"""What speaks for and against a letter meaning what the gist of its sentences says."""

from collections.abc import Iterator, Sequence
from math import log

from parsers.events import BillingEvent, EventKind
from parsers.found_money import find_amounts
from parsers.generic.letters import LIKELY, MOST_SENTENCES, POSSIBLE, Gist
from parsers.generic.shapes import is_offered
from parsers.generic.statement import of_mail
from parsers.generic.subjects import is_named_in_subject
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
    page: Page,
    gist: Gist | None,
    found: Sequence[Gist],
    event: BillingEvent,
    worded: Sequence[BillingEvent] = (),
) -> Iterator[tuple[str, float]]:
    """The features of an event of a letter, by its gist where it has one, or by its words.

    `found` are all that its sentences may state, `worded` what its words do.
    """
    yield "bias", 1.0
    yield f"kind_{event.kind if event.kind in _KINDS else 'other'}", 1.0
    yield from _of_gist(gist, [one for one in found if one.kind is not event.kind], page)
    yield from _of_words(event, worded)
    if gist is not None:
        yield from _of_text(page, gist)
    yield "amount", float(event.amount is not None)
    named = dict(of_mail(page))
    yield from ((name, float(named[name])) for name in _OF_MAIL)
    yield "sentences", min(len(page.sentences), MOST_SENTENCES) / MOST_SENTENCES
    yield "too_long", float(len(page.sentences) > MOST_SENTENCES)
    yield "billing_words", float(has_billing_words(page.subject))
    yield "named", float(is_named_in_subject(page, event.kind))
    yield "unpaid", float(event.kind is EventKind.CHARGE and is_unpaid(page))
    offers = sum(is_offered(one) for one in page.sentences[:MOST_SENTENCES])
    yield "offers", min(offers, _CROWD) / _CROWD
    # What is free now and costs something later is what offers to everybody promise.
    yield "offered_trial", float(event.kind in TRIALS and offers > 0)


def _of_gist(gist: Gist | None, others: Sequence[Gist], page: Page) -> Iterator[tuple[str, float]]:
    yield "other", max((one.sure for one in others), default=0.0)
    yield "others", min(sum(one.sure >= LIKELY for one in others), _CROWD) / _CROWD
    yield "other_in_subject", max((one.sure for one in others if one.in_subject), default=0.0)
    yield "no_gist", float(gist is None)
    if gist is not None:
        yield "sure", (_odds(gist.sure) - _odds(POSSIBLE)) / _CROWD
        yield "again", gist.again
        yield "in_subject", float(gist.in_subject)
        yield "early", 1 - gist.at / (len(page.sentences) + 1)


def _of_words(event: BillingEvent, worded: Sequence[BillingEvent]) -> Iterator[tuple[str, float]]:
    mine = max((one.confidence for one in worded if one.kind is event.kind), default=0.0)
    others = [one.confidence for one in worded if one.kind is not event.kind]
    yield "worded", float(mine > 0)
    yield "worded_sure", mine
    yield "other_worded", max(others, default=0.0)


def _odds(chance: float) -> float:
    chance = min(max(chance, _LEAST), 1 - _LEAST)
    return log(chance / (1 - chance))


def _of_text(page: Page, gist: Gist) -> Iterator[tuple[str, float]]:
    language = page.hint.language
    about = notions_for(language).about(gist.text)
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
