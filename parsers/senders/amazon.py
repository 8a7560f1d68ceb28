"""Amazon: Prime by prime@, digital orders by digital-no-reply@; goods are bought once."""

import re
from collections.abc import Iterable

from msgspec.structs import replace

from parsers.declare import parser
from parsers.events import BillingEvent, EventKind
from parsers.kit import Seller, UnreadableEmailError, found_money, shorten
from parsers.language.lexicon import says
from parsers.language.wording import main_claim, straight
from parsers.page import Page
from parsers.products import Product, product_named
from parsers.said_plainly import said_plainly
from parsers.small_talk import NOT_STRIPES, overheard
from parsers.statement import totals
from parsers.things import things_named
from parsers.values.found_money import find_amounts

_ENDINGS = (
    "com ca co.uk de fr it es nl pl se ie com.be com.mx com.br com.au com.tr ae sa eg sg in co.jp "
    "co.za"
)
_SITES = tuple(f"amazon.{ending}" for ending in _ENDINGS.split())
_PRIME = Seller(name="Amazon Prime", merchant="amazon_prime", recurring=True)
_AMAZON = Seller(name="Amazon", merchant="amazon", channel="amazon", recurring=False)
# Services that Amazon bills as digital orders.
_SERVICES = (
    Product(
        name=r"(?:amazon )?kindle unlimited",
        seller=Seller(
            name="Kindle Unlimited", merchant="kindle_unlimited", channel="amazon", recurring=True
        ),
    ),
    Product(name=r"(?:amazon )?prime membership", seller=_PRIME),
)
# "Larkfield Stories - Monthly subscription", "Larkfield Stories Channel": somebody else's service.
_SUBSCRIPTION = re.compile(
    r"^(?:item|product|subscription)?[:\s|]*(?P<name>[A-Z][^|:]{1,60}?)(?: (?:on|via) Prime Video)?"
    r"(?: Channel)?(?: [-–] | \()?(?i:monthly|annual|yearly)? ?"
    r"(?i:subscription|channel)\)?(?: \||$)"
)
_CHANNEL = re.compile(
    r"\b[Yy]our (?P<name>[A-Z0-9][^.,!?|]{1,40}?) (?:channel|free trial|subscription|membership)\b"
)
# What a channel is called in German.
_BOOKED = re.compile(
    r"\bBuchung von (?P<name>[A-Z0-9][^.,!?|]{1,40}?) (?:bei|über) Prime Video\b"
    r"|\bBuchung von (?P<title>[A-Z0-9][^.,!?|]{1,40}?) (?:ist|wurde|endet|wird)\b"
)
_ORDER = re.compile(r"\b(?:D\d{2}|\d{3})-\d{7}-\d{7}\b")
_PRIME_NAMED = re.compile(r"\b(?:Amazon Prime|Prime membership)\b")
_ON_THE_WAY = r"order-update|ship-confirm|shipment-tracking|account-update|store-news"
# Desks that tell of parcels, by what they are called in their country.
_SHIPS = r"ship|track|deliver|versand|envio|spedizione|expedition|verzend|wysyl"
_PRIME_HERE = re.compile(r"(?i)\byour (?:amazon )?prime membership\b")
# Japanese has no lexicon: the two subjects that are known, and the labels of a sum.
_PAID_IN_JAPAN = re.compile(r"プライム会費のお支払い|でのご注文")
_SUM_IN_JAPAN = re.compile(r"合計|請求|お支払い|会費")
_SURE = 0.97
_BY_ANY_DESK = (EventKind.REFUND, EventKind.PAYMENT_FAILED)


@parser(
    senders=_SITES,
    local=r"^prime$",
    kinds="charge refund refund_promised trial_started renewal_notice price_change canceled"
    " expired",
    languages="de en es",
)
def prime(page: Page) -> Iterable[BillingEvent]:
    """What becomes of a Prime membership."""
    if _PAID_IN_JAPAN.search(page.subject):
        return (_paid_in_japan(page, _PRIME),)
    return overheard(page, _PRIME)


@parser(
    senders=_SITES,
    local=r"^digital-no-reply$",
    kinds="charge",
    languages="en ja",
)
def digital_order(page: Page) -> Iterable[BillingEvent]:
    """Books and films are bought once; subscriptions come as orders too, by their title."""
    seller = _seller(page)
    if _PAID_IN_JAPAN.search(page.subject):
        return (_paid_in_japan(page, seller),)
    found = [_numbered(page, one) for one in overheard(page, seller)]
    if seller is not _AMAZON:
        return found
    return [replace(one, cadence=None, renews_on=None, recurring=_once(one)) for one in found]


@parser(
    senders=_SITES,
    local=r"^no-reply$",
    kinds="charge payment_failed",
    languages="en ja",
)
def declined(page: Page) -> Iterable[BillingEvent]:
    """Payments that failed; boxes of Subscribe & Save are goods."""
    if _PAID_IN_JAPAN.search(page.subject):
        return (_paid_in_japan(page, _PRIME),) if "プライム" in page.subject else ()
    is_prime = any(_PRIME_HERE.search(text) for text in (page.subject, *page.sentences))
    found = overheard(page, _PRIME if is_prime else _AMAZON)
    return [_numbered(page, one) for one in found if one.kind is EventKind.PAYMENT_FAILED]


@parser(
    senders=("primevideo.com",),
    local=NOT_STRIPES,
    kinds="canceled",
    languages="de en",
)
def prime_video(page: Page) -> Iterable[BillingEvent]:
    """Channels within Prime Video: somebody else's service, ended at Amazon alone."""
    texts = (page.subject, *page.sentences)
    named = next((found["name"] for text in texts if (found := _CHANNEL.search(text))), None)
    named = named or _booked(page) or next(things_named(page), None)
    return overheard(page, Seller(name=named or "Prime Video", channel="amazon"))


@parser(
    senders=_SITES,
    local=r"^auto-confirm$",
    kinds="charge",
    languages="en de",
)
def goods(page: Page) -> Iterable[BillingEvent]:
    """Orders of goods, each with its total; their small print speaks of subscriptions."""
    claim = main_claim(page)
    is_else = claim is not None and claim.in_subject and claim.kind is not EventKind.CHARGE
    return () if is_else else _orders(page)


@parser(
    senders=_SITES,
    local=rf"^(?!(?:auto-confirm|prime|digital-no-reply|no-reply|{_ON_THE_WAY})$|.*(?:aws|{_SHIPS}))"
    + NOT_STRIPES.removeprefix("^"),
    kinds="charge refund payment_failed",
    languages="en es",
)
def other_desks(page: Page) -> Iterable[BillingEvent]:
    """Orders, refunds and payments that failed, by desks that are called otherwise in each
    country.
    """
    language = page.hint.language
    claim = main_claim(page)
    if claim is not None and claim.kind in _BY_ANY_DESK:
        is_prime = any(_PRIME_NAMED.search(line) for line in page.lines)
        found = overheard(page, _PRIME if is_prime else _AMAZON)
        return [_numbered(page, one) for one in found if one.kind is claim.kind]
    is_order = says(page.subject, "ordered", language) and not says(
        page.subject, "shipped", language
    )
    return _orders(page) if is_order and _order(page) else ()


@parser(senders=_SITES, local=rf"^(?:{_ON_THE_WAY})$|^(?!.*aws).*(?:{_SHIPS})")
def on_its_way(page: Page) -> Iterable[BillingEvent]:
    """Parcels, security and offers: their small print speaks of subscriptions; the account's desk
    may say that a payment failed.
    """
    found = said_plainly(page, _AMAZON)
    return [_numbered(page, one) for one in found if one.kind is EventKind.PAYMENT_FAILED]


def _orders(page: Page) -> list[BillingEvent]:
    whole = [one for one in totals.totals(page) if not one.is_other]
    sums = [one for one in totals.best_labelled(whole) if one.amount.amount > 0]
    orders = list(dict.fromkeys(_ORDER.findall("\n".join((page.subject, *page.lines)))))
    if len(orders) != len(sums):  # one order, whose total may stand there twice, or none told
        sums, orders = sums[-1:], orders[:1] or [None]
    return [_bought(page, one, order) for one, order in zip(sums, orders, strict=False)]


def _seller(page: Page) -> Seller:
    if service := product_named(page, _SERVICES):
        return service.seller
    named = (found["name"] for line in page.lines if (found := _SUBSCRIPTION.match(line)))
    name = next((name for name in named if name.split()[0].lower() not in ("your", "this")), None)
    return Seller(name=name, channel="amazon", recurring=True) if name else _AMAZON


def _bought(page: Page, total: totals.Total, order: str | None) -> BillingEvent:
    return BillingEvent(
        kind=EventKind.CHARGE,
        merchant=_AMAZON.slug,
        merchant_name=_AMAZON.name,
        channel=_AMAZON.channel,
        amount=found_money(total.amount),
        recurring=False,
        on=page.mailed_on,
        reference=order,
        confidence=_SURE,
        evidence=(shorten(page.subject), shorten(page.lines[total.at])),
    )


def _paid_in_japan(page: Page, seller: Seller) -> BillingEvent:
    lines = (line for line in page.lines if _SUM_IN_JAPAN.search(line))
    sums = [(line, one) for line in lines for one in find_amounts(line, page.hint)]
    if not sums:
        raise UnreadableEmailError(f"no sum in {page.subject!r}")
    return BillingEvent(
        kind=EventKind.CHARGE,
        merchant=seller.slug,
        merchant_name=seller.name,
        channel=seller.channel,
        amount=found_money(sums[-1][1]),
        recurring=seller.recurring,
        on=page.mailed_on,
        reference=_order(page),
        confidence=_SURE,
        evidence=(shorten(page.subject), shorten(sums[-1][0])),
    )


def _booked(page: Page) -> str | None:
    hits = (_BOOKED.search(straight(text)) for text in (*page.sentences, page.subject))
    return next((found["name"] or found["title"] for found in hits if found), None)


def _numbered(page: Page, event: BillingEvent) -> BillingEvent:
    return replace(event, reference=_order(page) or event.reference)


def _once(event: BillingEvent) -> bool | None:
    return False if event.kind is EventKind.CHARGE else None


def _order(page: Page) -> str | None:
    found = (_ORDER.search(text) for text in (page.subject, *page.lines))
    return next((one[0] for one in found if one), None)
