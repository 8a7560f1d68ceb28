"""Apple: receipts, confirmations and notices of the App Store, item by item, in every language."""

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from itertools import groupby, pairwise
from operator import attrgetter

import msgspec
from msgspec.structs import replace

from parsers.dates import find_dates
from parsers.declare import parser
from parsers.document import Block
from parsers.events import BillingEvent, EventKind
from parsers.found_money import AmountFound, find_amounts, parse_amount
from parsers.kit import UnreadableEmailError, app_slug, shorten
from parsers.locales import LocaleHint
from parsers.money import Money
from parsers.page import Page
from parsers.store_ends import ended_subscription
from parsers.wording import cadence_in

_RECEIPT = re.compile(
    r"(?i)\b(?:receipt|invoice|purchases) from Apple|Rechnung von Apple|reçu Apple|fattura da Apple"
    r"|Apple ?からの領収書|zakupu od Apple"
)
_NOTICE = re.compile(r"(?i)\bsubscription (?:confirmation|renewal|price)")
_REFUND = re.compile(r"(?i)\brefund\b|erstattung|remboursement|rimborso|reembolso|払い戻し|返金")
_RENEWING = re.compile(r"(?i)\brenew(?:al|ing)?\b")
_CONFIRMED = re.compile(r"(?i)\bsubscription (?:confirmation|confirmed)\b")
_ORDER = re.compile(r"(?:^|[:\s])(?=[A-Z]*\d)(M[A-Z0-9]{7,10})$")
_LANGUAGE = re.compile(r'<(?:html|body|div)\b[^<>]{0,300}?\blang="([a-z]{2,3})-([A-Z]{2})"')
# Rows under the items that say what was paid on top and on the way, not what was paid.
_TAX = re.compile(r"(?i)^(?:tax|vat|gst|hst|jct|mwst|ust|tva|iva|imposta|impuesto|消費税)\b")
_SUBTOTAL = re.compile(r"(?i)^(?:sub-?total|zwischensumme|sous-total|subtotale|imponibile|小計)")
_TOTAL = re.compile(r"(?i)^(?:total|gesamt|summe|totale|importe total|合計)")
_SUMS = re.compile(f"{_TAX.pattern}|{_SUBTOTAL.pattern[4:]}|{_TOTAL.pattern[4:]}")
# What stands above the items of a text-only receipt: section names, numbers, the account.
_HEADER = re.compile(
    r"^(?:(?:Mac )?App Store|iTunes Store|(?:Apple )?(?:Books|Music|Movies|TV|Services))$"
    r"|^M[A-Z0-9]{7,10}$|^\d{12}$|@|(?i:^(?:apple (?:id|account)|order id|document|billed to|date|"
    r"invoice|receipt)\b)"
)
# Songs, books and films are bought of Apple itself; apps and subscriptions of their makers.
_MEDIA = re.compile(r"(?i)^(?:audiobook|book|tv (?:episode|season)|movie|song|album|music video)\b")
_LINKS = re.compile(r"(?i)report a problem|問題を報告")
# What a line under an item's name says of it when it is no plan.
_NO_PLAN = re.compile(
    r"(?i)^(?:renews|introductory offer|.{0,30}\boffer:|renewal price|subscription price|new \W?\d"
    r"|next (?:billing|contract)|agreement|starting|in-app|app 内|アプリ内|app$|write a review)"
)
_PLAN_WORD = re.compile(r"(?i)^(?:your|dein|deine|ihr) (.*\bplan)$")
_NOT_RENEWAL = re.compile(r"(?i)pre-?order|expected|expires|rental|available")
_CADENCE = re.compile(r"(?<!\s)\s*+[(（]([^()（）]{2,30})[)）]$")
_PERIODS = {"月額": "P1M", "年額": "P1Y", "週額": "P1W"}
_FREE = re.compile(r"(?i)\bfree\b|kostenlos|gratis|gratuit|無料")
_NEW_PRICE = re.compile(r"(?i)\bnew (\S.{0,40}?) [-–—] old (\S.{0,40})")
# Apple's own services name their plan in the title: "iCloud+ with 200 GB", "Apple Music Family".
_OWN = re.compile(
    r"^(?:iCloud\+?|AppleCare\+?|Apple (?:One|Music|TV\+?|Arcade|News\+|Fitness\+|Creator Studio))"
    r"(?=\W|$)"
)
_PLACE = attrgetter("table", "row", "column")
_RECEIPT_DAYS = 45
_SURE = 0.97


class _Item(msgspec.Struct, frozen=True, kw_only=True):
    """A block of lines under one name, with the price beside it where there is one."""

    title: str
    details: tuple[str, ...]
    price: AmountFound | None = None


@parser(
    senders=("no_reply@email.apple.com",),
    kinds="charge refund trial_started subscription_started renewal_notice price_change canceled",
    languages="de en ja",
)
def store(page: Page) -> Iterable[BillingEvent]:
    """Receipts and refunds by their priced items, notices by the items that name a price to come.

    Raises UnreadableEmailError when a receipt shows no item.
    """
    page = replace(page, hint=_hint(page))
    items, sums = _split(list(_priced(page)))
    if items and (_order(page) or _RECEIPT.search(page.subject)):
        return _purchases(page, items, sums)
    if offers := list(_offers(page)):
        return [_notice(page, offer) for offer in offers]
    if not _RECEIPT.search(page.subject) and (ended := ended_subscription(page, "apple")):
        return [ended]
    if _expects_item(page):
        raise UnreadableEmailError(f"no item in {page.subject!r}")
    return ()


@parser(senders=("noreply@email.apple.com", "orders.apple.com", "insideapple.apple.com"))
def other(_page: Page) -> Iterable[BillingEvent]:
    """Calendar invitations (abused for false invoices), hardware orders and advertisements."""
    return ()


def _expects_item(page: Page) -> bool:
    """Whether the subject announces items; those of a receipt may all have been free."""
    if _RECEIPT.search(page.subject):
        return not any(_FREE.fullmatch(block.text) for block in page.document.blocks)
    return bool(_NOTICE.search(page.subject))


def _hint(page: Page) -> LocaleHint:
    """The country that the markup names: receipts since 2025 do so below the body."""
    found = _LANGUAGE.search(page.message.html)
    if found is None:
        return page.hint
    return LocaleHint(language=page.hint.language or found[1], territory=found[2])


def _cells(page: Page) -> Iterator[tuple[Block, ...]]:
    """The blocks cell by cell; outside of tables each for itself."""
    if all(block.table is None for block in page.document.blocks):
        yield from _lines(page)
        return
    for (table, _, _), cell in groupby(page.document.blocks, key=_PLACE):
        blocks = tuple(cell)
        yield from ((block,) for block in blocks) if table is None else (blocks,)


def _lines(page: Page) -> Iterator[tuple[Block, ...]]:
    """A text-only receipt in the cells it would have: the lines of an item, then its price."""
    item: list[Block] = []
    for block in page.document.blocks:
        amounts = find_amounts(block.text, page.hint)
        if amounts and block.text.endswith(amounts[-1].text):
            label = block.text[: amounts[-1].start].rstrip(" :\t")
            item += [replace(block, text=label)] if label else []
            yield tuple(item) if not _SUMS.match(label) else (item[-1],)
            yield (replace(block, text=amounts[-1].text),)
            item = []
        else:
            item = [] if _HEADER.search(block.text) else [*item, block]


def _priced(page: Page) -> Iterator[_Item]:
    """Every cell of words that a cell with nothing but an amount follows."""
    before: tuple[Block, ...] = ()
    for cell in _cells(page):
        price = parse_amount(cell[0].text, page.hint) if len(cell) == 1 else None
        if price is not None and before:
            rest = (one for one in before[1:] if not (one.link or _LINKS.search(one.text)))
            yield _Item(title=before[0].text, details=tuple(one.text for one in rest), price=price)
        before = () if price is not None else cell


def _split(priced: list[_Item]) -> tuple[list[_Item], list[_Item]]:
    """Items have lines under their name; what follows them is how the sum came about."""
    first = next((place for place, one in enumerate(priced) if one.details), len(priced))
    items = [one for one in priced[first:] if one.details]
    return items, [one for one in priced[first:] if not one.details]


def _offers(page: Page) -> Iterator[_Item]:
    for cell in _cells(page):
        words = [block.text for block in cell]
        if len(words) >= 2 and any(_is_price_to_come(text, page) for text in words[1:]):
            yield _Item(title=words[0], details=tuple(words[1:]))


def _is_price_to_come(text: str, page: Page) -> bool:
    amounts = find_amounts(text, page.hint)
    return bool(amounts) and (_date(text, page) is not None or bool(_NEW_PRICE.search(text)))


def _purchases(page: Page, items: list[_Item], sums: list[_Item]) -> list[BillingEvent]:
    kind = EventKind.REFUND if _REFUND.search(page.subject) else EventKind.CHARGE
    cost = [item for item in items if item.price and item.price.amount > 0]
    paid = _shares([item.price.amount for item in cost if item.price], sums)
    return [
        _purchase(page, item, kind, sums, share) for item, share in zip(cost, paid, strict=True)
    ]


def _shares(prices: list[Decimal], sums: list[_Item]) -> list[Decimal | None]:
    """What was paid for each item: its price and its share of the tax that comes on top of all.

    One that is bought alone and one that is bought with others then cost the same.
    """
    paid = _paid(sums)
    if paid is None or len(prices) == 1:
        return [paid] * len(prices)
    tax = [one.price.amount for one in sums if one.price and _TAX.search(one.title)]
    if sum(tax) == 0 or sum(prices) + sum(tax) != paid:
        return [None] * len(prices)
    cent = Decimal(1).scaleb(int(paid.as_tuple().exponent))
    until = [
        (paid * sum(prices[: place + 1]) / sum(prices)).quantize(cent)
        for place in range(len(prices))
    ]
    return [end - start for start, end in pairwise([Decimal(0), *until])]


def _purchase(
    page: Page, item: _Item, kind: EventKind, sums: list[_Item], paid: Decimal | None
) -> BillingEvent:
    """One item, at what was paid for it."""
    amount = item.price and item.price.money
    renews_on, is_charge = _renews_on(item, page), kind is EventKind.CHARGE
    event = _event(page, item, kind)
    return replace(
        event,
        amount=Money(amount=paid, currency=amount.currency) if paid and amount else amount,
        recurring=bool(renews_on or event.cadence) if is_charge else None,
        renews_on=renews_on if is_charge else None,
        on=_bought_on(page),
        evidence=_evidence(item, sums),
    )


def _paid(sums: list[_Item]) -> Decimal | None:
    """The total, else what the means of payment add up to."""
    totals = [one.price.amount for one in sums if one.price and _TOTAL.search(one.title)]
    if totals:
        return totals[-1]
    rest = [one for one in sums if not (_TAX.search(one.title) or _SUBTOTAL.search(one.title))]
    return sum((one.price.amount for one in rest if one.price), Decimal(0)) or None


def _notice(page: Page, item: _Item) -> BillingEvent:
    """What a mail says of an item whose price is to come: a start, a trial, a renewal, a rise."""
    words = " ".join(item.details)
    change = _NEW_PRICE.search(words)
    if change:
        return _price_change(page, item, change)
    event = _event(page, item, _notice_kind(page, words))
    line = next(text for text in item.details if _is_price_to_come(text, page))
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


def _price_change(page: Page, item: _Item, change: re.Match[str]) -> BillingEvent:
    event = _event(page, item, EventKind.PRICE_CHANGE)
    new, old = (find_amounts(change[group], page.hint)[:1] for group in (1, 2))
    days = (_date(text, page) for text in (*item.details, *page.sentences))
    return replace(
        event,
        amount=new[0].money if new else None,
        old_amount=old[0].money if old else None,
        effective_on=next((day for day in days if day and day > page.mailed_on), None),
    )


def _event(page: Page, item: _Item, kind: EventKind) -> BillingEvent:
    name, plan = _named(item)
    periods = filter(None, (_period(text, page) for text in item.details))
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


def _named(item: _Item) -> tuple[str, str | None]:
    """The service and its plan: "Coursera: Learn career skills", "Coursera Plus Monthly"."""
    own = _OWN.match(item.title)
    if any(_MEDIA.search(text) for text in item.details):
        return "Apple", item.title
    if own and item.title[own.end() :].strip():
        return own[0], item.title[own.end() :].strip()
    return (own[0] if own else item.title), _plan(item)


def _plan(item: _Item) -> str | None:
    for text in item.details:
        if word := _PLAN_WORD.match(text):
            return word[1]
    first = item.details[0] if item.details else ""
    is_plan = bool(first) and not _NO_PLAN.search(first) and _is_subscription(item)
    return _CADENCE.sub("", first) if is_plan else None


def _is_subscription(item: _Item) -> bool:
    """One-time items have lines of another kind under their name: a genre, a device."""
    return any(_CADENCE.search(text) or re.search(r"\d{4}", text) for text in item.details)


def _period(text: str, page: Page) -> str | None:
    """The cadence in brackets after a plan, or in the words of AppleCare's plans and of prices."""
    bracket = _CADENCE.search(text)
    if bracket and bracket[1] in _PERIODS:
        return _PERIODS[bracket[1]]
    if bracket or _PLAN_WORD.match(text) or find_amounts(text, page.hint):
        return cadence_in(bracket[1] if bracket else text, page.hint.language)
    return None


def _renews_on(item: _Item, page: Page) -> date | None:
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


def _evidence(item: _Item, sums: list[_Item]) -> tuple[str, ...]:
    """The item with its price, and the tax that came on top of it."""
    price = (item.price.text,) if item.price else ()
    tax = [f"{one.title} {one.price.text}" for one in sums if one.price and _TAX.search(one.title)]
    return (shorten(" | ".join((item.title, *price, *item.details))), *tax)
