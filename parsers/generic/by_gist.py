"""The event that a letter states by its gist, with its money and its days."""

import re

import msgspec
from msgspec.structs import replace

from parsers.equivalents import own_amounts
from parsers.events import BillingEvent, EventKind
from parsers.found_money import AmountFound
from parsers.generic.gist import GistModel
from parsers.generic.letters import Gist, gists
from parsers.generic.ranking import Ranking
from parsers.generic.worth import worth_features
from parsers.kit import AmountOf, Seller, UnreadableEmailError, statements
from parsers.page import Page
from parsers.when import ENDS, TRIALS, days_to_come
from parsers.wording import Claim

_GAP = re.compile(r"\[(?:Your |First |Last )?(?:[Nn]ame|Amount|Date)\]|\{\{")
_NEAR = 0.1  # of two kinds that are about as likely the weightier one is meant
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
_PRICED = (*_PAID, EventKind.REFUND_PROMISED, EventKind.PRICE_CHANGE)


class GistReading(msgspec.Struct, frozen=True, kw_only=True):
    """An event that a letter states by its gist, and what speaks for and against it, by name."""

    event: BillingEvent
    features: dict[str, float]


def by_gist(page: Page, model: GistModel, ranking: Ranking, seller: Seller) -> GistReading | None:
    """The event that a letter likely states, however unlikely that is right."""
    found = gists(page, model)
    gist = _main(found)
    if gist is None or any(_GAP.search(one) for one in page.sentences):  # a form for letters
        return None
    claim = Claim(kind=gist.kind, sentence=gist.text, in_subject=gist.in_subject)
    try:
        event = statements(page, seller, amount_of=_amount_of(ranking), found=(claim,))[0]
    except UnreadableEmailError:
        return None
    event = _with_days(event, gist.text, page)
    if not _is_whole(event):
        return None
    named = dict(worth_features(page, gist, found, event))
    return GistReading(event=event, features=named)


def _main(found: list[Gist]) -> Gist | None:
    """What a letter was sent for: of the likeliest kinds the weightiest."""
    most = max((one.sure for one in found), default=0.0)
    return next((one for one in found if one.sure >= most - _NEAR), None)


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
