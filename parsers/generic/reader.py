"""Reads billing mail of unknown senders by what billing mail says everywhere."""

from collections.abc import Iterable

import msgspec
from msgspec.structs import replace

from parsers.domains import organisation
from parsers.events import BillingEvent, EventKind
from parsers.generic.amounts import Candidate, candidates
from parsers.generic.model import Model, probability, shipped
from parsers.generic.statement import features
from parsers.kit import Seller, UnreadableEmailError, found_money, statements
from parsers.money import AmountFound
from parsers.page import Page
from parsers.wording import Claim, claims

_LIKELY = 0.3
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


def read(page: Page, model: Model | None = None) -> Iterable[BillingEvent]:
    """The events of a mail, with the probability that each is right as its confidence."""
    weights = model or shipped()
    for reading in readings(page, weights):
        sure = probability(weights.events, reading.features)
        if sure >= weights.ignore:
            yield replace(reading.event, confidence=round(sure, 2))


def accepted() -> float:
    """The confidence from which on an event counts."""
    return shipped().accept


def readings(page: Page, model: Model) -> list[Reading]:
    """Everything the mail may state, however unlikely."""
    found = claims(page)
    ranking = _Ranking(model)
    try:
        events = statements(page, Seller(name=_name(page)), amount_of=ranking.amount)
    except UnreadableEmailError:
        # Words of payment without an amount: small talk, a parcel, an advertisement.
        return []
    numbers = [one.number for one in page.document.markup if one.number]
    events = [replace(e, reference=e.reference or next(iter(numbers), None)) for e in events]
    return [
        Reading(event=event, features=features(page, event, found, ranking.sureness(event)))
        for event in events
        if not _is_small_talk(event, found)
    ]


class _Ranking:
    """Picks the amount that was paid, and remembers how sure it was."""

    def __init__(self, model: Model) -> None:
        self._weights, self._ranked = model.amounts, dict[AmountFound, float]()

    def amount(self, page: Page, claim: Claim) -> AmountFound | None:
        """The likeliest amount of the mail, None when none is likely."""
        self._ranked = {one.found: self._likelihood(one) for one in candidates(page, claim)}
        best = max(self._ranked, key=lambda found: self._ranked[found], default=None)
        return best if best is not None and self._ranked[best] >= _LIKELY else None

    def sureness(self, event: BillingEvent) -> float:
        """How likely the event's amount was."""
        same = (sure for found, sure in self._ranked.items() if found_money(found) == event.amount)
        return max(same, default=0.0)

    def _likelihood(self, candidate: Candidate) -> float:
        return probability(self._weights, candidate.features)


def _is_small_talk(event: BillingEvent, found: tuple[Claim, ...]) -> bool:
    if event.kind not in _NEEDS or getattr(event, _NEEDS[event.kind]) is not None:
        return False
    in_subject = any(claim.in_subject and claim.kind is event.kind for claim in found)
    return not in_subject or event.kind is EventKind.PRICE_CHANGE


def _name(page: Page) -> str:
    """The sender's display name, else its registrable domain without the ending."""
    name = page.message.from_name.strip().strip('"')
    domain = organisation(page.message.from_address.rpartition("@")[2])
    return name or domain.partition(".")[0].title()
