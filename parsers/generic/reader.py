"""Reads billing mail of unknown senders by what billing mail says everywhere."""

from collections.abc import Iterable

import msgspec
from msgspec.structs import replace

from parsers.events import BillingEvent, EventKind
from parsers.fakes.banks import is_bank
from parsers.generic.ahead import is_ahead
from parsers.generic.answered_end import as_answered
from parsers.generic.by_gist import as_a_whole, borne_out
from parsers.generic.comebacks import as_comeback
from parsers.generic.completing import completed
from parsers.generic.contained import as_contained
from parsers.generic.debited import as_debited
from parsers.generic.ended_and_back import as_ended_and_back
from parsers.generic.firms import Named, called
from parsers.generic.first_to_come import as_to_come
from parsers.generic.form import by_form, features_of_form, once
from parsers.generic.free_first import as_begun_for_nothing, as_free_start
from parsers.generic.hearing import heard
from parsers.generic.idle import begins_with, is_explained, is_small_talk
from parsers.generic.into_account import as_summed_up
from parsers.generic.letters import is_letter, is_short
from parsers.generic.low_price import as_low_price_end
from parsers.generic.model import Model, probability, shipped
from parsers.generic.naming import seller_name
from parsers.generic.ordered_anew import with_order
from parsers.generic.pending import as_pending
from parsers.generic.ranking import Ranking
from parsers.generic.runs_again import as_rerun
from parsers.generic.settling import is_paid_otherwise
from parsers.generic.several_renewals import each_renewal
from parsers.generic.sold_elsewhere import as_ended_at_the_maker
from parsers.generic.statement import features, is_news
from parsers.generic.taken_back import stands
from parsers.generic.taken_twice import is_of_two
from parsers.generic.taught import taught_amount
from parsers.generic.trial_ends import with_trial_end
from parsers.generic.way_out import with_way_out
from parsers.kit import AmountOf, Seller, UnreadableEmailError, statements
from parsers.language.wording import Claim, claims
from parsers.lessons import Lesson
from parsers.money import Money
from parsers.page import Page
from parsers.several import receipts
from parsers.sieve import has_billing_words
from parsers.statement.asked import as_asked
from parsers.statement.itemised import each_item
from parsers.statement.papers import is_of_paper, paper_signs
from parsers.statement.set_off import with_set_off
from parsers.statement.unpaid import is_only_ordered
from parsers.values.found_money import AmountFound

_TELLING = 0.05
_TAUGHT = 0.99


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """A statement and what speaks for and against it, by name."""

    event: BillingEvent
    features: dict[str, float]
    # Which of several amounts was paid, for nothing tells them apart, or whether it was paid yet.
    is_a_guess: bool = False


def read(
    page: Page, model: Model | None = None, *, lessons: Iterable[Lesson] = ()
) -> Iterable[BillingEvent]:
    """The events of a mail, with the probability that each is right as its confidence."""
    events = list(_taught(page, lessons)) or _of_all_receipts(page, model or shipped())
    return [_in_the_name_of(called(page), event) for event in events]


def _in_the_name_of(firm: Named, event: BillingEvent) -> BillingEvent:
    return replace(event, merchant=firm.slug, merchant_name=firm.name)


def _of_all_receipts(page: Page, weights: Model) -> list[BillingEvent]:
    """What each receipt of the mail says that says what was paid; else what the mail says."""
    parts = receipts(page)
    if len(parts) > 1:
        said = [_told(part, weights) for part in parts]
        if all([event.kind for event in events] == [EventKind.CHARGE] for events in said):
            return [event for events in said for event in events]
    return _told(page, weights)


def _told(page: Page, weights: Model) -> list[BillingEvent]:
    told = as_pending(page, stands(page, _stated(page, weights), weights), weights)
    told = as_contained(page, as_ended_at_the_maker(page, as_answered(page, told)))
    told = [as_begun_for_nothing(page, as_to_come(page, one)) for one in told]
    told = each_item(page, each_renewal(page, told))
    told = [with_way_out(page, as_debited(page, as_asked(page, one))) for one in told]
    return with_order(page, with_set_off(page, told))


def _stated(page: Page, weights: Model) -> list[BillingEvent]:
    events = by_words(page, weights)
    if is_not_of_bills(page):
        return events
    if not is_short(page):
        return as_comeback(page, events, [with_trial_end(page, one) for one in events])
    if is_of_two(page):
        return completed(page, events)
    weigh = as_a_whole if is_letter(page) else borne_out
    weighed = as_free_start(page, events, weigh(page, events, weights))
    weighed = as_summed_up(page, as_low_price_end(page, events, weighed))
    weighed = as_rerun(page, events, as_ended_and_back(page, events, weighed))
    return as_comeback(page, events, completed(page, weighed))


def by_words(page: Page, weights: Model) -> list[BillingEvent]:
    """What the words and the form of a mail state."""
    likely = (
        (reading, probability(weights.events, reading.features))
        for reading in readings(page, weights)
    )
    return [
        replace(
            reading.event, confidence=round(min(sure, _most_of(reading, sure, page, weights)), 2)
        )
        for reading, sure in likely
        if sure >= _least(page, weights)
    ]


def _least(page: Page, weights: Model) -> float:
    """From where on a statement is no small talk: what greets nobody is news, or counts."""
    return weights.accept_of_many if is_news(page) else weights.ignore


def _most_of(reading: Reading, sure: float, page: Page, weights: Model) -> float:
    """The confidence a reading may have at most: a guessed amount waits for a person, what
    newsletters may say has to be surer, and to label something where it greets nobody.
    """
    is_vague = is_news(page) and bool(reading.features["untabled_to_many"])
    waits = (
        reading.is_a_guess
        or is_explained(page, reading.event.kind)
        or (page.message.goes_to_many and (sure < weights.accept_of_many or is_vague))
    )
    return weights.waits if waits else 1.0


def _taught(page: Page, lessons: Iterable[Lesson]) -> Iterable[BillingEvent]:
    """What a person taught to read out of this sender's mail: the amount by the label it has."""
    domain = page.message.from_domain
    for lesson in lessons:
        if lesson.domain != domain or not lesson.label:
            continue
        amount = taught_amount(lesson, page)
        if amount is None or _contradicted(page, EventKind(lesson.kind)):
            continue
        claim = Claim(kind=EventKind(lesson.kind), sentence=page.subject, in_subject=True)
        seller = Seller(name=seller_name(page))
        found = statements(page, seller, amount_of=_always(amount), found=(claim,))
        yield from (replace(event, amount=amount, confidence=_TAUGHT) for event in found)


def _contradicted(page: Page, kind: EventKind) -> bool:
    """Whether the subject states something else: a refund names its amount by the same label."""
    stated = [claim.kind for claim in claims(page) if claim.in_subject]
    return bool(stated) and kind not in stated


def _always(money: Money) -> AmountOf:
    whole = AmountFound(
        amount=money.amount, currencies=(money.currency,), text=str(money.amount), start=0, end=0
    )

    def amount_of(page: Page, claim: Claim) -> AmountFound:
        del page, claim
        return whole

    return amount_of


def accepted() -> float:
    """The confidence from which on an event counts."""
    return shipped().accept


def readings(page: Page, model: Model) -> list[Reading]:
    """Everything the mail may state, however unlikely."""
    if is_not_of_bills(page):
        return []
    signs = paper_signs(page)
    formal = tuple(by_form(page, signs, claims(page)))
    found = heard(page, formal)
    ranking = Ranking(model)
    seller = Seller(name=seller_name(page))
    try:
        events = statements(page, seller, amount_of=ranking.amount, found=found)
    except UnreadableEmailError:
        events = _without_amount(page, seller, ranking, found)
    numbers = [one.number for one in page.document.markup if one.number]
    events = [replace(e, reference=e.reference or next(iter(numbers), None)) for e in events]
    events = [once(event, signs, formal) for event in events]
    return [
        Reading(
            event=event,
            features={
                **features(page, event, found, ranking.sureness(event)),
                **features_of_form(event, signs, formal),
                "amount_in_offer": ranking.is_offer(event),
            },
            is_a_guess=event.kind is EventKind.CHARGE
            and (
                ranking.is_guess(event)
                or is_ahead(page, event, found)
                or is_only_ordered(page, event)
                or is_paid_otherwise(page, event)
            ),
        )
        for event in events
        if not is_small_talk(page, event, found)
    ]


def is_not_of_bills(page: Page) -> bool:
    """Whether it is money that comes in: what was paid to the reader is no bill."""
    if is_bank(page.message):
        return True
    opening = (page.subject, *page.sentences[:3])  # "Payment received": "Acme paid your invoice."
    return any(is_of_paper(one, "earned", page.hint.language) for one in opening)


def _without_amount(
    page: Page, seller: Seller, ranking: Ranking, found: tuple[Claim, ...]
) -> list[BillingEvent]:
    """A payment of nobody knows how much, which a person has to see.

    Without a word of billing in the subject, or from a list, words of payment are small talk, a
    parcel, an advertisement.
    """
    is_told = _is_about_billing(page, found) or begins_with(page, EventKind.CHARGE, found)
    if page.message.goes_to_many or not is_told:
        return []
    return statements(page, seller, amount_of=ranking.amount, found=found, even_without_amount=True)


def _is_about_billing(page: Page, found: tuple[Claim, ...]) -> bool:
    return any(claim.in_subject for claim in found) or has_billing_words(page.subject)


def reasons(page: Page, kind: EventKind) -> tuple[tuple[str, float], ...]:
    """What weighs for and against a statement of that kind, the heaviest first."""
    weights = shipped()
    for reading in readings(page, weights):
        if reading.event.kind is kind:
            parts = ((n, weights.events.get(n, 0.0) * v) for n, v in reading.features.items())
            heavy = [(name, round(part, 2)) for name, part in parts if abs(part) >= _TELLING]
            return tuple(sorted(heavy, key=lambda pair: -abs(pair[1])))
    return ()
