"""What sender files are made of: reading the statements of a service's own mail."""

import re
from collections.abc import Callable, Iterable

import msgspec
from msgspec.structs import replace

from parsers import fields
from parsers.declare import UnreadableEmailError
from parsers.equivalents import is_former, own
from parsers.events import BillingEvent, EventKind
from parsers.merchants import slug
from parsers.money import AmountFound, Money, find_amounts
from parsers.page import Page
from parsers.papers import is_of_goods
from parsers.particulars import last_four
from parsers.terms import cadence, is_paid_once, only_amount
from parsers.when import ENDS, PAID, REFUNDS, TRIALS, day_of, renews_on, taken_on
from parsers.wording import Claim, claims, is_aside

__all__ = [
    "Seller",
    "UnreadableEmailError",
    "app_slug",
    "found_money",
    "shorten",
    "statements",
]

_EVIDENCE_CHARACTERS = 200
# It costs this much, and no more that much.
_BACKWARDS = re.compile(
    r"(?i)\b(?:instead of|rather than|up from|statt|anstatt|anstelle von|au lieu de|en lugar de"
    r"|en vez de|invece di|anziché|in plaats van|em vez de|zamiast)\b"
)
_DUE = re.compile(
    r"\bdue\b|fällig|zahlbar|échéance|à payer|venc(?:e|imiento|imento)|scadenza"
    r"|vervaldat|te betalen|do zapłaty|termin płatności|scaden[țţt]|förfall"
    r"|forfald|forfall|eräpäivä|splatn|esedékes"
    r"|son ödeme|支払期限|お支払期限|납부 기한|到期",
    re.IGNORECASE,
)
_SLOGAN = re.compile(r"\s*[:：]\s*|\s+[-–—|]\s+")
# What one mail may state besides.
_BESIDE = {
    EventKind.SUBSCRIPTION_STARTED: EventKind.CHARGE,
    EventKind.CANCELED: EventKind.REFUND,
    EventKind.EXPIRED: EventKind.REFUND,
    EventKind.REFUND: EventKind.CANCELED,
}
_SURE, _GUESSED = 0.97, 0.8
# Days in which the money of an invoice is taken; a month later it is that of the next one.
_SOON = range(1, 26)


class Seller(msgspec.Struct, frozen=True, kw_only=True):
    """Whose mail it is: the merchant, the place of purchase, and what is true of all its mail.

    `recurring` answers for charges whose mail does not say (a service that sells nothing else).
    """

    name: str
    merchant: str = ""
    channel: str | None = "direct"
    processor: str | None = None
    recurring: bool | None = None

    @property
    def slug(self) -> str:
        """The merchant's slug, made of the name where none is given."""
        return self.merchant or slug(self.name)


AmountOf = Callable[[Page, Claim], AmountFound | None]


def statements(
    page: Page,
    seller: Seller,
    *,
    plan: str | None = None,
    amount_of: AmountOf | None = None,
    found: tuple[Claim, ...] | None = None,
) -> list[BillingEvent]:
    """What a service's own mail states: one event, or two: a start that is also paid for, an end
    with money back. `amount_of` finds what was paid or given back, where labels are not enough;
    `found` are the claims, where they are not those of the wording alone.

    Raises UnreadableEmailError when the mail states a payment but names no amount.
    """
    found = claims(page) if found is None else found
    if not found:
        return []
    main = _main(found, page, seller)
    kept = _Kept(page=page, seller=seller, plan=plan, amount_of=amount_of or _paid_amount)
    events = [_event(kept, main, found)]
    beside = _BESIDE.get(main.kind)
    second = next((claim for claim in found if claim.kind is beside), None)
    if second is not None and _stands(page, second):
        events.append(_event(kept, second, found))
    return events


def _stands(page: Page, second: Claim) -> bool:
    """Whether a second claim is no mere talk: money names its amount."""
    if second.kind is EventKind.CHARGE:
        amount = found_money(fields.total(page))
        return amount is not None and amount.amount > 0
    return second.kind is not EventKind.REFUND or bool(find_amounts(second.sentence, page.hint))


def found_money(found: AmountFound | None) -> Money | None:
    """The money of an amount whose currency is settled."""
    return found.money if found is not None else None


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


def _event(kept: _Kept, claim: Claim, found: tuple[Claim, ...]) -> BillingEvent:
    page, seller, kind = kept.page, kept.seller, claim.kind
    amount = _amount(page, claim, kept.amount_of)
    said = [one.sentence for one in found if one.kind is kind or one is claim]
    if kind is EventKind.CHARGE and amount is None:
        raise UnreadableEmailError(f"no amount in {page.subject!r}, which states a payment")
    rhythm = cadence(page, said, amount)
    span = fields.period(page) if kind in PAID else None
    next_on = renews_on(page, claim, span)
    return BillingEvent(
        kind=kind,
        merchant=seller.slug,
        merchant_name=seller.name,
        plan=kept.plan or _plan(page),
        channel=seller.channel,
        processor=seller.processor,
        amount=found_money(amount),
        recurring=_recurring(page, seller, claim, dated=bool(rhythm or span or next_on))
        if kind is EventKind.CHARGE
        else None,
        cadence=rhythm,
        on=taken_on(page, claim),
        period=span,
        renews_on=next_on,
        trial_ends_on=day_of(page, claim, "trial_ends") if kind in TRIALS else None,
        access_until=day_of(page, claim, "access_until") if kind in ENDS else None,
        resumes_on=day_of(page, claim, "resumes") if kind is EventKind.PAUSED else None,
        effective_on=day_of(page, claim, "effective") if kind is EventKind.PRICE_CHANGE else None,
        old_amount=_old_amount(page, claim),
        reference=fields.reference(page),
        confidence=_SURE if claim.in_subject else _GUESSED,
        evidence=_evidence(page, claim, amount),
    )


def _main(found: tuple[Claim, ...], page: Page, seller: Seller) -> Claim:
    """The weightiest claim, in the sentence that says most about it.

    An invoice that the mail says is paid is a receipt, whatever the subject calls it; so is that
    of a service that only ever takes its money by itself, and one that names the card it was
    taken from, unless something is due.
    """
    first = found[0]
    kinds = {claim.kind for claim in found}
    coming = _is_coming(page, found)
    invoice = first.kind is EventKind.INVOICE_DUE
    taken = invoice and not coming and _is_taken(page, seller, found)
    kind = EventKind.CHARGE if invoice and EventKind.CHARGE in kinds else first.kind
    kind = EventKind.INVOICE_DUE if coming and kind is EventKind.CHARGE else kind
    kind = EventKind.CHARGE if _is_converted(page, found) else kind
    same = [claim for claim in found if claim.kind is kind]
    best = max(same, key=lambda claim: _tells(claim, page))
    paid = EventKind.CHARGE if invoice and taken else best.kind
    return replace(best, kind=paid, in_subject=first.in_subject)


def _is_coming(page: Page, found: tuple[Claim, ...]) -> bool:
    """Whether an invoice says on which near day it will be taken, and nowhere that it was paid."""
    invoices = {claim.sentence for claim in found if claim.kind is EventKind.INVOICE_DUE}
    paid = (claim.sentence for claim in found if claim.kind is EventKind.CHARGE)
    if not invoices or any(sentence not in invoices for sentence in paid):
        return False
    notices = (claim.sentence for claim in found if claim.kind is EventKind.RENEWAL_NOTICE)
    days = (fields.settled(fields.date_in(sentence, page)) for sentence in notices)
    return any(day is not None and (day - page.mailed_on).days in _SOON for day in days)


def _is_converted(page: Page, found: tuple[Claim, ...]) -> bool:
    """Whether a mail about the end of a trial says what was charged then: it "will be" nowhere."""
    if found[0].kind is not EventKind.TRIAL_ENDING:
        return False
    paid = (claim.sentence for claim in found if claim.kind is EventKind.CHARGE)
    return any(fields.amount_in(sentence, page) for sentence in paid)


def _is_taken(page: Page, seller: Seller, found: tuple[Claim, ...]) -> bool:
    if any(_DUE.search(claim.sentence) for claim in found):
        return False
    return bool(seller.recurring) or last_four(page) is not None


def _tells(claim: Claim, page: Page) -> int:
    """How many values a sentence names: an amount, a day."""
    return bool(find_amounts(claim.sentence, page.hint)) + bool(
        fields.date_in(claim.sentence, page)
    )


def _amount(page: Page, claim: Claim, amount_of: AmountOf) -> AmountFound | None:
    if claim.kind in (EventKind.PRICE_CHANGE, EventKind.PLAN_CHANGED):
        stated = _new_amount(page) or _stepped(page, claim)[1]
        return stated or fields.labelled_amount(page, "new_price", lines=page.lines)
    if claim.kind in ENDS:
        return fields.amount_in(claim.sentence, page)
    if claim.kind in PAID or claim.kind in REFUNDS:
        return amount_of(page, claim)
    return only_amount(page, claim)


def _paid_amount(page: Page, claim: Claim) -> AmountFound | None:
    return fields.total(page) or only_amount(page, claim)


def _new_amount(page: Page) -> AmountFound | None:
    """The amount "to" which a price changes: "to" stands before names too ("membership to X")."""
    new, old = (
        fields.labelled_amount(page, label, lines=_of_the_bill(page))
        for label in ("new_price", "old_price")
    )
    # "New plan: Basic | $50 / month": a table's cells are sentences each for itself.
    new = new or fields.labelled_amount(page, "new_price", lines=_of_the_bill(page, page.lines))
    if new is None or old is None or new.money != old.money:
        return new
    found = (one for text in _of_the_bill(page) for one in find_amounts(text, page.hint))
    return next((one for one in found if one.money != old.money), None)


def _stepped(page: Page, claim: Claim) -> tuple[AmountFound | None, AmountFound | None]:
    """The amounts of a sentence that names just two: it was the first, it will be the second.

    Unless it is the second "instead of" the first.
    """
    found = tuple(own([(claim.sentence, x) for x in find_amounts(claim.sentence, page.hint)], page))
    different = len({one.money for one in found}) == 2 == len(found)
    if different and _is_backwards(page, claim.sentence, found):
        found = found[::-1]
    return (found[0], found[1]) if different else (None, found[0] if len(found) == 1 else None)


def _is_backwards(page: Page, text: str, found: tuple[AmountFound, ...]) -> bool:
    """Whether the second of two amounts is what it was: "$7 instead of $5"."""
    first, second = found
    between = _BACKWARDS.search(text, first.end, second.start)
    return bool(between) or is_former(text, second, page)


def _of_the_bill(page: Page, texts: Iterable[str] | None = None) -> list[str]:
    said = page.sentences if texts is None else texts
    return [text for text in said if not is_aside(text, page.hint.language)]


def _old_amount(page: Page, claim: Claim) -> Money | None:
    if claim.kind is not EventKind.PRICE_CHANGE:
        return None
    old = fields.labelled_amount(page, "old_price", lines=_of_the_bill(page))
    before, after = _stepped(page, claim)
    new = _amount(page, claim, _paid_amount)
    unknown = old is None or (new is not None and old.money == new.money)
    if unknown and after is not None and new is not None and new.money == after.money:
        old = before
    return found_money(old)


def _recurring(page: Page, seller: Seller, claim: Claim, *, dated: bool) -> bool | None:
    if is_paid_once(page, claim):
        return False
    if dated or seller.recurring is not None:
        return dated or seller.recurring
    return False if is_of_goods(page) else None


def _plan(page: Page) -> str | None:
    for place in fields.labelled(page.lines, "plan", page.hint.language):
        name = place.after.lstrip(": |").strip()
        begins = place.line.startswith(place.label) and place.after.startswith((":", " | "))
        if begins and 2 < len(name) <= 80 and _is_name(name, page):
            return name
    return None


def _is_name(text: str, page: Page) -> bool:
    """No further cell, no price, no head of a column."""
    heads = " | " in text or fields.is_column(text, page.hint.language)
    return not heads and not find_amounts(text, page.hint)


def _evidence(page: Page, claim: Claim, amount: AmountFound | None) -> tuple[str, ...]:
    words = [shorten(claim.sentence)]
    if amount is not None and amount.text not in claim.sentence:
        line = next((line for line in page.lines if amount.text in line), amount.text)
        words.append(shorten(line))
    return tuple(words)
