"""The low price of a beginning that ends, and what it costs then: told as the change that it is."""

from collections.abc import Sequence

from parsers.events import BillingEvent, EventKind
from parsers.generic.outright import outright
from parsers.generic.shapes import is_offered
from parsers.generic.statement import is_greeted
from parsers.language.lexicon import says
from parsers.language.notions import notions_for
from parsers.language.paragraphs import may_say, texts_of_body
from parsers.language.wording import Claim, cadence_in, straight, without
from parsers.page import Page, once
from parsers.statement.when import days_to_come
from parsers.values.found_money import find_amounts

_LONGEST = 300  # characters of a sentence or a row
_OPENING, _NEAR = 14, 3  # texts in which it is told, and the end beside the price
_ENDS = frozenset(("end", "expire", "until"))
_PAID = frozenset(("pay", "take", "price", "renew", "then", "from"))
# What such a letter seems to state as well.
_BESIDE = {EventKind.PRICE_CHANGE, EventKind.RENEWAL_NOTICE, EventKind.INVOICE_DUE}
_BEGUN = (EventKind.CHARGE, EventKind.SUBSCRIPTION_STARTED)


def with_low_price_end(page: Page, found: tuple[Claim, ...]) -> tuple[Claim, ...]:
    """The claims; of a letter to a reader whom it names that tells nothing else, the new price:
    "Your welcome rate ends on 3 May. From then on you pay £12 a month."
    """
    told = low_price_end(page)
    if told is None or not {one.kind for one in found} <= _BESIDE:
        return found
    return (told, *(one for one in found if one.kind is EventKind.PRICE_CHANGE))


def without_price_to_come(page: Page, found: tuple[Claim, ...]) -> tuple[Claim, ...]:
    """The claims; where something was paid or began, what it goes on at is no news of a price:
    "You paid £4 today. From 3 May it continues at the regular price of £12."
    """
    if not any(one.kind in _BEGUN for one in found):
        return found
    return without(found, EventKind.PRICE_CHANGE, "full_price", page)


def as_low_price_end(
    page: Page, heard: list[BillingEvent], weighed: list[BillingEvent]
) -> list[BillingEvent]:
    """The events of a letter as it is weighed; of one that tells such an end, the new price from
    that day on. `heard` are those of its words.
    """
    told = low_price_end(page)
    if told is None or not {one.kind for one in (*heard, *weighed)} <= _BESIDE:
        return weighed
    change = next((o for o in (*weighed, *heard) if o.kind is EventKind.PRICE_CHANGE), None)
    if change is None or change.amount is None:
        return weighed
    return [outright(change)]


@once
def low_price_end(page: Page) -> Claim | None:
    """The text that names what it costs then, beside the one that says what ends."""
    if page.message.goes_to_many or is_offered(page.subject) or not is_greeted(page):
        return None
    if not may_say(page, "low_price"):
        return None
    texts = [one for one in texts_of_body(page)[:_OPENING] if len(one) <= _LONGEST]
    if any(says(one, "redeem", page.hint.language) for one in texts):
        return None  # "Use your discount before 3 May."
    for at, one in enumerate(texts):
        near = texts[at : at + _NEAR]
        if _ends(one, page) and any(days_to_come(text, page) for text in near):
            told = _paid_then(near, page)
            if told is not None:
                return Claim(kind=EventKind.PRICE_CHANGE, sentence=straight(told), in_subject=False)
    return None


def _ends(text: str, page: Page) -> bool:
    language = page.hint.language
    return says(text, "low_price", language) and bool(notions_for(language).about(text) & _ENDS)


def _paid_then(texts: Sequence[str], page: Page) -> str | None:
    """The text that names a price with its rhythm, and that it is paid, not that it was."""
    language = page.hint.language
    about = notions_for(language).about
    priced = (one for one in texts if find_amounts(one, page.hint) and cadence_in(one, language))
    then = (one for one in priced if about(one) & _PAID and not says(one, "formerly", language))
    return next(then, None)
