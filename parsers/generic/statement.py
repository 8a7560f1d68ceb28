"""What speaks for and against a statement of a mail being what the mail was sent for."""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import islice
from math import log1p

from parsers.dates import find_dates
from parsers.events import BillingEvent, EventKind
from parsers.fakes.claims import greets_by_name
from parsers.fakes.whom import names_the_reader
from parsers.generic.moves import moved
from parsers.generic.shapes import is_offered
from parsers.generic.subjects import is_named_in_subject, is_of_you, says_nothing
from parsers.kit import BESIDE
from parsers.language.wording import Claim
from parsers.page import Page, once
from parsers.sieve import has_billing_words
from parsers.statement import totals
from parsers.statement.particulars import last_four
from parsers.values.found_money import find_amounts

_BILLING_DESK = re.compile(
    r"(?i)bill|invoic|receipt|payment|account|order|rechnung|factur|fattur|faktur|kund|pagamento|betal|platno|plati|rozlicz|ricevut"
)
_ADVERTISER = re.compile(r"(?i)news|offer|promo|market|deal|campaign|hello|digest|update|info@e\.")
_PERCENT = re.compile(r"\d ?%")
_REPLY = re.compile(
    r"(?i)(?:^|\]\s*)(?:re|aw|sv|antw)\s*:|\bticket\b|\bcase #|\bnew (?:reply|comment|message)\b"
)
_ANSWER = re.compile(r"(?i)(?:re|aw|sv|vs|antw|odp|ynt|rif|vá|απ) ?:")
_PERSONAL = re.compile(r"\bI(?:'m|'ve|'d)? [a-z]")  # who bills says "we"
_TALKED_ABOUT = re.compile("[!?\U0001f300-\U0001faff]")
# The kinds of which there is enough mail to learn from; the others share a weight.
_KINDS = (
    EventKind.CHARGE,
    EventKind.REFUND,
    EventKind.CANCELED,
    EventKind.PAYMENT_FAILED,
    EventKind.RENEWAL_NOTICE,
    EventKind.TRIAL_ENDING,
    EventKind.PRICE_CHANGE,
    EventKind.INVOICE_DUE,
)
_MONEY = (EventKind.CHARGE, EventKind.REFUND, EventKind.INVOICE_DUE)
# What a subject may call what became of it.
_TITLED = {
    EventKind.INVOICE_DUE: EventKind.CHARGE,
    EventKind.REFUND_PROMISED: EventKind.REFUND,
}
_DAYS = {
    EventKind.TRIAL_ENDING: "trial_ends_on",
    EventKind.RENEWAL_NOTICE: "renews_on",
    EventKind.CANCELED: "access_until",
    EventKind.PRICE_CHANGE: "effective_on",
}
_CROWD = 5  # more claims or percentages than this say no more
_OPENING = 8  # lines in which a reader is greeted
_MOST_PRICES = 20  # nor do more prices


def features(
    page: Page, event: BillingEvent, found: tuple[Claim, ...], sureness: float
) -> dict[str, float]:
    """The features of a statement; `sureness` is that of its amount, 0 when it has none."""
    named: dict[str, float] = {"bias": 1.0, f"kind_{_group(event)}": 1.0}
    named.update(_of_claims(page, event, found))
    named.update(_of_values(page, event, sureness))
    named.update(of_mail(page))
    return named


def _group(event: BillingEvent) -> str:
    return str(event.kind) if event.kind in _KINDS else "other"


def _of_claims(
    page: Page, event: BillingEvent, found: tuple[Claim, ...]
) -> Iterator[tuple[str, float]]:
    mine = [claim for claim in found if claim.kind is event.kind or _is_receipt(claim, event)]
    kinds = {claim.kind for claim in found}
    sentences = [claim.sentence for claim in mine if not claim.in_subject]
    yield "in_subject", any(claim.in_subject for claim in mine)
    yield "in_body", bool(sentences)
    overheard = not any(claim.in_subject for claim in mine) and not has_billing_words(page.subject)
    yield "overheard", overheard
    yield "named", overheard and is_named_in_subject(page, event.kind)
    to_many = page.message.goes_to_many
    yield "overheard_by_many", to_many and overheard
    yield "untabled_to_many", to_many and not _is_tabled(page, event)
    yield "nobody_of_many", is_news(page)
    yield "offered_to_many", to_many and _offers(page)
    yield "overheard_in_prose", overheard and not _is_tabled(page, event)
    yield "other_in_subject", any(_stands_against(c, event) and c not in mine for c in found)
    yield "often", min(len(mine), _CROWD) / _CROWD
    yield "other_kinds", min(len(kinds) - 1, _CROWD) / _CROWD
    yield "early", _earliness(page, sentences)
    if overheard and not to_many and says_nothing(page):
        yield from _of_told(page, sentences, is_alone=len(kinds) == 1)


def _of_told(page: Page, sentences: list[str], *, is_alone: bool) -> Iterator[tuple[str, float]]:
    """What tells a statement to the reader from one overheard, where the subject does not."""
    yield "told", True
    yield "told_to_you", any(is_of_you(page, one) for one in sentences)
    yield "told_with_value", any(_has_value(page, one) for one in sentences)
    yield "told_alone", is_alone
    yield "told_by_name", is_greeted(page)


def _has_value(page: Page, sentence: str) -> bool:
    """Whether an amount or a day stands in a sentence."""
    if find_amounts(sentence, page.hint):
        return True
    return any(find_dates(sentence, hint=page.hint, near=page.mailed_on))


def _stands_against(claim: Claim, event: BillingEvent) -> bool:
    """Whether a subject states something that this does not go along with."""
    return claim.in_subject and event.kind not in BESIDE.get(claim.kind, ())


def _is_receipt(claim: Claim, event: BillingEvent) -> bool:
    """Whether a subject calls a receipt an invoice, or says of money given back that it comes."""
    return claim.in_subject and _TITLED.get(claim.kind) is event.kind


def _is_tabled(page: Page, event: BillingEvent) -> bool:
    """Whether anything of a bill stands beside a label, and not only in running text."""
    if event.kind is EventKind.PLAN_CHANGED and moved(page):
        return True
    labelled = (event.reference, event.last_four or last_four(page), totals.total(page))
    return any(labelled) or event.period is not None


@once
def is_news(page: Page) -> bool:
    """Whether it goes to many and names nobody of them where letters begin."""
    return page.message.goes_to_many and not is_greeted(page)


@once
def is_greeted(page: Page) -> bool:
    """Whether it names its reader where letters begin."""
    opening = "\n".join(page.lines[:_OPENING])
    return greets_by_name(opening) or names_the_reader(page.message, opening)


@once
def is_answer(page: Page) -> bool:
    """Whether a letter to a reader whom it names answers one of theirs: "Re: Wednesdays"."""
    is_one = _ANSWER.match(page.subject) is not None
    return is_one and not page.message.goes_to_many and is_greeted(page)


@once
def _offers(page: Page) -> bool:
    """Whether the subject, or a sentence that names a price, offers something to everybody."""
    priced = (one for one in page.sentences if find_amounts(one, page.hint))
    return is_offered(page.subject) or any(map(is_offered, priced))


def _earliness(page: Page, sentences: list[str]) -> float:
    """1 where the first of the sentences opens the mail, 0 where it ends it."""
    heads = {sentence[:60] for sentence in sentences}
    places = (place for place, text in enumerate(page.sentences) if text[:60] in heads)
    first = next(places, None) if heads else None
    return 0.0 if first is None else 1 - first / len(page.sentences)


def _of_values(page: Page, event: BillingEvent, sureness: float) -> Iterator[tuple[str, float]]:
    money = event.kind in _MONEY
    yield "amount", event.amount is not None
    yield "amount_sureness", sureness
    yield "no_amount", money and event.amount is None
    yield "no_day", event.kind in _DAYS and getattr(event, _DAYS[event.kind]) is None
    yield "free", event.amount is not None and event.amount.amount == 0
    yield "total", totals.total(page) is not None
    yield "reference", event.reference is not None
    yield "cadence", event.cadence is not None
    yield "contradiction", _contradicts(event)


def _contradicts(event: BillingEvent) -> bool:
    """Whether the period that is paid for is no such period as the mail names."""
    days = {"P1W": 7, "P14D": 14, "P28D": 28, "P30D": 30, "P1M": 30, "P3M": 91, "P6M": 182}
    usual = {**days, "P1Y": 365}.get(event.cadence or "")
    if usual is None or event.period is None:
        return False
    length = (event.period.ends_on - event.period.starts_on).days
    return not 0.7 * usual < length < 1.3 * usual


def of_mail(page: Page) -> Iterator[tuple[str, float]]:
    """The features of a mail that no statement of it has anything to do with."""
    headers, subject = page.message.headers, page.subject
    local = page.message.from_address.partition("@")[0]
    blocks = page.document.blocks
    percents = (line for line in page.lines if "%" in line and _PERCENT.search(line))
    yield "can_unsubscribe", page.message.goes_to_many
    yield "list", "list-id" in headers or headers.get("precedence", ("",))[0].lower() == "bulk"
    yield "billing_desk", bool(_BILLING_DESK.search(local))
    yield "advertiser", bool(_ADVERTISER.search(page.message.from_address))
    yield "price_in_subject", bool(find_amounts(subject, page.hint))
    yield "talk_in_subject", bool(_TALKED_ABOUT.search(subject))
    yield "reply", is_titled_as_answer(subject) or bool(_PERSONAL.search(subject))
    yield "prices", min(log1p(_prices(page)) / 3, 1)
    yield "percents", len(list(islice(percents, _CROWD))) / _CROWD
    yield "links", sum(block.link for block in blocks) / max(len(blocks), 1)
    yield "long", min(log1p(len(page.lines)) / 7, 1)


def is_titled_as_answer(subject: str) -> bool:
    """Whether a subject is that of an answer, or of a ticket."""
    return bool(_REPLY.match(subject))


def _prices(page: Page) -> int:
    """How many different prices it names, as far as that matters."""
    prices: set[Decimal] = set()
    for line in page.lines:
        prices.update(one.amount for one in find_amounts(line, page.hint))
        if len(prices) >= _MOST_PRICES:
            break
    return len(prices)
