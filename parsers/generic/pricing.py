"""The price that an event lacks, out of the texts of its letter that ask for it now."""

import re
from collections.abc import Iterable, Iterator

import msgspec
from msgspec.structs import replace

from parsers.events import BillingEvent, EventKind
from parsers.language.lexicon import says
from parsers.language.paragraphs import CELL, texts_of_body
from parsers.language.wording import cadence_in, is_aside
from parsers.money import Money
from parsers.page import Page, once
from parsers.statement import beside
from parsers.statement.when import TRIALS, days_to_come
from parsers.values.equivalents import is_former, own_amounts
from parsers.values.found_money import AmountFound, find_amounts

_WITH_PARTS = 3  # prices, of which one is the sum of two others
_LONGEST = 300  # characters of a sentence or a row
_LACKING = {
    EventKind.RESUMED,
    *TRIALS,
    EventKind.RENEWAL_NOTICE,
    EventKind.PLAN_CHANGED,
    EventKind.PRICE_CHANGE,
    EventKind.INVOICE_DUE,
    EventKind.PAYMENT_FAILED,
    EventKind.REFUND,
    EventKind.CHARGE,
}
# What the label of a row may say of an amount that is not asked for now; what is "now" is, where
# another row has what was "before".
_BEFORE = ("formerly", "old_price", "old_plan")
_PAST = (*_BEFORE, "at_present")
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")


class _Price(msgspec.Struct, frozen=True, kw_only=True):
    """A price, and whether its text says that it comes later, or is that of a month or so."""

    money: Money
    is_later: bool
    is_timed: bool


def priced(page: Page, event: BillingEvent) -> BillingEvent:
    """The event with the one price that its letter asks for; a trial's is what it costs once it
    is over.
    """
    has_price = event.amount is not None and event.amount.amount > 0
    if event.kind is EventKind.SUBSCRIPTION_STARTED and event.amount is None:
        price = _each_time(page)
        return event if price is None else replace(event, amount=price)
    if event.kind not in _LACKING or has_price or (event.amount and event.kind not in TRIALS):
        return event
    price = _price(page)
    return event if price is None else replace(event, amount=price)


def _each_time(page: Page) -> Money | None:
    """The one price of a month or so: what began may have other amounts beside it."""
    found = {one.money for one in _prices(page) if one.is_timed}
    return found.pop() if len(found) == 1 else None


def _price(page: Page) -> Money | None:
    """The one price that stands with a day to come or a word such as "then"; else the only one of
    a month or so; else the only one.
    """
    found = list(_prices(page))
    later = [one for one in found if one.is_later]
    timed = [one for one in found if one.is_timed]
    some = next((each for each in (later, timed, found) if each), [])
    moneys = {one.money for one in some}
    return moneys.pop() if len(moneys) == 1 else _sum_of_all(page, {one.money for one in found})


def _sum_of_all(page: Page, moneys: set[Money]) -> Money | None:
    """The one of several prices that all the others make, each in a row of its own."""
    whole = max(moneys, key=lambda one: one.amount, default=None)
    if whole is None or len(moneys) < _WITH_PARTS:
        return None
    parts = [one.amount for one in moneys if one != whole and one.currency == whole.currency]
    if sum(parts) != whole.amount:
        return None
    rows = sum(1 for line in page.lines if len(find_amounts(line, page.hint)) == 1)
    return whole if rows >= len(moneys) else None


def _prices(page: Page) -> Iterator[_Price]:
    language = page.hint.language
    for text in _asking(page):
        is_later = bool(days_to_come(text, page)) or says(text, "then", language)
        is_timed = cadence_in(text, language) is not None
        for one in own_amounts(text, page):
            money = one.money
            if money is not None and one.amount > 0 and not _is_beside(text, one, page):
                yield _Price(money=money, is_later=is_later, is_timed=is_timed)


def _asking(page: Page) -> Iterable[str]:
    """The short rows and sentences that speak of this bill, and of no price of before."""
    former = _of_earlier_years(page)
    for text in texts_of_body(page):
        if text in former or len(text) > _LONGEST:
            continue
        if is_aside(text, page.hint.language):
            yield from _own_cells(text, page)
        elif CELL not in text:
            yield text
        elif not _is_of_the_past(text, page):
            yield _of_this_bill(text, page)


def _own_cells(row: str, page: Page) -> Iterator[str]:
    """The cells with a label and an amount of their own beside one that is no term of this bill:
    "Last year's premium $5 | Your premium $6".
    """
    cells = row.split(CELL)
    priced = [one for one in cells if _head(one, page).strip()]
    if len(priced) == len(cells) > 1:
        yield from (one for one in priced if not is_aside(one, page.hint.language))


def _of_this_bill(row: str, page: Page) -> str:
    """A row without the cells whose one amount is called another one: "Excess $150 | Your premium
    $6".
    """
    cells = row.split(CELL)
    heads = [_head(one, page) for one in cells]
    if not all(heads):
        return row
    kept = (
        cell
        for cell, head in zip(cells, heads, strict=True)
        if not beside.is_of_other(head.rstrip() + CELL, page)
    )
    return CELL.join(kept)


def _is_of_the_past(row: str, page: Page) -> bool:
    label = row.partition(CELL)[0]
    if find_amounts(label, page.hint):
        return False
    is_past = any(says(label, name, page.hint.language) for name in _past(page))
    return is_past or beside.is_of_other(row, page)


@once
def _past(page: Page) -> tuple[str, ...]:
    labels = [row.partition(CELL)[0] for row in page.lines if CELL in row]
    has_before = any(says(one, "formerly", page.hint.language) for one in labels)
    return _BEFORE if has_before else _PAST


def _of_earlier_years(page: Page) -> set[str]:
    """The rows of years before that of another row: "Fee 2025 | $5", "Fee 2026 | $6"."""
    years: dict[str, list[tuple[str, str]]] = {}
    for row in texts_of_body(page):
        head = _head(row, page) if len(row) <= _LONGEST else ""
        if year := _YEAR.search(head):
            years.setdefault(_YEAR.sub("", head), []).append((year[0], row))
    return {row for same in years.values() for year, row in same if year < max(same)[0]}


def _head(row: str, page: Page) -> str:
    """What stands before the only amount of a text."""
    found = find_amounts(row, page.hint)
    return row[: found[0].start] if len(found) == 1 else ""


def _is_beside(text: str, found: AmountFound, page: Page) -> bool:
    """Whether an amount stands in brackets behind another, or is what it was."""
    return beside.is_in_brackets(found, text) or is_former(text, found, page)
