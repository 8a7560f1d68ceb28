"""Which of a big house's services a mail is about: advertisements at its foot name others."""

import re
from collections.abc import Iterable, Iterator
from itertools import chain

import msgspec
from msgspec.structs import replace

from parsers.events import BillingEvent, EventKind
from parsers.kit import Seller
from parsers.language.wording import cadence_in, claims, is_aside, straight
from parsers.merchants import slug
from parsers.page import Page
from parsers.small_talk import overheard
from parsers.statement import totals
from parsers.things import thing_bought, things_named
from parsers.values.found_money import find_amounts

# A service is meant where a line or cell begins with it, or where it is "yours" or paid "for".
_OWN = "direct"
_HERE = r"(?i)(?:^|[|:] ?|\b(?:your|for|to|view) )(?:your )?"


class Product(msgspec.Struct, frozen=True, kw_only=True):
    """A service and the pattern of its name, with the plan where the name ends in one."""

    name: str
    seller: Seller


class Named(msgspec.Struct, frozen=True, kw_only=True):
    """The service of a mail, and the words it is called by."""

    seller: Seller
    words: str


def sold(page: Page, products: Iterable[Product], store: Seller) -> list[BillingEvent]:
    """What the mail states of the service that it is about, else of a thing out of the house's
    store, which is mostly bought once.

    Raises UnreadableEmailError when the subject states a payment without an amount.
    """
    named = product_named(page, products)
    if named is not None:
        return overheard(page, named.seller, plan=named.words)
    return [_bought(page, event) for event in overheard(page, store)]


def seller_of(page: Page, products: Iterable[Product], store: Seller) -> Seller:
    """Whose mail it is: the service's that it is about, else the store's."""
    named = product_named(page, products)
    return named.seller if named is not None else store


def _bought(page: Page, event: BillingEvent) -> BillingEvent:
    """Without a day of renewal, a rhythm is that of an offer beside the order, unless the mail says
    of what was bought that it renews; what does is somebody's subscription.
    """
    if event.kind is EventKind.CHARGE and not (event.renews_on or event.period):
        rhythm = _rhythm_of_its_own(page, event)
        event = replace(event, cadence=rhythm, recurring=True if rhythm else None)
    if event.channel == _OWN or not (event.recurring or event.kind is not EventKind.CHARGE):
        return event
    name = thing_bought(page, event)
    return replace(event, merchant=slug(name), merchant_name=name) if name else event


def _rhythm_of_its_own(page: Page, event: BillingEvent) -> str | None:
    """How often a sentence says that it renews, for the money that was paid."""
    for claim in claims(page):
        if claim.kind is EventKind.RENEWAL_NOTICE:
            amounts = [one.money for one in find_amounts(claim.sentence, page.hint)]
            if amounts == [event.amount]:
                return cadence_in(claim.sentence, page.hint.language)
    return None


def product_named(page: Page, products: Iterable[Product]) -> Named | None:
    """The first service that the subject or a line is about, by the longest of its names there."""
    texts = [straight(text) for text in (page.subject, *_about_the_bill(page))]
    found = [(names, product.seller) for product in products if (names := _names(product, texts))]
    if not found:
        return _claimed(page, products)
    names, seller = min(found, key=lambda one: one[0][0][0])
    return Named(seller=seller, words=max((words for _, words in names), key=len))


def _claimed(page: Page, products: Iterable[Product]) -> Named | None:
    """The first service that a sentence of what happened names, or that one subscribed to, in
    whatever language; a purchase is told by its rows.
    """
    known, found = list(products), claims(page)
    main = [one.sentence for one in found if one.kind is found[0].kind]
    is_bought = bool(found) and found[0].kind is EventKind.CHARGE
    for text in chain(main, () if is_bought else things_named(page)):
        for product in known:
            if hit := re.search(rf"(?i)(?<![\w.]){product.name}(?![\w.]\w)", text):
                return Named(seller=product.seller, words=hit[0])
    return None


def _about_the_bill(page: Page) -> Iterator[str]:
    """The lines without offers, and without the price lists below the total."""
    total, language = totals.total(page), page.hint.language
    is_below = False
    for line in page.lines:
        found = find_amounts(line, page.hint)
        if not is_aside(line, language) and not (found and is_below):
            yield line
        is_below = is_below or (total is not None and any(o.money == total.money for o in found))


def _names(product: Product, texts: list[str]) -> list[tuple[int, str]]:
    """Where the service is named, by the number of the text, and in what words."""
    pattern = re.compile(rf"{_HERE}(?P<words>{product.name})\b(?!\.\w)", re.MULTILINE)
    if not pattern.search("\n".join(texts)):  # most services stand nowhere
        return []
    return [(at, hit["words"]) for at, text in enumerate(texts) for hit in pattern.finditer(text)]
