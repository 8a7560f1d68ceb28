"""The low price of the beginning is about to end: the next payment is dearer than the last."""

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal

from parsers.events import EventKind
from parsers.money import Money
from watchdog.findings import (
    Books,
    Finding,
    Severity,
    detection,
    finding,
    hang,
    shown,
    shown_charge,
)
from watchdog.language import said_day, said_money, say
from watchdog.timeline.announcements import is_dearer
from watchdog.timeline.facts import Fact
from watchdog.timeline.history import is_whole
from watchdog.timeline.offers import same_plan
from watchdog.timeline.rhythm import cadence_of
from watchdog.timeline.subscriptions import Charge, Status, Subscription

_URGENT_DAYS = 3
# Without its rhythm a price this many times higher is that of a year beside that of a month.
_OTHER_RHYTHM = Decimal(6)
_TELLS = (EventKind.RENEWAL_NOTICE, EventKind.SUBSCRIPTION_STARTED)
_CHANGES = (EventKind.PRICE_CHANGE, EventKind.PLAN_CHANGED)


@detection("promo_ending")
def promo_ending(books: Books) -> Iterable[Finding]:
    """Each running subscription whose next payment a mail names dearer than the last one."""
    for subscription in books.subscriptions:
        day = subscription.next_renewal_on
        if subscription.status is not Status.ACTIVE or day is None:
            continue
        longest = max(books.reminders.of(subscription.merchant).renewal_days, default=0)
        if not books.today <= day <= books.today + timedelta(days=longest):
            continue
        paid = _last_paid(subscription)
        told = _told(subscription, paid, day) if paid is not None else None
        if paid is not None and told is not None:
            yield _finding(subscription, told, paid, day, books.today)


def _last_paid(subscription: Subscription) -> Charge | None:
    newest_first = reversed(subscription.charges)
    paid = next((one for one in newest_first if is_whole(one) and one.amount is not None), None)
    return paid if paid is not None and paid.refund is None else None


def _told(subscription: Subscription, paid: Charge, day: date) -> Fact | None:
    """The last mail that names the price of that day, if it is dearer than what was paid."""
    if any(f.event.kind in _CHANGES and f.on >= paid.on for f in subscription.told):
        return None  # an announced price or another plan: other findings, or nobody's surprise
    named = [f for f in subscription.told if f.event.kind in _TELLS and _day_of(f) == day]
    priced_ones = [f for f in named if f.event.amount is not None]
    last = priced_ones[-1] if priced_ones else None
    return last if last is not None and _rises(last, paid, subscription) else None


def _day_of(told: Fact) -> date | None:
    return told.event.effective_on or told.event.renews_on


def _rises(told: Fact, paid: Charge, subscription: Subscription) -> bool:
    new, old = told.event.amount, paid.amount
    if new is None or old is None or not is_dearer(old, new):
        return False
    if not same_plan(told.event.plan, paid.plan, subscription.name):
        return False
    rhythm = next((c for f in paid.evidence if (c := cadence_of(f.event))), subscription.cadence)
    if told.event.cadence is None:
        return new.amount < old.amount * _OTHER_RHYTHM
    return rhythm is None or told.event.cadence == rhythm


def _finding(
    subscription: Subscription, told: Fact, paid: Charge, day: date, today: date
) -> Finding:
    new, old = told.event.amount, paid.amount
    if new is None or old is None:
        raise ValueError("a price that ends has one before and one after")
    deadline = subscription.cancel_by
    left = ((deadline or day) - today).days
    return finding(
        "promo_ending",
        subscription,
        hangs_on=hang(subscription, day.isoformat()),
        severity=Severity.ACT_NOW if left < _URGENT_DAYS else Severity.SOON,
        on=day,
        deadline=deadline,
        at_stake=Money(amount=new.amount - old.amount, currency=new.currency),
        says=say(
            "The next payment for {what}, on {day}, is {new}; the last one was {old}.",
            what=subscription.title,
            day=said_day(day),
            new=said_money(new),
            old=said_money(old),
        ),
        evidence=(shown(told), *shown_charge(paid)),
    )
