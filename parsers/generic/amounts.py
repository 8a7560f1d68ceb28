"""What speaks for and against each amount of a mail being the one that was paid."""

import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from itertools import islice

import msgspec

from parsers.events import EventKind
from parsers.language.lexicon import says
from parsers.language.paragraphs import CELL
from parsers.language.wording import Claim, cadence_in, is_aside
from parsers.money import Money
from parsers.page import Page
from parsers.statement import beside, totals
from parsers.structured import Markup
from parsers.text.sentences import split_sentences
from parsers.values.equivalents import own
from parsers.values.found_money import AmountFound, find_amounts
from parsers.values.reckoned import reckoned
from parsers.values.sums import summed

_MOST = 200  # sightings; a price list has more, and no total
_PROSE = 90  # characters; a line with more is a sentence, no cell
_BARE = re.compile(r"[-–(]?[\d., \u00a0']+(?:[-–)]| CR)?")
_LABEL = 40  # characters
_BEHIND = 16  # characters in which "/month" follows


class Candidate(msgspec.Struct, frozen=True, kw_only=True):
    """An amount and its features, by name."""

    found: AmountFound
    features: dict[str, float]


class _Sighting(msgspec.Struct, frozen=True, kw_only=True):
    """An amount in a line, and the sentence of it that names it; line -1 is the subject."""

    found: AmountFound
    line: int
    text: str
    said: str


_Value = tuple[Decimal, tuple[str, ...]]


def candidates(page: Page, claim: Claim) -> list[Candidate]:
    """Every amount of the subject and the body once, with the features of all its places."""
    places: dict[_Value, list[_Sighting]] = defaultdict(list)
    seen = _own(page, list(_sightings(page)))
    for sighting in seen:
        places[sighting.found.amount, sighting.found.currencies].append(sighting)
    whole = _Whole(page, claim, seen)
    return [
        Candidate(found=same[0].found, features=dict(whole.features(value, same)))
        for value, same in places.items()
    ]


def _own(page: Page, seen: list[_Sighting]) -> list[_Sighting]:
    """The sightings without what is only the worth of an amount in other money."""
    kept = set(own([(one.text, one.found) for one in seen], page))
    return [one for one in seen if one.found in kept]


def _sightings(page: Page) -> Iterator[_Sighting]:
    return islice(_all_sightings(page), _MOST)


def _all_sightings(page: Page) -> Iterator[_Sighting]:
    written = list(_written(page))
    yield from written
    seen = {_value(one.found) for one in written}
    for total in totals.totals(page):
        if _value(total.amount) not in seen:  # "Total in CHF" names the money of the number below
            label = page.lines[total.at]
            yield _Sighting(found=total.amount, line=total.at, text=total.amount.text, said=label)


def _written(page: Page) -> Iterator[_Sighting]:
    for place, text in enumerate((page.subject, *page.lines), start=-1):
        found = find_amounts(text, page.hint)
        for one in found:
            # "Seats | 3 | 24.00 | 72.00": of bare numbers only the last is an amount of the bill.
            is_own = one is found[-1] or not _BARE.fullmatch(one.text)
            if is_own and not beside.is_before_tax(one, found, text):
                yield _Sighting(found=one, line=place, text=text, said=_sentence(text, one))


def _sentence(text: str, found: AmountFound) -> str:
    """The sentence of a line in which an amount stands; the whole of a row."""
    if CELL in text:
        return text
    end = 0
    for one in split_sentences(text):
        end = text.find(one, end) + len(one)
        if found.start < end:
            return one
    return text


class _Whole:
    """What the features of one amount take from the mail as a whole."""

    def __init__(self, page: Page, claim: Claim, seen: list[_Sighting]) -> None:
        self.page = page
        self.values = [_value(one.found) for one in seen]
        language = page.hint.language
        texts = {one.said for one in seen}
        self.asides = {
            one for one in texts if is_aside(one, language) or beside.is_of_other(one, page)
        }
        if claim.kind is EventKind.CHARGE:
            others = texts - {claim.sentence}
            self.asides |= {one for one in others if _is_left(one, page) or _is_full(one, page)}
        claimed = {_value(one) for one in find_amounts(claim.sentence, page.hint)}
        self.claimed = claimed - reckoned(page) or claimed
        # "Your balance of $185 is due on 1 July. A late fee may apply after 15 July."
        is_own = bool(self.asides) and not is_aside(claim.sentence, language)
        self.stated = self.claimed if is_own else set[_Value]()
        self.totals = totals.totals(page)
        chosen = totals.total(page)
        self.chosen = _value(chosen) if chosen else None
        body = [one for one in seen if one.line >= 0]
        self.first = _value(body[0].found) if body else None
        self.bold = [block.text for block in page.document.blocks if block.bold]
        self.links = [block.text for block in page.document.blocks if block.link]
        amounts = [one.found.amount for one in body]
        self.largest, self.smallest = max(amounts, default=None), min(amounts, default=None)
        self.marked_up = {money for one in page.document.markup if (money := marked_money(one))}
        self.sums, self.parts = summed([one.found.amount for one in body])

    def features(self, value: _Value, same: list[_Sighting]) -> Iterator[tuple[str, float]]:
        """The features of an amount, as names and numbers from 0 to 1."""
        amount = value[0]
        yield "bias", 1.0
        yield from self._labels(value)
        yield from self._places(same)
        yield "only", len(set(self.values)) == 1
        yield "in_claim", value in self.claimed
        yield "first", value == self.first
        yield "largest", amount == self.largest
        yield "smallest", amount == self.smallest
        yield "zero", amount == 0
        yield "negative", amount < 0
        yield "repeated", min(len(same) - 1, 3) / 3
        yield "sum", amount in self.sums
        yield "part", amount in self.parts
        yield "marked_up", same[0].found.money in self.marked_up
        yield "open_currency", len(value[1]) != 1

    def _labels(self, value: _Value) -> Iterator[tuple[str, float]]:
        mine = [one for one in self.totals if _value(one.amount) == value]
        yield (
            "total_label",
            max((1 / (1 + one.rank) for one in mine if not one.is_other), default=0),
        )
        yield "any_total_label", any(not one.is_other for one in mine)
        yield "other_label", any(one.is_other for one in mine)
        yield "best_total", value == self.chosen

    def _places(self, same: list[_Sighting]) -> Iterator[tuple[str, float]]:
        lines = max(len(self.page.lines), 1)
        body = [one for one in same if one.line >= 0]
        text = same[0].found.text
        yield "in_subject", len(body) < len(same)
        is_aside_only = bool(body) and all(one.said in self.asides for one in body)
        yield "aside", is_aside_only and _value(same[0].found) not in self.stated
        yield "in_prose", bool(body) and all(len(one.text) > _PROSE for one in body)
        yield "in_cell", any(" | " in one.text for one in body)
        yield "alone", any(one.text == one.found.text for one in body)
        yield "late", body[-1].line / lines if body else 0
        yield "early", 1 - body[0].line / lines if body else 0
        yield "bold", any(text in one for one in self.bold)
        yield "link", any(text in one for one in self.links)
        yield "per_period", any(self._has_period(one) for one in body)

    def _has_period(self, one: _Sighting) -> bool:
        behind = one.text[one.found.end : one.found.end + _BEHIND]
        return cadence_in(behind, self.page.hint.language) is not None


def _is_left(text: str, page: Page) -> bool:
    """Whether a short text has for its label that this is still to be paid: "Remaining: $24.50"."""
    label, mark, _ = text.partition(":")
    return bool(mark) and len(label) <= _LABEL and says(label, "left", page.hint.language)


def _is_full(text: str, page: Page) -> bool:
    """Whether a text names the full price, at which what began for less goes on."""
    return says(text, "full_price", page.hint.language)


def marked_money(markup: Markup) -> Money | None:
    """The price of an order as its markup names it, when it is a plain number with a currency."""
    try:
        amount = Decimal(markup.price.replace(",", ""))
    except InvalidOperation:
        return None
    is_code = len(markup.currency) == 3 and markup.currency.isascii() and markup.currency.isupper()
    return Money(amount=amount, currency=markup.currency) if is_code else None


def _value(found: AmountFound) -> _Value:
    return found.amount, found.currencies
