"""What a mail says it will cost once a low price, or a free time, is over: "£1.99, then £11.99"."""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import chain, pairwise

import msgspec
from msgspec.structs import replace

from parsers.dates import find_dates
from parsers.events import BillingEvent, EventKind
from parsers.kit import shorten
from parsers.language.lengths import day_after
from parsers.language.lexicon import Lexicon, look
from parsers.language.paragraphs import CELL, paragraphs, survey
from parsers.language.phrases import NO_PHRASES
from parsers.language.wording import is_aside, straight
from parsers.money import Money
from parsers.page import Page, once
from parsers.values.found_money import AmountFound, find_amounts

_KINDS = (
    EventKind.CHARGE,
    EventKind.INVOICE_DUE,
    EventKind.PLAN_CHANGED,
    EventKind.RESUMED,
    EventKind.SUBSCRIPTION_STARTED,
)
_LONGEST = 300  # characters; a longer text is small print about everybody's offers
_REACH = 60  # characters between "then" and its price
_CLOSE = 25  # between a price and the "thereafter" behind it
# A price may be named without the tax that is paid on it.
_TAXED = Decimal("1.28")
_CENT = Decimal("0.01")
_OFF = re.compile(r"(?<!\d)(?P<percent>[1-9]\d) ?%")
_LEAST_DAYS, _MOST_DAYS = 5, 750


class Later(msgspec.Struct, frozen=True, kw_only=True):
    """A price to come: from a day, or once so many periods are over; `low` is what holds so far.

    `is_part`: the text says by how much it is lower ("50% off for three months"), `said` is that
    text. `is_full`: it is called the full price, so that any lower one is the one that ends.
    """

    said: str
    price: Money
    low: Money | None
    on: date | None
    count: int = 0
    unit: str = "P1M"
    is_part: bool = False
    is_full: bool = False


def with_later_price(event: BillingEvent, page: Page) -> BillingEvent:
    """The event with the price that its mail names for a later time, and the day from which on."""
    if event.kind not in _KINDS:
        return event
    event = _as_it_is_free(event, page)
    began = (event.period.starts_on if event.period else event.on) or page.mailed_on
    for later in _offers(page):
        day = later.on or day_after(began, later.unit, later.count)
        if _MOST_DAYS >= (day - page.mailed_on).days >= _LEAST_DAYS and _is_of(event, later):
            told = () if shorten(later.said) in event.evidence else (shorten(later.said),)
            evidence = (*event.evidence, *told)
            event = _begun_low(event, later, day)
            return replace(event, later_amount=later.price, later_on=day, evidence=evidence)
    return event


def _begun_low(event: BillingEvent, later: Later, day: date) -> BillingEvent:
    """The event of what began with a low price, with that; and with the day of the next payment,
    where the low price was paid once.
    """
    if event.kind is not EventKind.SUBSCRIPTION_STARTED or later.low is None:
        return event
    next_on = day if later.on is not None or later.count == 1 else None
    paid = later.low if event.amount in (None, later.price) else event.amount
    return replace(event, amount=paid, renews_on=event.renews_on or next_on)


def _as_it_is_free(event: BillingEvent, page: Page) -> BillingEvent:
    """An order of free months, whose only price is the one after them, as the start that it is."""
    free = [one for one in _offers(page) if one.low is None and one.price == event.amount]
    if event.kind is not EventKind.CHARGE or not free or event.reference is not None:
        return event
    elsewhere = (line for line in page.lines if not any(_says(line, one) for one in free))
    if any(
        one.money == event.amount for line in elsewhere for one in find_amounts(line, page.hint)
    ):
        return event
    started = EventKind.SUBSCRIPTION_STARTED
    return replace(event, kind=started, amount=None, recurring=None, tax=None)


def _says(line: str, later: Later) -> bool:
    text = straight(line)
    return text in later.said or later.said in text


def _is_of(event: BillingEvent, later: Later) -> bool:
    """Whether it is this payment's price that ends: it is lower, and in the same money."""
    paid = event.amount
    if paid is None or paid == later.price:
        return event.kind is not EventKind.CHARGE
    if paid.currency != later.price.currency or paid.amount >= later.price.amount:
        return False
    if later.low is None:
        return paid.amount == 0 or later.is_full
    return later.low.amount - _CENT <= paid.amount <= later.low.amount * _TAXED


@once
def _offers(page: Page) -> tuple[Later, ...]:
    return tuple(_all_offers(page))


def _all_offers(page: Page) -> Iterator[Later]:
    """What sentences and lines say of a later price, those of nobody's advertisement."""
    language = page.hint.language
    for before, text in chain(_turning_sentences(page), _turning_lines(page)):
        for lexicon, suspects in look(text, language).suspects:
            if not suspects & lexicon.turning:
                continue
            whole = text if not before or len(before) > _LONGEST else f"{before} {text}"
            found = _read(text, page, lexicon)
            if found is None or (found.low is None and CELL in text):
                found = _read(whole, page, lexicon) or found
            # "50% off" is an advertisement, unless just that was paid.
            if found is not None and (found.is_part or not is_aside(text, language)):
                yield found


def _turning_sentences(page: Page) -> Iterator[tuple[str, str]]:
    """The sentences that may name a later price, each with the one before it."""
    before = ""
    for one in paragraphs(page):
        if one.may_have(_turning):
            said = (before, *map(straight, one.sentences))
            yield from pairwise(said)
            before = said[-1]
        elif one.sentences:
            before = straight(one.sentences[-1])


def _turning_lines(page: Page) -> Iterator[tuple[str, str]]:
    """The same of lines."""
    seen = survey(page, page.lines)
    if not any(anywhere & lexicon.turning for lexicon, anywhere, _ in seen.suspects):
        return
    if any(_may_turn(line, page) for line in page.lines):
        yield from pairwise(("", *map(straight, page.lines)))


def _may_turn(line: str, page: Page) -> bool:
    """Whether a line may turn to a later price by itself, and not its whole paragraph."""
    suspects = look(line, page.hint.language).suspects
    return any(bits & lexicon.turning for lexicon, bits in suspects)


def _turning(lexicon: Lexicon) -> int:
    return lexicon.turning


def _read(text: str, page: Page, lexicon: Lexicon) -> Later | None:
    """The low price, its end and the price after it, where a text has at least the last two."""
    if len(text) > 2 * _LONGEST:
        return None
    amounts = find_amounts(text, page.hint)
    for start, end, at, until in _turns(text, page, lexicon) if amounts else ():
        price = _behind(amounts, end) or _before(amounts, start, until)
        if price is None or price.money is None:
            continue
        low = next((one for one in amounts if one.start < price.start), None)
        is_lower = low is None or (low.currencies == price.currencies and low.amount < price.amount)
        if is_lower and price.amount > 0:
            on, count, unit = at
            part = _part(text, price.money) if low is None else None
            money = low.money if low else part
            return Later(
                said=text,
                price=price.money,
                low=money,
                on=on,
                count=count,
                unit=unit,
                is_part=bool(part),
                is_full=any(_spans(text, "full_price", lexicon)),
            )
    return None


def _part(text: str, price: Money) -> Money | None:
    """What is left of a price of which a text takes some off."""
    off = _OFF.search(text)
    if off is None:
        return None
    left = price.amount * (100 - int(off["percent"])) / 100
    return Money(amount=left, currency=price.currency)


_Turn = tuple[int, int, tuple[date | None, int, str], int]


def _turns(text: str, page: Page, lexicon: Lexicon) -> Iterator[_Turn]:
    """Where a text turns to what comes later: the span of the word, when that is, and the end of
    what says when.
    """
    lengths = list(lexicon.lengths.find(text))
    for start, end in _spans(text, "nth_month", lexicon):
        number = int("".join(one for one in text[start:end] if one.isdigit()))
        if number > 1:
            yield start, end, (None, number - 1, "P1M"), start
    for start, end in _spans(text, "afterwards", lexicon):
        near = [one for one in lengths if 0 <= one.start - end <= 1]
        for one in near[:1]:
            yield start, one.end, (None, one.count, one.unit), start
    named = find_dates(text, hint=page.hint, near=page.mailed_on)
    days = [(one.end, one.on) for one in named if one.on is not None and one.on > page.mailed_on]
    # "After that you pay £12", "it continues at our regular rate of £12".
    for start, end in chain(_spans(text, "then", lexicon), _spans(text, "full_price", lexicon)):
        told = [(one.end, (None, one.count, one.unit)) for one in lengths if one.end <= start]
        dated = [(at, (on, 0, "P1M")) for at, on in days if at <= start]
        if told or dated:
            until, at = max([*told, *dated], key=lambda pair: pair[0])
            yield start, end, at, until
        elif len(behind := {on for at, on in days if at > end}) == 1:
            yield start, end, (behind.pop(), 0, "P1M"), start  # "After that | £6.90, from 3 May"


def _spans(text: str, name: str, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    for phrase in lexicon.labels.get(name, NO_PHRASES).each:
        for hit in phrase.pattern.finditer(text):
            yield hit.span()


def _behind(amounts: tuple[AmountFound, ...], end: int) -> AmountFound | None:
    """The first amount that follows "then"."""
    return next((one for one in amounts if 0 <= one.start - end <= _REACH), None)


def _before(amounts: tuple[AmountFound, ...], start: int, until: int) -> AmountFound | None:
    """The last amount between the end of the low price and a "thereafter" behind it."""
    near = [one for one in amounts if one.end <= start and start - one.end <= _CLOSE]
    return next((one for one in reversed(near) if one.start >= until), None) or (
        near[-1] if near and len(amounts) > 1 and until == start else None
    )
