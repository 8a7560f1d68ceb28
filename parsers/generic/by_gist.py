"""The event that a letter states by its gist, with its money and its days."""

import re
from collections.abc import Sequence

import msgspec
from msgspec.structs import replace

from parsers.equivalents import own_amounts
from parsers.events import BillingEvent, EventKind
from parsers.found_money import AmountFound
from parsers.generic.gist import GistModel
from parsers.generic.letters import Gist, gists
from parsers.generic.model import probability
from parsers.generic.ranking import Ranking
from parsers.generic.subjects import is_of_a_contract
from parsers.generic.worth import worth_features
from parsers.kit import AmountOf, Seller, UnreadableEmailError, statements
from parsers.page import Page
from parsers.when import ENDS, TRIALS, days_to_come
from parsers.wording import Claim

_GAP = re.compile(r"\[(?:Your |First |Last )?(?:[Nn]ame|Amount|Date)\]|\{\{")
_MOST = 3  # kinds by gist
# What days to come are for; of several the first one, or where something ends the last.
_FIELDS = {
    EventKind.RENEWAL_NOTICE: "renews_on",
    EventKind.TRIAL_STARTED: "trial_ends_on",
    EventKind.TRIAL_ENDING: "trial_ends_on",
    EventKind.CANCELED: "access_until",
    EventKind.EXPIRED: "access_until",
    EventKind.PRICE_CHANGE: "effective_on",
    EventKind.PAUSED: "resumes_on",
}
_BY_PLACE = (EventKind.RENEWAL_NOTICE, EventKind.PAUSED)
_LAST = (*TRIALS, *ENDS, EventKind.PAUSED)
_UNPRICED = (*ENDS, EventKind.PAUSED)
_PAID = (EventKind.CHARGE, EventKind.REFUND, EventKind.INVOICE_DUE)
# What an event has to name that nothing but the gist of a letter states.
_NAMING = {
    EventKind.CHARGE: ("amount",),
    EventKind.REFUND: ("amount",),
    EventKind.INVOICE_DUE: ("amount",),
    EventKind.PAYMENT_FAILED: (),
    EventKind.RENEWAL_NOTICE: ("amount", "renews_on"),
    EventKind.PRICE_CHANGE: ("amount", "effective_on"),
    EventKind.CANCELED: ("access_until",),
    EventKind.PAUSED: ("resumes_on",),
    EventKind.TRIAL_ENDING: ("amount", "trial_ends_on"),
}
_OF_CONTRACTS = (EventKind.CANCELED, EventKind.PAUSED, EventKind.PRICE_CHANGE)
_PRICED = (*_PAID, EventKind.REFUND_PROMISED, EventKind.PRICE_CHANGE)


class GistReading(msgspec.Struct, frozen=True, kw_only=True):
    """An event that a letter states by its gist, and what speaks for and against it, by name."""

    event: BillingEvent
    features: dict[str, float]


def by_gist(
    page: Page,
    model: GistModel,
    ranking: Ranking,
    seller: Seller,
    worded: Sequence[BillingEvent] = (),
) -> GistReading | None:
    """The event that a letter most likely states, however unlikely that is right.

    Of all kinds that its sentences may state, or its words (`worded`), the one is taken for which
    the whole letter speaks most.
    """
    whole = by_each_kind(page, model, ranking, seller, worded)
    return max(whole, key=lambda one: probability(model.worth, one.features), default=None)


def speaks_for_itself(page: Page, reading: GistReading) -> bool:
    """Whether a letter's subject is about what its gist is, and it names what such events name.

    Starts, changes of plans and what runs out are told of much that bills nobody; orders are
    cancelled and put off, too.
    """
    event, features = reading.event, reading.features
    if event.kind not in _NAMING or not features["named"] or features.get("of_goods"):
        return False
    if event.kind in _OF_CONTRACTS and not is_of_a_contract(page, event):
        return False
    return all(getattr(event, one) is not None for one in _NAMING[event.kind])


def by_each_kind(
    page: Page,
    model: GistModel,
    ranking: Ranking,
    seller: Seller,
    worded: Sequence[BillingEvent] = (),
) -> list[GistReading]:
    """An event of each likely kind that sentences or words of a letter may state."""
    if any(_GAP.search(one) for one in page.sentences):  # a form for letters
        return []
    found = gists(page, model)
    said = {one.kind: one for one in worded}
    kinds = {one.kind: one for one in found[:_MOST]} | {
        kind: next((one for one in found if one.kind is kind), None) for kind in said
    }
    events = (
        (gist, said.get(kind) or _stated(page, gist, ranking, seller))
        for kind, gist in kinds.items()
    )
    return [
        GistReading(event=event, features=dict(worth_features(page, gist, found, event, worded)))
        for gist, event in events
        if event is not None
    ]


def _stated(page: Page, gist: Gist | None, ranking: Ranking, seller: Seller) -> BillingEvent | None:
    """The event of a gist, with its money and its days; None where it lacks what it needs."""
    if gist is None:
        return None
    claim = Claim(kind=gist.kind, sentence=gist.text, in_subject=gist.in_subject)
    try:
        event = statements(page, seller, amount_of=_amount_of(ranking), found=(claim,))[0]
    except UnreadableEmailError:
        return None
    event = _with_days(event, gist.text, page)
    return event if _is_whole(event) else None


def _amount_of(ranking: Ranking) -> AmountOf:
    def amount_of(page: Page, claim: Claim) -> AmountFound | None:
        own = own_amounts(claim.sentence, page)
        only = {(one.amount, one.currencies) for one in own}
        return own[0] if len(only) == 1 else ranking.amount(page, claim)

    return amount_of


def _is_whole(event: BillingEvent) -> bool:
    """Whether an event names what it is worth nothing without."""
    if event.kind is EventKind.PRICE_CHANGE and not (event.effective_on or event.old_amount):
        return False  # of what is only an amount: a limit, a share, a price
    if event.kind in _PRICED:
        return event.amount is not None
    if event.kind in TRIALS:
        return event.trial_ends_on is not None
    if event.kind is EventKind.RENEWAL_NOTICE:
        return event.renews_on is not None
    return True


def _with_days(event: BillingEvent, text: str, page: Page) -> BillingEvent:
    """The event with the days to come of its text, by what they are for in mail of its kind."""
    if event.kind in _UNPRICED:
        event = replace(event, amount=None)
    ahead = sorted(days_to_come(text, page))
    field = _FIELDS.get(event.kind)
    if not ahead or field is None or (getattr(event, field) and event.kind not in _BY_PLACE):
        return event
    day = ahead[-1] if event.kind in _LAST else ahead[0]
    return replace(event, **{field: day})
