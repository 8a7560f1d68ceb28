"""Stripe: receipts, reminders and refusals for many merchants, from their own domains too."""

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

import msgspec
from msgspec.structs import replace

from parsers.dates import find_periods
from parsers.declare import parser
from parsers.events import BillingEvent, EventKind, Period
from parsers.kit import UnreadableEmailError, found_money, shorten
from parsers.language.wording import cadence_in, is_aside, is_one_off, main_claim
from parsers.merchants import slug
from parsers.page import Page
from parsers.statement import beside, fields, totals
from parsers.values.found_money import AmountFound, find_amounts

_ACCOUNT = r"\+acct_[a-z0-9]{14,}"
_LOCAL = (
    rf"^(?:(?:invoice\+statements|failed-payments|upcoming-invoice|trial-ending|card-expiring)"
    rf"(?:{_ACCOUNT})?|receipts{_ACCOUNT})$"
)
_NUMBER = r"(?: [\[(]?#(?P<number>[\w-]+)[\])]?)?"
_SUBJECTS = tuple(
    re.compile(f"(?i)^{pattern}$")
    for pattern in (
        rf"your (?:receipt|invoice|refund) from (?P<name>.+?){_NUMBER}",
        rf"your (?P<name>.+) receipt{_NUMBER}",
        rf"refund from (?P<name>.+?){_NUMBER}",
        rf"recibo de (?P<name>.+?){_NUMBER}",
        r"(?:\W?action (?:required|needed)\W{1,3})?\S+ payment to (?P<name>.+) was unsuccessful.*",
        r"your (?P<name>.+) payment failed.*",
        r"your (?P<name>.+?) subscription will renew.*",
        r"your (?P<name>.+?)(?: free)? trial (?:ends|will end|is ending).*",
    )
)
_REFUND = re.compile(r"(?i)\brefund(?:ed)?\b|\breembolso\b")
_INVOICE = re.compile(
    r"(?i)\b(?:invoice|factura|rechnung|facture|fattura|factuur|fatura|faktur[ay]|lasku)\b"
)
_PAID = re.compile(r"(?i)^(?:amount (?:paid|charged)\b|paid \w)")
_RECEIPT_NUMBER = re.compile(r"#?\b(\d{4}-\d{4}(?:-\d{4})?)\b")
_INVOICE_NUMBER = re.compile(r"\b([A-Z0-9]{6,8}-\d{4,5})\b")
_QUANTITY = re.compile(r"(?i)^(?P<plan>(?:.*?\S)??)\s*+(?:\bqty:? \d+|[×x] \d+)$")
_CREDIT = re.compile(r"(?i)^(?:unused time|remaining time)\b")
_TOP_UP = re.compile(r"(?i)\bcredits?\b|\btop-?up\b|\bone-?time\b")
_RENEWS = re.compile(r"(?i)\bsubscription for (?P<plan>.{1,80}?) will automatically renew\b")
_TRIAL = re.compile(r"(?i)\btrial of (?P<plan>.{1,80}?) (?:ends|will end)\b")
_OTHER_THAN_BILLS = (EventKind.PAYMENT_FAILED, EventKind.REFUND)
_SURE, _DOUBTFUL = 0.97, 0.6


class _Merchant(msgspec.Struct, frozen=True, kw_only=True):
    """Who bills, and the number that the subject gives."""

    name: str
    number: str | None
    from_subject: bool


@parser(
    senders=("*",),
    local=_LOCAL,
    kinds="charge refund payment_failed trial_ending renewal_notice",
)
def billing(page: Page) -> Iterable[BillingEvent]:
    """What the local part of the address announces: it is the same at a merchant's own domain."""
    return _read(page)


@parser(
    senders=("receipts@stripe.com",),
    kinds="charge",
)
def receipts(page: Page) -> Iterable[BillingEvent]:
    """Receipts of accounts that are not named in the address."""
    return _read(page)


def _read(page: Page) -> Iterable[BillingEvent]:
    kind = _kind(page)
    if kind is None:
        return
    event = replace(_event(page, kind), amount=found_money(_amount(page, kind)))
    if kind is EventKind.CHARGE and event.amount is None:
        raise UnreadableEmailError(f"no amount in {page.subject!r}")
    yield _completed(page, event)


def _kind(page: Page) -> EventKind | None:
    """A card that expires is none of our business until a payment fails."""
    local = page.message.from_address.lower().partition("@")[0].partition("+acct")[0]
    announced = {
        "failed-payments": EventKind.PAYMENT_FAILED,
        "upcoming-invoice": EventKind.RENEWAL_NOTICE,
        "trial-ending": EventKind.TRIAL_ENDING,
        "card-expiring": None,
    }
    if local in announced:
        return announced[local]
    main = main_claim(page)
    if main is not None and main.in_subject and main.kind in _OTHER_THAN_BILLS:
        return main.kind  # from an address of invoices and receipts
    if _REFUND.search(page.subject):
        return EventKind.REFUND
    unpaid = _INVOICE.search(page.subject) and not _is_paid(page)
    return EventKind.INVOICE_DUE if unpaid else EventKind.CHARGE


def _is_paid(page: Page) -> bool:
    """Whether a row says so: in Stripe's English, or as the page's language does."""
    paid = (one.is_paid for one in totals.totals(page))
    return any(_PAID.search(line) for line in page.lines) or any(paid)


def _completed(page: Page, event: BillingEvent) -> BillingEvent:
    """The event with the days and the recurrence that its kind can have."""
    if event.kind in (EventKind.CHARGE, EventKind.INVOICE_DUE):
        span, next_on = _period(page)
        cadence = event.cadence or _cadence(span, next_on)
        recurring = _recurring(page, event.plan, known=span is not None or cadence is not None)
        return replace(
            event,
            period=span,
            renews_on=next_on if next_on and next_on > page.mailed_on else None,
            cadence=cadence,
            recurring=recurring if event.kind is EventKind.CHARGE else None,
        )
    if event.kind is EventKind.RENEWAL_NOTICE:
        return replace(event, renews_on=_date_beside(page, _RENEWS) or _labelled(page, "renews"))
    if event.kind is EventKind.TRIAL_ENDING:
        day = _date_beside(page, _TRIAL) or _labelled(page, "trial_ends")
        return replace(event, trial_ends_on=day, renews_on=day)
    return event


def _event(page: Page, kind: EventKind) -> BillingEvent:
    merchant, plan = _merchant(page), _plan(page)
    priced = (sentence for sentence in page.sentences if find_amounts(sentence))
    language = page.hint.language
    texts = (plan or "", *(text for text in priced if not is_aside(text, language)))
    found = (cadence_in(text, page.hint.language) for text in texts)
    return BillingEvent(
        kind=kind,
        merchant=slug(merchant.name),
        merchant_name=merchant.name,
        plan=plan,
        channel="direct",
        processor="stripe",
        cadence=next((cadence for cadence in found if cadence), None),
        on=_on(page, kind),
        reference=merchant.number or _reference(page),
        confidence=_SURE if merchant.from_subject or _is_paid(page) else _DOUBTFUL,
        evidence=tuple(_evidence(page, plan)),
    )


def _merchant(page: Page) -> _Merchant:
    """The name in the subject, which is the legal one; else the display name."""
    for pattern in _SUBJECTS:
        if found := pattern.match(page.subject.strip()):
            number = found.groupdict().get("number")
            return _Merchant(name=found["name"], number=number, from_subject=True)
    return _Merchant(name=page.message.from_name or "Stripe", number=None, from_subject=False)


def _plan(page: Page) -> str | None:
    """The first line item, which stands above its quantity; else what the notice names."""
    for block, above in zip(page.document.blocks, (None, *page.document.blocks), strict=False):
        item = _QUANTITY.match(block.text)
        if item is None:
            continue
        plan = item["plan"] or (above.text if above else "")
        if plan and not _CREDIT.search(plan):
            return plan
    named = (pattern.search(text) for text in page.sentences for pattern in (_RENEWS, _TRIAL))
    return next((found["plan"] for found in named if found), None)


def _amount(page: Page, kind: EventKind) -> AmountFound | None:
    if kind is EventKind.REFUND:
        lines = (line for line in page.lines if _REFUND.search(line))
        found = [amount for line in lines for amount in find_amounts(line, page.hint)]
        return found[0] if found else None
    if kind is EventKind.PAYMENT_FAILED and (amount := beside.amount_in(page.subject, page)):
        return amount
    return totals.total(page) or next(_amounts(page), None)


def _amounts(page: Page) -> Iterator[AmountFound]:
    return (amount for line in page.lines for amount in find_amounts(line, page.hint))


def _period(page: Page) -> tuple[Period | None, date | None]:
    """What was paid for, and the day of the next charge: the second day that Stripe names."""
    for line in page.lines:
        for found in find_periods(line, hint=page.hint, near=page.mailed_on):
            last = found.ends_on - timedelta(days=1)
            if last > found.starts_on:
                return Period(starts_on=found.starts_on, ends_on=last), found.ends_on
    return None, None


def _cadence(span: Period | None, next_on: date | None) -> str | None:
    """The cadence of a period that ends where the next one begins."""
    if span is None or next_on is None:
        return None
    if (days := (next_on - span.starts_on).days) == 7:
        return "P1W"
    months = (next_on.year - span.starts_on.year) * 12 + next_on.month - span.starts_on.month
    same_day = abs(days - months * 30.44) < 4
    return {1: "P1M", 3: "P3M", 6: "P6M", 12: "P1Y"}.get(months) if same_day else None


def _recurring(page: Page, plan: str | None, *, known: bool) -> bool | None:
    """True with a period, False for top-ups, else not said: any shop sends receipts by Stripe."""
    if known:
        return True
    single = bool(plan and _TOP_UP.search(plan))
    return False if single or is_one_off(plan or "", page.hint.language) else None


def _on(page: Page, kind: EventKind) -> date:
    """The day of the payment, when it is one just past."""
    if kind not in (EventKind.CHARGE, EventKind.REFUND):
        return page.mailed_on
    day = _labelled(page, "paid_on")
    return day if day and abs((page.mailed_on - day).days) <= 45 else page.mailed_on


def _labelled(page: Page, label: str) -> date | None:
    return fields.labelled_day(page, label, lines=page.lines)


def _date_beside(page: Page, pattern: re.Pattern[str]) -> date | None:
    sentence = next((text for text in page.sentences if pattern.search(text)), "")
    return fields.settled(fields.date_in(sentence, page))


def _reference(page: Page) -> str | None:
    for pattern in (_RECEIPT_NUMBER, _INVOICE_NUMBER):
        found = next((hit for line in page.lines if (hit := pattern.search(line))), None)
        if found:
            return found[1]
    return None


def _evidence(page: Page, plan: str | None) -> Iterator[str]:
    yield shorten(page.subject)
    wanted = [line for line in page.lines if _PAID.search(line) or _RENEWS.search(line)]
    if plan:
        wanted.insert(0, next((line for line in page.lines if plan in line), plan))
    yield from (shorten(line) for line in dict.fromkeys(wanted[:3]))
