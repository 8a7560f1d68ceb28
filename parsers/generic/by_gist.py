"""The event that a letter as a whole states, with its money and its days."""

import re
from collections.abc import Sequence

from msgspec.structs import replace

from parsers.events import BillingEvent, EventKind
from parsers.generic.ahead import is_ahead
from parsers.generic.bought import is_of_a_renewal_paid
from parsers.generic.by_rows import stating
from parsers.generic.gist import shipped_gist
from parsers.generic.heard_together import is_threatened
from parsers.generic.holding import holds
from parsers.generic.idle import is_explained, is_of_letters
from parsers.generic.letters import POSSIBLE, Gist, Heard, gists, heard
from parsers.generic.model import Model
from parsers.generic.moves import is_titled
from parsers.generic.naming import seller_name
from parsers.generic.ranking import Ranking
from parsers.generic.settling import is_paid_otherwise
from parsers.generic.subjects import is_of_a_contract
from parsers.generic.unowed import is_of_nothing_owed
from parsers.generic.whole import (
    chances_of,
    is_doubted,
    likeliest,
    shipped_whole,
    sort_of,
    whole_features,
)
from parsers.kit import AmountOf, Seller, statements
from parsers.language.wording import Claim, claims, is_hedged
from parsers.page import Page
from parsers.sieve import has_billing_words
from parsers.statement.by_its_reader import renewed_by_reader
from parsers.statement.papers import is_unpaid
from parsers.statement.plan_rows import plan_moved
from parsers.statement.unpaid import is_only_ordered, with_bill
from parsers.statement.when import ENDS, TRIALS, days_to_come
from parsers.values.equivalents import own_amounts
from parsers.values.found_money import AmountFound

_GAP = re.compile(r"\[(?:Your |First |Last )?(?:[Nn]ame|Amount|Date)\]|\{\{")
_ASK = 0.01
# What people say of their own money, too: "you owe me 28 €", "I paid for the three of us".
_BY_PEOPLE = {EventKind.CHARGE, EventKind.INVOICE_DUE}
_SEVERAL = 3  # sentences
_AHEAD = "due"
_BRIEF = (
    3  # sentences: no more than what its words state, so that nothing else can speak against it
)
_BORNE_OUT, _ALONE = 0.75, 0.85  # of letters to many: where their words say the same, and where not
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
# Orders are cancelled and put off, too, and of prices that change the news tell.
_OF_CONTRACTS = (EventKind.CANCELED, EventKind.PAUSED, EventKind.PRICE_CHANGE)
_ASKING = (EventKind.RENEWAL_NOTICE, EventKind.INVOICE_DUE)
_TAKEN_BACK = (EventKind.CHARGE, EventKind.PAYMENT_FAILED)
_UNPRICED = (*ENDS, EventKind.PAUSED)


def as_a_whole(page: Page, worded: list[BillingEvent], weights: Model) -> list[BillingEvent]:
    """What a letter states as a whole: the events that its words state (`worded`), or another.

    Words that are sure stand unless its subject does not say so and the whole letter speaks against
    them; then they wait, or give way to what it does state. Where they are not, it counts or waits
    by its chances.
    """
    is_sure = bool(worded) and all(one.confidence >= weights.accept for one in worded)
    # The gist of each letter costs a tenth of reading: it is asked where it may change something.
    if is_sure and (len(page.sentences) <= _BRIEF or _is_in_subject(worded, page)):
        return worded
    if any(_GAP.search(one) for one in page.sentences):  # a form for letters
        return worded
    model = shipped_whole()
    said = heard(page, shipped_gist())
    chances = chances_of(whole_features(page, said, worded), model)
    best = likeliest(chances)
    if is_sure and (not is_doubted(worded, chances, model) or holds(page, worded, best)):
        return worded
    otherwise = [_waiting(one, weights) for one in worded] if is_sure else worded
    if chances[best] < (model.accept if is_sure else model.ignore):
        return otherwise
    event = event_of(page, best, said, worded, weights)
    if event is not None and event.kind in ENDS and _wants_renewal(page, worded):
        event = None
    if event is not None and is_ahead(page, event, claims(page)):  # a receipt for what will be paid
        event = event_of(page, _AHEAD, said, worded, weights) or event
    idle = not worded and event is not None and _is_idle(page, event)
    if event is None or idle or (is_sure and _says_otherwise(page, worded, event)):
        return otherwise
    event = replace(event, confidence=_on_scale(chances[best], model.accept, weights.accept))
    is_anybodys = event.kind in _OF_CONTRACTS and not is_of_a_contract(page, event)
    is_advice = is_explained(page, event.kind) or (not worded and _is_awaited(page, event))
    is_advice = is_advice or is_threatened(page, event)
    waits = is_anybodys or is_advice or _is_guess(page, event, weights)
    return [_waiting(event, weights) if waits else event]


def _says_otherwise(page: Page, worded: Sequence[BillingEvent], event: BillingEvent) -> bool:
    """Whether one sentence after another states what the whole letter is not taken for."""
    kinds = {one.kind for one in worded}
    stated = [one for one in claims(page) if one.kind in kinds]
    return event.kind not in kinds and len(stated) >= _SEVERAL


def _wants_renewal(page: Page, worded: Sequence[BillingEvent]) -> bool:
    """Whether what is said to end is said to want to be renewed."""
    return {one.kind for one in worded} == {EventKind.RENEWAL_NOTICE} and renewed_by_reader(page)


def borne_out(page: Page, worded: list[BillingEvent], weights: Model) -> list[BillingEvent]:
    """What the words of a letter to many state, which counts where the whole letter says the same;
    what only the whole letter states waits.

    Services for sending mail put a way to unsubscribe on bills too.
    """
    sure = [one.confidence >= weights.accept for one in worded]
    sorts = {sort_of(one.kind) for one in worded}
    if any(sure) or len(sorts) > 1 or any(_GAP.search(one) for one in page.sentences):
        return worded
    said = heard(page, shipped_gist())
    chances = chances_of(whole_features(page, said, worded), shipped_whole())
    best = likeliest(chances)
    if chances[best] < (_BORNE_OUT if worded else _ALONE) or (sorts and sorts != {best}):
        return worded
    if any(_is_guess(page, one, weights) for one in worded):
        return worded
    if worded:
        return [replace(one, confidence=max(one.confidence, weights.accept)) for one in worded]
    event = event_of(page, best, said, worded, weights)
    # News of how bills are paid name no amount.
    if event is None or event.amount is None or _is_idle(page, event):
        return []
    return [_waiting(event, weights)]


def _is_awaited(page: Page, event: BillingEvent) -> bool:
    """Whether a subject takes back a payment, or one that failed: "As soon as we receive it", "We
    could not verify your card".
    """
    return event.kind in _TAKEN_BACK and is_hedged(page.subject, event.kind, page.hint.language)


def _is_guess(page: Page, event: BillingEvent, weights: Model) -> bool:
    """Whether nothing tells the amount of a payment from others that the letter names, or an order
    from one that was paid.
    """
    if event.kind is not EventKind.CHARGE:
        return False
    if is_only_ordered(page, event) or is_paid_otherwise(page, event):
        return True
    ranking = Ranking(weights)
    ranking.amount(page, Claim(kind=event.kind, sentence=event.evidence[0], in_subject=False))
    return ranking.is_guess(event)


def _is_in_subject(worded: Sequence[BillingEvent], page: Page) -> bool:
    kinds = {one.kind for one in worded}
    if kinds == {EventKind.PLAN_CHANGED} and (is_titled(page) or plan_moved(page) is not None):
        return True
    if kinds == {EventKind.CHARGE} and is_of_a_renewal_paid(page):
        return True
    return any(claim.in_subject and claim.kind in kinds for claim in claims(page))


def _waiting(event: BillingEvent, weights: Model) -> BillingEvent:
    """The event, left to a person."""
    return replace(event, confidence=min(event.confidence, weights.waits))


def _on_scale(sure: float, accept: float, common: float) -> float:
    """A sureness with a threshold of its own, put where it lies beside the common one."""
    if sure >= accept:
        return round(common + (0.99 - common) * (sure - accept) / (1 - accept), 2)
    return round(min(common - _ASK, common * sure / accept), 2)


def _is_idle(page: Page, event: BillingEvent) -> bool:
    """Whether a letter has neither an amount nor a word of billing in any language (water, too, is
    turned off; of a payment it stands in the subject, or it is small talk), or says that what it
    names is paid later, or by nobody.
    """
    told = (page.subject,) if event.kind is EventKind.CHARGE else (page.subject, *page.lines)
    if event.amount is None and not any(map(has_billing_words, told)):
        return True
    if event.kind in _ASKING and event.amount is not None and event.amount.amount == 0:
        return True
    if is_of_nothing_owed(page, event) or is_of_letters(page, event):
        return True
    return event.kind is EventKind.CHARGE and is_unpaid(page)


def event_of(
    page: Page, sort: str, said: Sequence[Heard], worded: Sequence[BillingEvent], weights: Model
) -> BillingEvent | None:
    """The event of a sort that the words of a letter state, or the surest of its sentences."""
    named = next((one for one in worded if sort_of(one.kind) == sort), None)
    if named is not None:
        return named
    gist = next((one for one in gists(said) if sort_of(one.kind) == sort), None)
    gist = gist or _of_row(page, sort)
    seller = Seller(name=seller_name(page))
    return None if gist is None else _stated(page, gist, Ranking(weights), seller)


def _of_row(page: Page, sort: str) -> Gist | None:
    """What a row states that no sentence says."""
    found = stating(page, sort)
    if found is None:
        return None
    kind, row = found
    return Gist(kind=kind, sure=POSSIBLE, text=row.text, in_subject=False)


def _stated(page: Page, gist: Gist, ranking: Ranking, seller: Seller) -> BillingEvent | None:
    """The event of a gist, with its money and its days; None where it is worth nothing."""
    claim = Claim(kind=gist.kind, sentence=gist.text, in_subject=gist.in_subject)
    amount_of = _amount_of(ranking)
    event = statements(
        page, seller, amount_of=amount_of, found=with_bill(page, (claim,)), even_without_amount=True
    )[0]
    event = _with_days(event, gist.text, page)
    return event if _is_whole(event) else None


def _amount_of(ranking: Ranking) -> AmountOf:
    def amount_of(page: Page, claim: Claim) -> AmountFound | None:
        own = own_amounts(claim.sentence, page)
        only = {(one.amount, one.currencies) for one in own}
        return own[0] if len(only) == 1 else ranking.amount(page, claim)

    return amount_of


def _is_whole(event: BillingEvent) -> bool:
    """Whether an event is no price change of what is only an amount: a limit, a share, a price."""
    if event.kind is not EventKind.PRICE_CHANGE:
        return True
    return event.amount is not None and bool(event.effective_on or event.old_amount)


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
