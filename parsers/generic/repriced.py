"""The old price and the new one of a letter that tells them a row apart, or as a renewal: "Today
$5", "from 3 May $6"; "from 3 May it is $6 (until then: $5)".
"""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

import msgspec
from msgspec.structs import replace

from parsers.events import BillingEvent, EventKind
from parsers.generic.outright import outright
from parsers.generic.statement import is_answer, is_greeted
from parsers.generic.steps import kept_for_years
from parsers.language.lengths import day_after
from parsers.language.lexicon import says
from parsers.language.notions import notions_for
from parsers.money import Money
from parsers.page import Page
from parsers.statement.price_rows import dated_step
from parsers.statement.when import days_to_come
from parsers.values.equivalents import is_former
from parsers.values.found_money import AmountFound, find_amounts

_ROW = 120  # characters; a longer line is running text
_APART = 3  # lines
_MOST_TIMES = 4  # what nothing is raised or lowered by
_ARROWS = frozenset("→⇒➔➜➡▶>")
_PRICES = frozenset(("price", "rise"))
_BEFORE = ("at_present", "formerly", "old_price")


class _Priced(msgspec.Struct, frozen=True):
    """An amount, the line in which it stands, and what stands before it there or above it."""

    at: int
    found: AmountFound
    head: str


def repriced(page: Page, event: BillingEvent) -> BillingEvent:
    """The event; of a renewal that is told with what it cost until then, the change of its price. A
    price that changes is none that it was: one of the two was not read.
    """
    if event.kind is EventKind.RENEWAL_NOTICE:
        return _as_change(page, event)
    if event.kind is not EventKind.PRICE_CHANGE:
        return event
    if (step := dated_step(page)) and event.amount == step.new.money:
        return _as_sure(page, event)
    return _as_agreed(page, _with_both(page, event))


def _as_agreed(page: Page, event: BillingEvent) -> BillingEvent:
    """The change of plan that an answer to its reader tells by a lower price: "I've taken Ivy off
    Fridays, so it goes down from £128 to £96." Who raises prices writes of their own accord.
    """
    old, new = event.old_amount, event.amount
    if old is None or new is None or new.amount >= old.amount or not is_answer(page):
        return event
    return replace(event, kind=EventKind.PLAN_CHANGED, old_amount=None)


def _with_both(page: Page, event: BillingEvent) -> BillingEvent:
    """The event of a price that changes with the price that it was and the one that it will be."""
    old, new = event.old_amount, event.amount
    told = next(_until_then(page), None) or kept_for_years(page)
    if told is None and None not in (old, new) and old != new:
        return event
    both = told or next(_steps(page), None)
    if both is not None and {old, new} <= {None, *both}:
        return replace(event, old_amount=both[0], amount=both[1])
    return replace(event, old_amount=old if old != new else None)


def _as_sure(page: Page, event: BillingEvent) -> BillingEvent:
    """The change that two rows tell, each with its day or "now": to its reader there is no more to
    say.
    """
    is_told = is_greeted(page) and not page.message.goes_to_many
    return outright(event) if is_told else event


def _as_change(page: Page, event: BillingEvent) -> BillingEvent:
    """The change that a renewal tells whose subject is about its price: all tell last year's. A
    renewal after the next one is not the next payment.
    """
    old = _old_price(page, event.amount) if event.amount is not None else None
    about = notions_for(page.hint.language).about(page.subject)
    if old is None or event.renews_on is None or not about & _PRICES:
        return event
    is_next = event.cadence is None or event.renews_on <= _after(page, event.cadence)
    return replace(
        event,
        kind=EventKind.PRICE_CHANGE,
        old_amount=old,
        effective_on=event.renews_on,
        renews_on=event.renews_on if is_next else None,
    )


def _after(page: Page, cadence: str) -> date:
    """The last day on which the next payment may be."""
    return day_after(page.mailed_on, f"P1{cadence[-1]}", int(cadence[1:-1]))


def _old_price(page: Page, new: Money) -> Money | None:
    """The only amount that stands beside the new one and is told to be what it was."""
    for line in page.lines:
        found = find_amounts(line, page.hint) if len(line) <= _ROW else ()
        moneys = {one.money for one in found}
        old = [one.money for one in found if one.money != new and is_former(line, one, page)]
        if new in moneys and len(old) == 1 and old[0] is not None and _is_step(old[0], new):
            return old[0]
    return None


def _steps(page: Page) -> Iterator[tuple[Money, Money]]:
    """The old and the new price of two amounts near each other, of which one is of now and the
    other of a day to come.
    """
    language = page.hint.language
    for one, other in pairwise(_priced(page)):
        first, second = one.found.money, other.found.money
        if other.at - one.at > _APART or first is None or second is None:
            continue
        if not _is_step(first, second):
            continue
        is_old = any(says(one.head, name, language) for name in _BEFORE)
        comes = _ARROWS & set(other.head) or says(other.head, "new_price", language)
        is_ahead = bool(days_to_come(other.head, page))
        is_old = is_old or (is_ahead and says(one.head, "of_now", language))
        if is_old and (comes or is_ahead):
            yield first, second
        elif days_to_come(one.head, page) and is_former(page.lines[other.at], other.found, page):
            yield second, first


def _until_then(page: Page) -> Iterator[tuple[Money, Money]]:
    """The old and the new price of two sentences: "From 1 February it is $6. Until then you pay
    $5."
    """
    language = page.hint.language
    for one, other in pairwise(page.sentences):
        new, old = _only(one, page), _only(other, page)
        if new is None or old is None or not _is_step(new, old):
            continue
        is_told = says(other, "until_then", language) and not days_to_come(other, page)
        if is_told and days_to_come(one, page):
            yield old, new


def _only(text: str, page: Page) -> Money | None:
    moneys = {one.money for one in find_amounts(text, page.hint)}
    return moneys.pop() if len(moneys) == 1 else None


def _priced(page: Page) -> Iterator[_Priced]:
    """The amounts of short lines, each with what stands between it and the one before."""
    head = ""
    for at, line in enumerate(page.lines):
        if len(line) > _ROW:
            head = ""
            continue
        end = 0
        for found in find_amounts(line, page.hint):
            yield _Priced(at, found, f"{head} {line[end : found.start]}".strip())
            head, end = "", found.end
        head = line[end:] if end else f"{head} {line}"[-_ROW:]


def _is_step(one: Money, other: Money) -> bool:
    if one == other or one.currency != other.currency:
        return False
    less, more = sorted((one.amount, other.amount))
    return 0 < more <= _MOST_TIMES * less
