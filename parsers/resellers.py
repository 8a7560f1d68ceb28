"""What stores and merchants of record sell in the name of others: whose bill a mail really is."""

import re
from collections.abc import Iterator

import msgspec
from msgspec.structs import replace

from parsers.events import BillingEvent
from parsers.kit import Seller
from parsers.language.wording import straight
from parsers.merchants import fold, slug
from parsers.page import Page
from parsers.small_talk import overheard
from parsers.statement import labels
from parsers.things import thing_in_rows, things_named
from parsers.values.found_money import find_amounts

_NAME = r"(?P<name>[A-Z0-9](?:[^.,!?;:|()]|\.(?=\w)){1,60}?)"
_END = (
    r"(?= (?:has|have|was|is|will|for|on|at|via|through|by|and|with|using"
    r"|failed|could|did|does|renews|renewed|starts|started|ends|ended|expires|of [$€£])\b"
    r"|[.,!?;:|()]|$)"
)
_BOUGHT = r"purchas(?:e|ing|ed)|order|receipt|invoice|refund|payment|subscrib(?:ed|ing)"
_SUM = r"(?: of [^\w\s]?\d\S{0,12})?"
# "Your subscription to Larkfield Pro has been cancelled", "your purchase from Larkfield".
_SENTENCES = tuple(
    re.compile(pattern + _END)
    for pattern in (
        rf"\b(?i:{_BOUGHT}){_SUM} (?i:from|to) {_NAME}",
        rf"\b(?i:subscription|membership|trial|channel) (?i:to|for|of|from) {_NAME}",
        rf"\b(?i:{_BOUGHT}){_SUM} (?i:of|for) {_NAME}",
        rf"\b(?i:your) {_NAME} (?i:subscription|membership|free trial|trial|receipt|invoice|order)",
        rf"\b(?i:buying|purchasing|ordering) {_NAME}",
        rf"\b(?i:resellers?) (?i:of|for) {_NAME}",
    )
)
_LABELS = ("product", "item", "seller", "merchant", "channel", "subscription")
_NO_NAME = re.compile(
    r"(?i)^(?:(?:your|the|this|a|an|our|my) .*|.*\b(?:order|invoice|receipt) ?(?:number|no|#).*"
    r"|\d[\d\s./-]*|order|invoice|receipt|price|amount|qty|quantity|total|total price|details|"
    r"description|plan|(?:free |paid )?(?:trial|plan|subscription)|monthly|yearly|annual)$"
)
# "Larkfield Notes (Monthly)", "Larkfield Notes - Annual subscription": one product all the same.
_RHYTHM = re.compile(
    r"(?i)(?<!\s)\s*+(?:[-–—] |\()?\b(?:monthly|month|annual|yearly|year|weekly)\b[\w ]{0,20}\)?$"
)
# "Larkfield (FastSpring)", "Larkfield Sales via FastSpring" as the sender.
_BY_WAY = re.compile(
    r"(?P<name>[^(]{2,50}?)(?: (?i:sales|support|orders|billing|team))?"
    r" (?:\((?i:via |by )?[^()]{3,30}\)$|(?i:via|by way of) )"
)
_DOUBTFUL = 0.6


class Reseller(msgspec.Struct, frozen=True, kw_only=True):
    """Who takes the money; `own_names` are names of its own that are no merchant's, folded."""

    name: str
    channel: str
    own_names: frozenset[str]


def resold(page: Page, reseller: Reseller, *, name: str | None = None) -> list[BillingEvent]:
    """What the mail states, by the merchant that it names; `name` settles who that is.

    Where it names nobody the reseller stands in, with too little confidence to count.
    """
    merchant = name or merchant_named(page, reseller)
    seller = Seller(name=merchant or reseller.name, channel=reseller.channel)
    found = overheard(page, seller)
    return found if merchant else [_by_its_thing(page, event, reseller) for event in found]


def _by_its_thing(page: Page, event: BillingEvent, reseller: Reseller) -> BillingEvent:
    """The event of the thing whose price was paid, or which is named in another language."""
    names = (event.plan, thing_in_rows(page, event), *things_named(page))
    name = next((one for one in names if one and _is_merchant(one, reseller)), None)
    if name is None:
        return replace(event, confidence=_DOUBTFUL)
    return replace(event, merchant=slug(name), merchant_name=name)


def merchant_named(page: Page, reseller: Reseller) -> str | None:
    """The product or seller that a labelled cell, the subject or a sentence names."""
    found = (_RHYTHM.sub("", one).strip() for one in (*_candidates(page), *_written_for(page)))
    return next((one for one in found if _is_merchant(one, reseller)), None)


def _candidates(page: Page) -> Iterator[str]:
    texts = [straight(text) for text in (page.subject, *page.sentences)]
    yield from _labelled(page)
    for pattern in _SENTENCES:
        yield from (found["name"].strip() for text in texts for found in pattern.finditer(text))
    if by_way := _BY_WAY.match(page.message.from_name):
        yield by_way["name"]


def _labelled(page: Page) -> Iterator[str]:
    """The value of a cell "Product", or what stands beside a price under that heading."""
    lines = [straight(line) for line in page.lines]
    for line, below in zip(lines, (*lines[1:], ""), strict=True):
        label, _, rest = line.partition(":") if ":" in line[:20] else line.partition(" | ")
        if label.strip().lower() not in _LABELS:
            continue
        value = rest.split(" | ")[0].strip()
        heads = labels.is_column(value, page.hint.language)
        yield below.split(" | ")[0].strip() if heads or not value else value


def _written_for(page: Page) -> Iterator[str]:
    """Who stands as the sender, where the mail names it too: in a language of other labels."""
    name = straight(page.message.from_name)
    said = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")
    if any(said.search(straight(text)) for text in (page.subject, *page.lines)):
        yield name


def _is_merchant(name: str, reseller: Reseller) -> bool:
    if not 1 < len(name) <= 60 or _NO_NAME.match(name) or fold(name) in reseller.own_names:
        return False
    return not find_amounts(name)
