"""Reads billing mail of unknown senders by what billing mail says everywhere."""

import re
from collections.abc import Iterable

import msgspec
from msgspec.structs import replace

from parsers.banks import is_bank
from parsers.domains import organisation
from parsers.events import BillingEvent, EventKind
from parsers.found_money import AmountFound, find_amounts
from parsers.generic.amounts import Candidate, candidates
from parsers.generic.form import by_form, features_of_form, once
from parsers.generic.model import Model, probability, shipped
from parsers.generic.shapes import by_shape
from parsers.generic.statement import features
from parsers.generic.taught import taught_amount
from parsers.kit import AmountOf, Seller, UnreadableEmailError, found_money, statements
from parsers.lessons import Lesson
from parsers.merchants import fold
from parsers.money import Money
from parsers.page import Page
from parsers.papers import is_of_goods, is_of_paper, paper_signs
from parsers.several import receipts
from parsers.sieve import has_billing_words
from parsers.terms import only_amount
from parsers.wording import Claim, claims, straight

_LIKELY = 0.3
# Who writes for a company: the same company, whichever of its desks.
_DESK = re.compile(
    r"(?:customer |member |user )?(?:accounts?|billing|care|invoices?|mail|members|membership"
    r"|no reply|notifications?|payments?|receipts?|services?|subscriptions?|support|team)"
    r"(?: (?:team|desk|department|dept|service))?"
    r"|buchhaltung|kundenservice|kundenbetreuung|rechnung|rechnungen|service ?team"
)
_TELLING = 0.05
_TAUGHT = 0.99
_ASK = 0.01
# What tells an amount from the others of its mail.
_HOLDS = (
    "any_total_label",
    "other_label",
    "aside",
    "in_claim",
    "in_subject",
    "sum",
    "part",
    "marked_up",
    "negative",
    "per_period",
    "bold",
    "in_cell",
    "repeated",
    "alone",
)
_FIRST = 2  # sentences, of which one may greet
# Notices that say "soon" instead of a day.
_DATED = (EventKind.TRIAL_ENDING, EventKind.RENEWAL_NOTICE)
# What a claim is worth nothing without: without it, talk in the body is small talk.
_NEEDS = {
    EventKind.INVOICE_DUE: "amount",
    EventKind.PRICE_CHANGE: "amount",
    EventKind.REFUND: "amount",
    EventKind.RENEWAL_NOTICE: "renews_on",
    EventKind.TRIAL_ENDING: "trial_ends_on",
}


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """A statement and what speaks for and against it, by name."""

    event: BillingEvent
    features: dict[str, float]
    is_a_guess: bool = False  # which of several amounts was paid, for nothing tells them apart


def read(
    page: Page, model: Model | None = None, *, lessons: Iterable[Lesson] = ()
) -> Iterable[BillingEvent]:
    """The events of a mail, with the probability that each is right as its confidence."""
    taught = list(_taught(page, lessons))
    return taught or _of_all_receipts(page, model or shipped())


def _of_all_receipts(page: Page, weights: Model) -> list[BillingEvent]:
    """What each receipt of the mail says that says what was paid; else what the mail says."""
    parts = receipts(page)
    if len(parts) > 1:
        said = [_told(part, weights) for part in parts]
        if all([event.kind for event in events] == [EventKind.CHARGE] for events in said):
            return [event for events in said for event in events]
    return _told(page, weights)


def _told(page: Page, weights: Model) -> list[BillingEvent]:
    likely = (
        (reading, probability(weights.events, reading.features))
        for reading in readings(page, weights)
    )
    return [
        replace(reading.event, confidence=round(min(sure, _most_of(reading, weights)), 2))
        for reading, sure in likely
        if sure >= weights.ignore
    ]


def _most_of(reading: Reading, weights: Model) -> float:
    """The confidence a reading may have at most: a guessed amount waits for a person."""
    return weights.accept - _ASK if reading.is_a_guess else 1.0


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
        seller = Seller(name=_name(page))
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
    # Money that comes in: what was paid to the reader is no bill.
    if is_bank(page.message) or is_of_paper(page.subject, "earned", page.hint.language):
        return []
    signs = paper_signs(page)
    said = claims(page)
    formal = tuple(by_form(page, signs, said))
    shaped = tuple(by_shape(page, (*said, *formal)))
    said = (*shaped, *said)
    found = (*said, *formal)
    ranking = _Ranking(model)
    seller = Seller(name=_name(page))
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
            is_a_guess=event.kind is EventKind.CHARGE and ranking.is_guess(event),
        )
        for event in events
        if not _is_small_talk(page, event, found)
    ]


def _without_amount(
    page: Page, seller: Seller, ranking: "_Ranking", found: tuple[Claim, ...]
) -> list[BillingEvent]:
    """A payment of nobody knows how much, which a person has to see.

    Without a word of billing in the subject, or from a list, words of payment are small talk, a
    parcel, an advertisement.
    """
    if "list-unsubscribe" in page.message.headers or not _is_about_billing(page, found):
        return []
    return statements(page, seller, amount_of=ranking.amount, found=found, even_without_amount=True)


def _is_about_billing(page: Page, found: tuple[Claim, ...]) -> bool:
    return any(claim.in_subject for claim in found) or has_billing_words(page.subject)


def likelihoods(found: Iterable[Candidate]) -> list[tuple[AmountFound, float]]:
    """How likely each amount is the one that was paid."""
    weights = shipped().amounts
    return [(one.found, probability(weights, one.features)) for one in found]


def reasons(page: Page, kind: EventKind) -> tuple[tuple[str, float], ...]:
    """What weighs for and against a statement of that kind, the heaviest first."""
    weights = shipped()
    for reading in readings(page, weights):
        if reading.event.kind is kind:
            parts = ((n, weights.events.get(n, 0.0) * v) for n, v in reading.features.items())
            heavy = [(name, round(part, 2)) for name, part in parts if abs(part) >= _TELLING]
            return tuple(sorted(heavy, key=lambda pair: -abs(pair[1])))
    return ()


class _Ranking:
    """Picks the amount that was paid, and remembers how sure it was."""

    def __init__(self, model: Model) -> None:
        self._weights, self._ranked = model.amounts, dict[AmountFound, float]()
        self._offers, self._loose = set[AmountFound](), set[AmountFound]()

    def amount(self, page: Page, claim: Claim) -> AmountFound | None:
        """The likeliest amount of the mail; where none is likely, the one that the claim names."""
        found = candidates(page, claim)
        self._ranked = {one.found: self._likelihood(one) for one in found}
        self._offers = {one.found for one in found if one.features["aside"]}
        self._loose = {one.found for one in found if not _is_held(one)}
        best = max(self._ranked, key=lambda found: self._ranked[found], default=None)
        likely = best is not None and self._ranked[best] >= _LIKELY
        return best if likely else only_amount(page, claim)

    def sureness(self, event: BillingEvent) -> float:
        """How likely the event's amount was."""
        same = (sure for found, sure in self._ranked.items() if found_money(found) == event.amount)
        return max(same, default=0.0)

    def is_offer(self, event: BillingEvent) -> bool:
        """Whether the event's amount only stands in offers and small print."""
        return any(found_money(found) == event.amount for found in self._offers)

    def is_guess(self, event: BillingEvent) -> bool:
        """Whether nothing but its place tells the event's amount from others."""
        return len(self._loose) > 1 and any(
            found_money(found) == event.amount for found in self._loose
        )

    def _likelihood(self, candidate: Candidate) -> float:
        return probability(self._weights, candidate.features)


def _is_held(candidate: Candidate) -> bool:
    """Whether more than its place speaks for or against an amount."""
    return any(candidate.features[name] for name in _HOLDS) or candidate.features["zero"] == 1


def _is_small_talk(page: Page, event: BillingEvent, found: tuple[Claim, ...]) -> bool:
    if event.kind is EventKind.RENEWAL_NOTICE and event.cadence is None and is_of_goods(page):
        return True  # A stay or a journey that will be paid: nothing renews.
    if event.kind is EventKind.REFUND_PROMISED:
        return not any(_promises(page, claim) for claim in found)
    if event.kind not in _NEEDS or getattr(event, _NEEDS[event.kind]) is not None:
        return False
    if event.kind in _DATED and _opens(page, event.kind, found):
        return False
    in_subject = any(claim.in_subject and claim.kind is event.kind for claim in found)
    return not in_subject or event.kind is EventKind.PRICE_CHANGE


def _opens(page: Page, kind: EventKind, found: tuple[Claim, ...]) -> bool:
    """Whether a mail about billing begins with it; lists and advertisements do so too."""
    if "list-unsubscribe" in page.message.headers or not has_billing_words(page.subject):
        return False
    first = {straight(sentence) for sentence in page.sentences[:_FIRST]}
    return any(claim.kind is kind and claim.sentence in first for claim in found)


def _promises(page: Page, claim: Claim) -> bool:
    """Whether a claim is about this payment: terms of return promise money to everybody."""
    if claim.kind is not EventKind.REFUND_PROMISED:
        return False
    return claim.in_subject or bool(find_amounts(claim.sentence, page.hint))


def _name(page: Page) -> str:
    """The sender's display name, else its registrable domain without the ending."""
    name = page.message.from_name.strip().strip('"')
    domain = organisation(page.message.from_domain).partition(".")[0]
    return _without_desk(name, domain) or domain.title()


def _without_desk(name: str, domain: str) -> str:
    """A name whose first words are the domain, without the desk that wrote: "Acme Billing"."""
    words = name.split()
    for count in range(1, len(words)):
        rest = fold(" ".join(words[count:]))
        if fold("".join(words[:count])) == domain and _DESK.fullmatch(rest):
            return " ".join(words[:count])
    return name
