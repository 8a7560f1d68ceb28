"""Which of a big house's services a mail is about: advertisements at its foot name others."""

import re
from collections.abc import Iterable, Iterator

import msgspec
from msgspec.structs import replace

from parsers.events import BillingEvent, EventKind
from parsers.kit import Seller
from parsers.language.wording import is_aside, straight
from parsers.page import Page
from parsers.small_talk import overheard
from parsers.statement import fields
from parsers.values.found_money import find_amounts

# A service is meant where a line or cell begins with it, or where it is "yours" or paid "for".
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
    return [_bought(event) for event in overheard(page, store)]


def _bought(event: BillingEvent) -> BillingEvent:
    """Without a day of renewal, a rhythm is that of an offer beside the order."""
    if event.kind is not EventKind.CHARGE or event.renews_on or event.period:
        return event
    return replace(event, cadence=None, recurring=None)


def product_named(page: Page, products: Iterable[Product]) -> Named | None:
    """The first service that the subject or a line is about, by the longest of its names there."""
    texts = [straight(text) for text in (page.subject, *_about_the_bill(page))]
    found = [(names, product.seller) for product in products if (names := _names(product, texts))]
    if not found:
        return None
    names, seller = min(found, key=lambda one: one[0][0][0])
    return Named(seller=seller, words=max((words for _, words in names), key=len))


def _about_the_bill(page: Page) -> Iterator[str]:
    """The lines without offers, and without the price lists below the total."""
    total, language = fields.total(page), page.hint.language
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
