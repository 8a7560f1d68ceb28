"""Shopify: bills shopkeepers itself, and writes to the customers of shops without a domain."""

import re
from collections.abc import Iterable

from msgspec.structs import replace

from parsers.declare import parser
from parsers.events import BillingEvent, EventKind
from parsers.kit import Seller, UnreadableEmailError, overheard, shorten
from parsers.page import Page

_SHOPIFY = Seller(name="Shopify", merchant="shopify", recurring=True)
_SHOP = r"^store\+\d+$"
_INSTALMENT = re.compile(r"(?i)\binstal?lments?\b|\baffirm\b|\bpart payment\b")


@parser(senders=("t.shopifyemail.com",), local=_SHOP)
def shop(page: Page) -> Iterable[BillingEvent]:
    """Orders and subscriptions of a shop, which the display name gives; an order alone is one."""
    name = page.message.from_name.strip().strip('"') or page.message.from_address
    found = overheard(page, Seller(name=name))
    return [_part_payment(event) for event in found] if _is_instalment(page) else found


@parser(senders=("g.shopifyemail.com", "m.shopifyemail.com"))
def campaign(_page: Page) -> Iterable[BillingEvent]:
    """Offers of shops; they never bill."""
    return ()


@parser(senders=("billing@shopify.com",))
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


def _part_payment(event: BillingEvent) -> BillingEvent:
    """An instalment is a part of a price paid once."""
    if event.kind is not EventKind.CHARGE:
        return event
    return replace(event, recurring=False, cadence=None, renews_on=None)
