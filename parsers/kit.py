"""What sender files are made of: reading the statements of a service's own mail."""

import re
from datetime import date

import msgspec

from parsers.declare import UnreadableEmailError
from parsers.events import BillingEvent, EventKind, Period
from parsers.language.wording import Claim, claims
from parsers.merchants import slug
from parsers.page import Page
from parsers.statement import beside, fields, labels, totals
from parsers.statement.at_once import ended_at_once
from parsers.statement.by_its_reader import with_end_unless_renewed
from parsers.statement.due import due_on
from parsers.statement.itemised import named_item, with_domain
from parsers.statement.last_bill import is_last_bill, last_bill_on
from parsers.statement.month_paid import is_a_month, is_of_a_month
from parsers.statement.months_named import month_from_which, month_to_come
from parsers.statement.new_plan import new_plan
from parsers.statement.old_prices import old_amount
from parsers.statement.papers import is_of_goods, is_order_of_things
from parsers.statement.paused_from import goes_on, rests_from
from parsers.statement.price_rows import dated_step
from parsers.statement.prices import AmountOf, amount_of_claim, found_money, paid_amount
from parsers.statement.purpose import purpose
from parsers.statement.recurring import comes_again
from parsers.statement.renewal_days import renews_on
from parsers.statement.terms import cadence, is_paid_once
from parsers.statement.tried import tried
from parsers.statement.unpaid import with_bill
from parsers.statement.welcomed import with_welcome
from parsers.statement.when import (
    ENDS,
    PAID,
    TRIALS,
    binding,
    day_of,
    days_to_come,
    taken_on,
)
from parsers.values.found_money import AmountFound, find_amounts

__all__ = [
    "BESIDE",
    "AmountOf",
    "Seller",
    "UnreadableEmailError",
    "app_slug",
    "found_money",
    "shorten",
    "statements",
]

_MONEYS = frozenset("€$£¥₹₺₩")  # signs that stand in no plan's name
_EVIDENCE_CHARACTERS = 200
_SLOGAN = re.compile(r"(?<!\s)(?:\s*+[:：]|\s++[-–—|]\s)")
# What one mail may state besides.
_BACK = (EventKind.REFUND, EventKind.REFUND_PROMISED)
BESIDE: dict[EventKind, tuple[EventKind, ...]] = {
    EventKind.SUBSCRIPTION_STARTED: (EventKind.CHARGE,),
    EventKind.CANCELED: _BACK,
    EventKind.EXPIRED: _BACK,
    EventKind.REFUND: (EventKind.CANCELED,),
    EventKind.REFUND_PROMISED: (EventKind.CANCELED, EventKind.EXPIRED),
    EventKind.PLAN_CHANGED: (EventKind.CHARGE,),
    EventKind.RESUMED: (EventKind.CHARGE,),
    EventKind.PAYMENT_FAILED: (EventKind.CANCELED,),  # "was cancelled because the payment failed"
}
_SURE, _GUESSED = 0.97, 0.8


class Seller(msgspec.Struct, frozen=True, kw_only=True):
    """Whose mail it is: the merchant, the place of purchase, and what is true of all its mail.

    `recurring` answers for charges whose mail does not say (a service that sells nothing else);
    `takes_itself` is that of a service that sells other things, too, and is never sent money: what
    it calls an invoice is paid, unless its mail says that it is due.
    """

    name: str
    merchant: str = ""
    channel: str | None = "direct"
    processor: str | None = None
    recurring: bool | None = None
    takes_itself: bool = False

    @property
    def slug(self) -> str:
        """The merchant's slug, made of the name where none is given."""
        return self.merchant or slug(self.name)


def statements(
    page: Page,
    seller: Seller,
    *,
    plan: str | None = None,
    amount_of: AmountOf | None = None,
    found: tuple[Claim, ...] | None = None,
    even_without_amount: bool = False,
) -> list[BillingEvent]:
    """What a service's own mail states: one event, or two: a start that is also paid for, an end
    with money back. `amount_of` finds what was paid or given back, where labels are not enough;
    `found` are the claims, where they are not those of the wording alone.

    Raises UnreadableEmailError when the mail states a payment but names no amount, unless
    `even_without_amount`.
    """
    if found is None:
        found = with_end_unless_renewed(page, with_bill(page, claims(page)))
        found = with_welcome(page, found)
    if not found:
        return []
    main = purpose(found, page, always_taken=bool(seller.recurring) or seller.takes_itself)
    kept = _Kept(
        page=page,
        seller=seller,
        plan=plan,
        amount_of=amount_of or paid_amount,
        even_without_amount=even_without_amount,
    )
    events = [_event(kept, main, found)]
    beside = BESIDE.get(main.kind, ())
    second = next((claim for claim in found if claim.kind in beside and _stands(page, claim)), None)
    if second is not None:
        events.append(_event(kept, second, found))
    return events


def _stands(page: Page, second: Claim) -> bool:
    """Whether a second claim is no mere talk: money names its amount."""
    if second.kind is EventKind.CHARGE:
        amount = totals.total(page) or beside.amount_in(second.sentence, page)
        return amount is not None and amount.amount > 0
    return second.kind not in _BACK or bool(find_amounts(second.sentence, page.hint))


def app_slug(title: str) -> str:
    """The slug of an app by its title in a store, without the slogan behind a colon or a dash.

    Receipts give the whole title, other mail only the name ("Deezer : musique et podcasts").
    """
    return slug(_SLOGAN.split(title, maxsplit=1)[0])


def shorten(text: str) -> str:
    """A sentence short enough to be evidence."""
    plain = " ".join(text.split())
    return plain if len(plain) <= _EVIDENCE_CHARACTERS else plain[: _EVIDENCE_CHARACTERS - 1] + "…"


class _Kept(msgspec.Struct, frozen=True, kw_only=True):
    """What all events of one mail share."""

    page: Page
    seller: Seller
    plan: str | None
    amount_of: AmountOf
    even_without_amount: bool


def _event(kept: _Kept, claim: Claim, found: tuple[Claim, ...]) -> BillingEvent:
    page, seller, kind = kept.page, kept.seller, claim.kind
    amount = amount_of_claim(page, claim, kept.amount_of)
    said = [one.sentence for one in found if one.kind is kind or one is claim]
    money = claim.money or found_money(amount)
    if kind is EventKind.CHARGE and not (amount or money or kept.even_without_amount):
        raise UnreadableEmailError(f"no amount in {page.subject!r}, which states a payment")
    rhythm = cadence(page, said, amount, is_change=kind is EventKind.PRICE_CHANGE)
    span = fields.period(page) if kind in PAID else None
    if kind in PAID and (is_of_a_month(page) if span is None else _is_weekly(rhythm, span)):
        rhythm = "P1M"  # a box "every week" is paid by the month
    notices = [one.sentence for one in found if one.kind is EventKind.RENEWAL_NOTICE]
    next_on = renews_on(page, claim, span, notices)
    return BillingEvent(
        kind=kind,
        merchant=seller.slug,
        merchant_name=seller.name,
        plan=kept.plan
        or _changed_plan(page, claim)
        or named_item(page)
        or _plan(page)
        or _tried(page, claim, seller),
        channel=seller.channel,
        processor=seller.processor,
        amount=money,
        recurring=_recurring(page, seller, claim, dated=bool(rhythm or span or next_on)),
        cadence=rhythm,
        on=taken_on(page, claim),
        period=span,
        renews_on=next_on,
        due_on=last_bill_on(page) if kind in ENDS else due_on(page, claim),
        trial_ends_on=day_of(page, claim, "trial_ends") if kind in TRIALS else None,
        access_until=_access_until(page, claim),
        resumes_on=_resumes_on(page, claim),
        effective_on=_effective_on(page, claim),
        old_amount=old_amount(page, claim),
        reference=fields.reference(page),
        confidence=_SURE if claim.in_subject else _GUESSED,
        evidence=_evidence(page, claim, amount),
    )


def _is_weekly(rhythm: str | None, span: Period) -> bool:
    """Whether a bill for a month says how often in it something comes."""
    return rhythm == "P1W" and is_a_month(span)


def _access_until(page: Page, claim: Claim) -> date | None:
    """Until when what ended may be used, as the mail says; not at all where it ended at once."""
    if claim.kind not in ENDS:
        return None
    until = day_of(page, claim, "access_until")
    return page.mailed_on if until is None and ended_at_once(page, claim) else until


def _resumes_on(page: Page, claim: Claim) -> date | None:
    """When a pause ends; the day of "paused from today" is the one on which it begins."""
    if claim.kind is not EventKind.PAUSED:
        return None
    if begins := rests_from(page, claim):
        return goes_on(page, begins)
    ahead = days_to_come(claim.sentence, page)  # "from 3 May, and again on 7 June"
    day = max(ahead) if len(ahead) > 1 else day_of(page, claim, "resumes")
    return day if day is not None and day > page.mailed_on else None


def _effective_on(page: Page, claim: Claim) -> date | None:
    """From when on a new price holds, or a new plan; a plan mostly from now on."""
    if claim.kind is EventKind.PAUSED:
        return rests_from(page, claim)
    if claim.kind is EventKind.PRICE_CHANGE:
        step = dated_step(page)
        named = step.on if step is not None else day_of(page, claim, "effective")
        return named or month_to_come(claim.sentence, page) or _month_of_price(page, claim)
    if claim.kind is not EventKind.PLAN_CHANGED:
        return None
    for lines in ((claim.sentence, *binding(page)), page.lines):  # may stand a sentence on
        day = fields.labelled_day(page, "effective", lines=lines)
        if day is not None and day > page.mailed_on:
            return day
    return None


def _month_of_price(page: Page, claim: Claim) -> date | None:
    """The month from which a price holds, as the claim or a sentence with a price names it."""
    priced = (one for one in page.sentences if find_amounts(one, page.hint))
    months = (month_from_which(one, page) for one in (claim.sentence, *priced))
    return next((one for one in months if one is not None), None)


def _recurring(page: Page, seller: Seller, claim: Claim, *, dated: bool) -> bool | None:
    if claim.kind is EventKind.PAYMENT_FAILED:  # of an order: what runs on fails without saying so
        return False if is_paid_once(page, claim) or is_of_goods(page) else None
    is_charge = claim.kind is EventKind.CHARGE
    if (claim.kind in PAID and is_last_bill(page)) or (is_charge and is_paid_once(page, claim)):
        return False
    if not is_charge:
        return None
    if dated or seller.recurring is not None:
        return dated or seller.recurring
    if comes_again(claim.sentence, page.hint.language):
        return True
    return False if is_of_goods(page) or is_order_of_things(page) else None


def _changed_plan(page: Page, claim: Claim) -> str | None:
    return new_plan(page, claim.sentence) if claim.kind is EventKind.PLAN_CHANGED else None


def _tried(page: Page, claim: Claim, seller: Seller) -> str | None:
    if claim.kind not in TRIALS or seller.merchant:  # what a known service sells, its reader knows
        return None
    return tried(page, claim.sentence, seller.name)


def _plan(page: Page) -> str | None:
    for place in labels.labelled(page, "plan", lines=page.lines):
        name = place.after.lstrip(": |").strip()
        begins = place.line.startswith(place.label) and place.after.lstrip().startswith((":", "| "))
        if begins and 2 < len(name) <= 80 and _is_name(name, page):
            return with_domain(name, page)
    return None


def _is_name(text: str, page: Page) -> bool:
    """No further cell, no price, no head of a column: "Valor (€)"."""
    heads = " | " in text or labels.is_column(text, page.hint.language)
    heads = heads or not _MONEYS.isdisjoint(text)
    return not heads and not find_amounts(text, page.hint)


def _evidence(page: Page, claim: Claim, amount: AmountFound | None) -> tuple[str, ...]:
    words = [shorten(claim.sentence)]
    if amount is not None and amount.text not in claim.sentence:
        line = next((line for line in page.lines if amount.text in line), amount.text)
        words.append(shorten(line))
    return tuple(words)
