"""Apple: receipts, confirmations and notices of the App Store, item by item, in every language."""

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from decimal import Decimal

from msgspec.structs import replace

from parsers.apple_plans import OWN_NAMES, is_sold_by_time, named, period
from parsers.apple_rows import (
    Item,
    app_in_rows,
    cells,
    item_without_price,
    items_and_sums,
    items_in_rows,
    labelled_offer,
    shares,
    taxes,
)
from parsers.dates import find_dates
from parsers.declare import parser
from parsers.events import BillingEvent, EventKind
from parsers.kit import Seller, UnreadableEmailError, app_slug, shorten
from parsers.language.wording import cadence_in, main_claim
from parsers.locale.locales import LocaleHint
from parsers.money import Money
from parsers.page import Page
from parsers.small_talk import overheard
from parsers.statement import totals
from parsers.store_ends import ended_subscription
from parsers.store_notices import notices
from parsers.values.found_money import find_amounts

_RECEIPT = re.compile(
    r"(?i)\b(?:receipt|invoice|purchases) from Apple|Rechnung von Apple|(?:reçu|facture) Apple"
    r"|fattura da Apple|factuur van Apple|(?:recibo|factura) de Apple|(?:recibo|fatura) da Apple"
    r"|Apple ?からの領収書|zakupu od Apple"
)
_NOTICE = re.compile(r"(?i)\bsubscription (?:confirmation|renewal|price)")
_REFUND = re.compile(r"(?i)\brefund\b|erstattung|remboursement|rimborso|reembolso|払い戻し|返金")
_RENEWING = re.compile(r"(?i)\brenew(?:al|ing)?\b")
_CONFIRMED = re.compile(r"(?i)\bsubscription (?:confirmation|confirmed)\b")
_ORDER = re.compile(r"(?:^|[:\s])(?=[A-Z]*\d)(M[A-Z0-9]{7,10})(?=$| <http)")
_LANGUAGE = re.compile(r'<(?:html|body|div)\b[^<>]{0,300}?\blang="([a-z]{2,3})-([A-Z]{2})"')
_NOT_RENEWAL = re.compile(r"(?i)pre-?order|expected|expires|rental|available")
_FREE = re.compile(r"(?i)\bfree\b|kostenlos|gratis|gratuit|無料")
_NEW_PRICE = re.compile(r"(?i)\bnew (\S.{0,40}?) [-–—] old (\S.{0,40})")
_RECEIPT_DAYS = 45
_SURE = 0.97


@parser(
    senders=("no_reply@email.apple.com",),
    kinds="charge refund trial_started subscription_started renewal_notice price_change"
    " plan_changed payment_failed canceled",
    languages="de en fr it ja nl",
)
def store(page: Page) -> Iterable[BillingEvent]:
    """Receipts and refunds by their priced items, notices by the items that name a price to come.

    Raises UnreadableEmailError when a receipt shows no item.
    """
    page = replace(page, hint=_hint(page))
    items, sums = items_and_sums(page)
    if not items and (_RECEIPT.search(page.subject) or _order(page)):
        items, sums = items_in_rows(page)
    if not items and _order(page):
        items, sums = item_without_price(page, totals.total(page)), []
    if items and (_order(page) or _RECEIPT.search(page.subject)):
        return _purchases(page, items, sums)
    if told := _without_items(page):
        return told
    if _expects_item(page):
        raise UnreadableEmailError(f"no item in {page.subject!r}")
    return ()


def _without_items(page: Page) -> list[BillingEvent]:
    """What a mail says that lists nothing: a price to come, an end, a notice."""
    if offers := list(_offers(page)):
        return [_notice(page, offer) for offer in offers]
    if offer := labelled_offer(page):
        return [_notice(page, offer)]
    if _RECEIPT.search(page.subject):
        return []
    ended = ended_subscription(page, "apple", app_in_rows(page))
    return [ended] if ended else list(notices(page, "apple")) or _own_changed(page)


def _own_changed(page: Page) -> list[BillingEvent]:
    """Another plan of a service of Apple's own, which its sentence names."""
    claim = main_claim(page)
    if claim is None or claim.kind is not EventKind.PLAN_CHANGED:
        return []
    named = OWN_NAMES.search(claim.sentence)
    seller = Seller(name=named[0], channel="apple") if named else None
    return overheard(page, seller) if seller else []


@parser(senders=("noreply@email.apple.com", "orders.apple.com", "insideapple.apple.com"))
def other(_page: Page) -> Iterable[BillingEvent]:
    """Calendar invitations (abused for false invoices), hardware orders and advertisements."""
    return ()


def _expects_item(page: Page) -> bool:
    """Whether the subject announces items; those of a receipt may all have been free."""
    if _RECEIPT.search(page.subject) or (_order(page) and totals.total(page)):
        return not any(_FREE.fullmatch(block.text) for block in page.document.blocks)
    return bool(_NOTICE.search(page.subject))


def _hint(page: Page) -> LocaleHint:
    """The country that the markup names: receipts since 2025 do so below the body."""
    found = _LANGUAGE.search(page.message.html)
    if found is None:
        return page.hint
    return LocaleHint(language=page.hint.language or found[1], territory=found[2])


def _offers(page: Page) -> Iterator[Item]:
    for cell in cells(page):
        words = [block.text for block in cell]
        if len(words) >= 2 and any(_is_price_to_come(text, page) for text in words[1:]):
            yield Item(title=words[0], details=tuple(words[1:]))


def _is_price_to_come(text: str, page: Page) -> bool:
    amounts = find_amounts(text, page.hint)
    return bool(amounts) and (_date(text, page) is not None or bool(_NEW_PRICE.search(text)))


def _purchases(page: Page, items: list[Item], sums: list[Item]) -> list[BillingEvent]:
    kind = EventKind.REFUND if _REFUND.search(page.subject) else EventKind.CHARGE
    cost = [item for item in items if item.price and item.price.amount > 0]
    paid = shares([item.price.amount for item in cost if item.price], sums)
    return [
        _purchase(page, item, kind, sums, share) for item, share in zip(cost, paid, strict=True)
    ]


def _purchase(
    page: Page, item: Item, kind: EventKind, sums: list[Item], paid: Decimal | None
) -> BillingEvent:
    """One item, at what was paid for it."""
    amount = item.price and item.price.money
    renews_on, is_charge = _renews_on(item, page), kind is EventKind.CHARGE
    event = _event(page, item, kind)
    return replace(
        event,
        amount=Money(amount=paid, currency=amount.currency) if paid and amount else amount,
        recurring=bool(renews_on or event.cadence or is_sold_by_time(item)) if is_charge else None,
        renews_on=renews_on if is_charge else None,
        on=_bought_on(page),
        evidence=_evidence(item, sums),
    )


def _notice(page: Page, item: Item) -> BillingEvent:
    """What a mail says of an item whose price is to come: a start, a trial, a renewal, a rise."""
    words = " ".join(item.details)
    change = _NEW_PRICE.search(words)
    if change:
        return _price_change(page, item, change)
    event = _event(page, item, _notice_kind(page, words))
    priced = [text for text in item.details if find_amounts(text, page.hint)]
    line = next((text for text in priced if _date(text, page)), priced[-1])
    starts_on = _date(line, page)
    return replace(
        event,
        amount=find_amounts(line, page.hint)[-1].money,
        cadence=event.cadence or cadence_in(line, page.hint.language),
        renews_on=starts_on,
        trial_ends_on=starts_on if event.kind is EventKind.TRIAL_STARTED else None,
        on=_bought_on(page) if event.kind is not EventKind.RENEWAL_NOTICE else page.mailed_on,
    )


def _notice_kind(page: Page, words: str) -> EventKind:
    if _FREE.search(words):
        return EventKind.TRIAL_STARTED
    heading = next((block.text for block in page.document.blocks if block.heading), "")
    title = f"{page.subject} {heading}"
    if _RENEWING.search(title) and not _CONFIRMED.search(title):
        return EventKind.RENEWAL_NOTICE
    return EventKind.SUBSCRIPTION_STARTED


def _price_change(page: Page, item: Item, change: re.Match[str]) -> BillingEvent:
    event = _event(page, item, EventKind.PRICE_CHANGE)
    new, old = (find_amounts(change[group], page.hint)[:1] for group in (1, 2))
    days = (_date(text, page) for text in (*item.details, *page.sentences))
    return replace(
        event,
        amount=new[0].money if new else None,
        old_amount=old[0].money if old else None,
        effective_on=next((day for day in days if day and day > page.mailed_on), None),
    )


def _event(page: Page, item: Item, kind: EventKind) -> BillingEvent:
    name, plan = named(item)
    periods = filter(None, (period(text, page) for text in item.details))
    return BillingEvent(
        kind=kind,
        merchant=app_slug(name),
        merchant_name=name,
        plan=plan,
        channel="apple",
        cadence=next(periods, None),
        on=page.mailed_on,
        reference=_order(page),
        confidence=_SURE,
        evidence=_evidence(item, []),
    )


def _renews_on(item: Item, page: Page) -> date | None:
    """The day to come that stands under an item: no language has to be known for that."""
    for text in item.details:
        day = None if _NOT_RENEWAL.search(text) else _date(text, page)
        if day is not None and day > page.mailed_on:
            return day
    return None


def _date(text: str, page: Page) -> date | None:
    days = (found.on for found in find_dates(text, hint=page.hint, near=page.mailed_on))
    return next((day for day in days if day is not None), None)


def _bought_on(page: Page) -> date:
    """The day at the head of the mail, when it is one just past."""
    latest = page.mailed_on + timedelta(days=1)  # the receipt's day is the buyer's, not UTC's
    earliest = page.mailed_on - timedelta(days=_RECEIPT_DAYS)
    days = (_date(block.text, page) for block in page.document.blocks[:20] if len(block.text) < 40)
    return next((day for day in days if day and earliest <= day <= latest), page.mailed_on)


def _order(page: Page) -> str | None:
    found = (_ORDER.search(block.text) for block in page.document.blocks)
    return next((order[1] for order in found if order), None)


def _evidence(item: Item, sums: list[Item]) -> tuple[str, ...]:
    """The item with its price, and the tax that came on top of it."""
    price = (item.price.text,) if item.price else ()
    tax = [f"{name} {amount.text}" for name, amount in taxes(sums)]
    return (shorten(" | ".join((item.title, *price, *item.details))), *tax)
