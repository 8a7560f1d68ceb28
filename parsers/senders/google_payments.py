"""Google outside of Play: YouTube memberships, Google One, Workspace, Cloud and Ads."""

from collections.abc import Iterable

from msgspec.structs import replace

from parsers.declare import parser
from parsers.events import BillingEvent, EventKind
from parsers.kit import Seller
from parsers.language.notions import notions_for
from parsers.page import Page
from parsers.products import Product, product_named
from parsers.small_talk import overheard

_ONE = Product(
    name=r"google (?:one|ai (?:plus|pro|ultra))(?: \(?\d+ [gt]b\)?)?",
    seller=Seller(name="Google One", merchant="google_one", recurring=True),
)
# Billed by use: nothing renews, whatever period a bill names.
_BY_USE = ("Google Cloud", "Google Ads", "Google Maps Platform")
_PRODUCTS = (
    _ONE,
    Product(
        name="youtube tv", seller=Seller(name="YouTube TV", merchant="youtube_tv", recurring=True)
    ),
    Product(
        name=r"youtube (?:premium|music)(?: (?:premium|family|lite|individual|student))?",
        seller=Seller(name="YouTube Premium", merchant="youtube_premium", recurring=True),
    ),
    Product(
        name=r"google workspace(?: (?:business|enterprise) \w+)?",
        seller=Seller(name="Google Workspace"),
    ),
    *(Product(name=name.lower(), seller=Seller(name=name)) for name in _BY_USE),
)
_GOOGLE, _YOUTUBE = Seller(name="Google"), Seller(name="YouTube", merchant="youtube_premium")


@parser(
    senders=("payments-noreply@google.com",),
    kinds="charge refund payment_failed invoice_due paused",
)
def payments(page: Page) -> Iterable[BillingEvent]:
    """Bills and payments for whatever Google sells under its own name."""
    return [_once(page, event) for event in _read(page, _GOOGLE)]


@parser(
    senders=("noreply-purchases@youtube.com", "no-reply@youtube.com", "noreply@youtube.com"),
    kinds="subscription_started price_change paused canceled",
)
def youtube(page: Page) -> Iterable[BillingEvent]:
    """Memberships, prices and pauses; creators' videos say nothing."""
    return _read(page, _YOUTUBE)


@parser(
    senders=("googleone-noreply@google.com",),
    kinds="renewal_notice canceled",
)
def google_one(page: Page) -> Iterable[BillingEvent]:
    """Storage plans; storage that runs full is no bill."""
    return _read(page, _ONE.seller)


def _once(page: Page, event: BillingEvent) -> BillingEvent:
    """The event; what Google thanks for and gives no rhythm, of a service that is none of these,
    was bought in its store: "Google: Thank you".
    """
    is_store = event.merchant == _GOOGLE.slug and event.kind is EventKind.CHARGE
    if not is_store or event.recurring is not None:
        return event
    thanks = "thanks" in notions_for(page.hint.language).about(page.subject)
    return replace(event, recurring=False) if thanks else event


def _read(page: Page, otherwise: Seller) -> list[BillingEvent]:
    named = product_named(page, _PRODUCTS)
    if named is None:
        return overheard(page, otherwise)
    found = overheard(page, named.seller, plan=named.words)
    by_use = named.seller.name in _BY_USE
    return [replace(event, recurring=None) for event in found] if by_use else found
