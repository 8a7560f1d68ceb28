"""One period of a subscription, charged twice."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import pairwise

from parsers.events import EventKind
from watchdog.books import Books
from watchdog.catalog import Catalog
from watchdog.declare import detection
from watchdog.degrees import Severity
from watchdog.findings import Finding, finding, hang_on_charge
from watchdog.language import said_day, said_money, say
from watchdog.proofs import shown_charge
from watchdog.timeline.cadence import days_of
from watchdog.timeline.history import is_whole
from watchdog.timeline.subscriptions import Charge, Subscription

_APART_DAYS = 1
# In periods: after a longer gap two bills may be paid at once; below it the rhythm is another.
_SHORTEST, _LONGEST = 0.6, 1.5
_DEBTS = (EventKind.PAYMENT_FAILED, EventKind.INVOICE_DUE)
_NEW_ONES = (EventKind.SUBSCRIPTION_STARTED, EventKind.TRIAL_STARTED, EventKind.PLAN_CHANGED)


@detection("double_charge")
def double_charge(books: Books) -> Iterable[Finding]:
    """Two whole charges of one amount, a day apart at most, under different numbers."""
    for subscription in books.subscriptions:
        if subscription.cadence is None or _sells_several(subscription, books.catalog):
            continue
        charges, news = subscription.charges, len(books.news(subscription))
        start = max(0, len(charges) - news - 1)
        for place, (first, second) in enumerate(pairwise(charges[start:]), start):
            if not _is_double(first, second) or not books.is_news(second):
                continue
            if not _explained(subscription, charges[:place], first, second):
                yield _finding(subscription, first, second)


def _sells_several(subscription: Subscription, catalog: Catalog) -> bool:
    """Courses, domains, newsletters: two on one day are two things."""
    service = catalog.services.get(subscription.merchant)
    return service is not None and service.several_plans


def _is_double(first: Charge, second: Charge) -> bool:
    # Rides, top-ups and single purchases come twice a day honestly; a period comes once.
    return (
        bool(first.recurring and second.recurring)
        and first.amount is not None
        and first.amount == second.amount
        and first.plan == second.plan
        and (second.on - first.on).days <= _APART_DAYS
        and _are_two_numbers(first.reference, second.reference)
        and not _are_two_periods(first, second)
    )


def _are_two_numbers(one: str | None, other: str | None) -> bool:
    """Two numbers of one kind: an invoice and its receipt are numbered differently."""
    return one is not None and other is not None and one != other and _form(one) == _form(other)


def _form(number: str) -> str:
    marks = "".join("x" if mark.isalnum() else mark for mark in number)
    return f"{number[:1].isdigit()}{marks}"


def _are_two_periods(first: Charge, second: Charge) -> bool:
    starts = {charge.period.starts_on for charge in (first, second) if charge.period}
    return len(starts) > 1 or len(_renewals(first) | _renewals(second)) > 1


def _renewals(charge: Charge) -> set[date]:
    return {f.event.renews_on for f in charge.evidence if f.event.renews_on is not None}


def _explained(
    subscription: Subscription, before: Sequence[Charge], first: Charge, second: Charge
) -> bool:
    """Whether it is put right already, told otherwise, a debt, or a second one on purpose."""
    earlier = [charge for charge in before if is_whole(charge)]
    canceled = any(end.stands_on(second.on) for end in subscription.cancellations)
    if not earlier or canceled:
        return True
    return (
        _is_noticed(subscription, second)
        or _is_caught_up(subscription, earlier[-1], first, second)
        or any(_is_double(a, b) for a, b in pairwise([*earlier, first]))
    )


def _is_noticed(subscription: Subscription, second: Charge) -> bool:
    """A refund, or the promise of one, which another finding looks after."""
    back = (EventKind.REFUND, EventKind.REFUND_PROMISED)
    return any(f.event.kind in back and f.on >= second.on for f in subscription.told)


def _is_caught_up(sub: Subscription, last: Charge, first: Charge, second: Charge) -> bool:
    """An older bill paid together with the new one, or a second subscription begun that day."""
    gap = (first.on - last.on).days / days_of(sub.cadence or "P1M")
    kinds = (*_DEBTS, *_NEW_ONES)
    told = any(f.event.kind in kinds and last.on < f.on <= second.on for f in sub.told)
    return told or not _SHORTEST <= gap <= _LONGEST


def _finding(subscription: Subscription, first: Charge, second: Charge) -> Finding:
    days = say("on {day}", day=said_day(first.on))
    if second.on != first.on:
        days += say(" and on {day}", day=said_day(second.on))
    return finding(
        "double_charge",
        subscription,
        hangs_on=hang_on_charge(subscription, second),
        severity=Severity.SOON,
        on=second.on,
        at_stake=second.amount,
        says=say(
            "{what} was charged twice for one period: {amount} under two numbers, {days}.",
            what=subscription.title,
            amount=said_money(second.amount),
            days=days,
        ),
        evidence=(*shown_charge(first), *shown_charge(second)),
    )
