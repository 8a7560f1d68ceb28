"""Shopify: bills shopkeepers itself, and writes to the customers of shops without a domain."""

import re
from collections.abc import Iterable

from msgspec.structs import replace

from parsers.declare import parser
from parsers.events import BillingEvent, EventKind
from parsers.kit import Seller, UnreadableEmailError, shorten
from parsers.language.wording import cadence_in
from parsers.page import Page
from parsers.small_talk import overheard
from parsers.values.found_money import find_amounts

_SHOPIFY = Seller(name="Shopify", merchant="shopify", recurring=True)
_SHOP = r"^store\+\d+$"
_INSTALMENT = re.compile(r"(?i)\binstal?lments?\b|\baffirm\b|\bpart payment\b")


@parser(
    senders=("t.shopifyemail.com",),
    local=_SHOP,
    kinds="charge payment_failed paused canceled",
)
def shop(page: Page) -> Iterable[BillingEvent]:
    """Orders and subscriptions of a shop, which the display name gives; an order alone is one."""
    name = page.message.from_name.strip().strip('"') or page.message.from_address
    return [_ordered(page, event) for event in overheard(page, Seller(name=name))]


@parser(senders=("g.shopifyemail.com", "m.shopifyemail.com"), kinds="charge")
def campaign(page: Page) -> Iterable[BillingEvent]:
    """Offers of shops never bill; what one reader alone gets from there may be an order of his."""
    return () if page.message.goes_to_many else shop.read(page)


@parser(
    senders=("billing@shopify.com",),
    kinds="charge invoice_due",
    languages="de en",
)
def billing(page: Page) -> Iterable[BillingEvent]:
    """Invoices to shopkeepers: the amount may stand in the PDF alone."""
    try:
        return overheard(page, _SHOPIFY)
    except UnreadableEmailError:
        return (_billed(page),)


@parser(senders=("email.shopify.com", "mailer@shopify.com"))
def to_shopkeepers(_page: Page) -> Iterable[BillingEvent]:
    """Tips, and what others ordered in the user's own shop."""
    return ()


def _billed(page: Page) -> BillingEvent:
    return BillingEvent(
        kind=EventKind.INVOICE_DUE,
        merchant=_SHOPIFY.slug,
        merchant_name=_SHOPIFY.name,
        channel=_SHOPIFY.channel,
        on=page.mailed_on,
        evidence=(shorten(page.subject),),
    )


def _is_instalment(page: Page) -> bool:
    return any(_INSTALMENT.search(text) for text in (page.subject, *page.lines))


def _ordered(page: Page, event: BillingEvent) -> BillingEvent:
    """A rhythm is believed beside a price; an instalment is a part of a price paid once."""
    if event.kind is not EventKind.CHARGE:
        return event
    if _is_instalment(page):
        return replace(event, recurring=False, cadence=None, renews_on=None)
    priced = [line for line in page.lines if find_amounts(line, page.hint)]
    if event.renews_on or any(cadence_in(line, page.hint.language) for line in priced):
        return event
    return replace(event, recurring=None, cadence=None)
