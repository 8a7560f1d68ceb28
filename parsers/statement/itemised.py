"""The things that a bill lists, each with the time that is paid for: "Hosting (1/2 - 1/3): $6"."""

import re
from collections.abc import Iterator

import msgspec
from msgspec.structs import replace

from parsers.dates import find_periods
from parsers.events import BillingEvent, EventKind, Period
from parsers.money import Money
from parsers.page import Page, once
from parsers.values.found_money import find_amounts

_LINE = re.compile(
    r"(?P<name>[^|]{3,80}?) ?\((?P<span>[^()]{10,60})\)\*?(?: ?[|:] ?| )(?P<rest>.+)"
)
# The row below a service that tells which of several it is: "Domain: kestrel.org".
_DOMAIN = re.compile(
    r"(?i)\W{0,3}(?:domain(?: name)?|domaine|dominio|domínio) ?[:|] ?(?P<at>[\w.-]+\.\w{2,20})"
)
_LONGEST = 200  # characters of a line
_MOST = 50  # things


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """One thing of a bill: its name, the time that is paid for, and what that costs."""

    name: str
    period: Period
    amount: Money


@once
def items(page: Page) -> tuple[Item, ...]:
    """The things of a bill, in its order; each once, though text and table repeat them."""
    return tuple(dict.fromkeys(_items(page)))[:_MOST]


def _items(page: Page) -> Iterator[Item]:
    for line in page.lines:
        found = _LINE.fullmatch(line) if "(" in line and len(line) <= _LONGEST else None
        if found is None:
            continue
        spans = find_periods(found["span"], hint=page.hint, near=page.mailed_on)
        amounts = [one.money for one in find_amounts(found["rest"], page.hint)]
        if len(spans) == 1 and len(amounts) == 1 and amounts[0] is not None:
            span = Period(starts_on=spans[0].starts_on, ends_on=spans[0].ends_on)
            yield Item(name=found["name"].strip(" :-"), period=span, amount=amounts[0])


def named_item(page: Page) -> str | None:
    """What the only thing of a bill is called."""
    names = {one.name for one in items(page)}
    return names.pop() if len(names) == 1 else None


def with_domain(name: str, page: Page) -> str:
    """What a service is called, with the domain that it is for, as its bills list it."""
    found = {one["at"] for line in page.lines if (one := _DOMAIN.fullmatch(line))}
    place = found.pop() if len(found) == 1 else None
    return name if place is None or place in name else f"{name} - {place}"


def each_item(page: Page, events: list[BillingEvent]) -> list[BillingEvent]:
    """The events; a payment for several things that add up to it as one payment for each."""
    if len(events) != 1 or events[0].kind is not EventKind.CHARGE:
        return events
    whole, parts = events[0], items(page)
    if len({one.name for one in parts}) < 2 or whole.amount is None:
        return events
    money = {one.amount.currency for one in parts}
    if (
        money != {whole.amount.currency}
        or sum(p.amount.amount for p in parts) != whole.amount.amount
    ):
        return events
    return [replace(whole, plan=one.name, period=one.period, amount=one.amount) for one in parts]
