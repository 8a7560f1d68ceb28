"""The low price of the beginning is about to end, or the free time: then it costs more."""

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal

import msgspec

from parsers.events import EventKind
from parsers.money import Money
from watchdog.books import Books
from watchdog.declare import detection
from watchdog.degrees import Severity
from watchdog.findings import Evidence, Finding, finding, hang
from watchdog.language import said_day, said_money, say
from watchdog.proofs import shown, shown_charge
from watchdog.timeline.announcements import is_dearer
from watchdog.timeline.cadence import LONG_DAYS, days_of
from watchdog.timeline.facts import Fact
from watchdog.timeline.history import is_whole
from watchdog.timeline.introductory import introductory
from watchdog.timeline.offers import same_plan
from watchdog.timeline.rhythm import cadence_of
from watchdog.timeline.subscriptions import Charge, Status, Subscription

_URGENT_DAYS = 3
# Without its rhythm a price this many times higher is that of a year beside that of a month.
_OTHER_RHYTHM = Decimal(6)
# In the first year half off is an offer, a tenth more a year later is a rise.
_INTRODUCTORY = Decimal("1.5")
_TELLS = (EventKind.RENEWAL_NOTICE, EventKind.SUBSCRIPTION_STARTED)
_CHANGES = (EventKind.PRICE_CHANGE, EventKind.PLAN_CHANGED)


@detection("promo_ending")
def promo_ending(books: Books) -> Iterable[Finding]:
    """Each running subscription that a mail said will cost more from a near day on."""
    for subscription in books.subscriptions:
        if subscription.status is not Status.ACTIVE:
            continue
        paid = _last_paid(subscription)
        end = _end_of_offer(subscription, paid) or _next_payment(subscription, paid)
        if end is not None and _is_near(end.on, subscription, books):
            yield _finding(subscription, end, paid, books.today)


class _End(msgspec.Struct, frozen=True, kw_only=True):
    """The day from which it costs `price`, as a mail told."""

    told: Fact
    price: Money
    on: date


def _is_near(day: date, subscription: Subscription, books: Books) -> bool:
    longest = max(books.reminders.of(subscription.merchant).renewal_days, default=0)
    return books.today <= day <= books.today + timedelta(days=longest)


def _end_of_offer(subscription: Subscription, paid: Charge | None) -> _End | None:
    """The end of "three months for £1.99, then £11.99", unless what is paid is dear already."""
    offer = introductory(subscription.facts)
    if offer is None or (paid is None and subscription.charges):
        return None
    old = paid.amount if paid is not None else None
    if old is not None and not is_dearer(old, offer.price):
        return None
    return _End(told=offer.told, price=offer.price, on=offer.ends_on)


def _next_payment(subscription: Subscription, paid: Charge | None) -> _End | None:
    """The next payment, where a mail names it dearer than the last one."""
    day = subscription.next_renewal_on
    told = _told(subscription, paid, day) if paid is not None and day is not None else None
    if told is None or told.event.amount is None or day is None or paid is None:
        return None
    if days_of(subscription.cadence or "P1M") >= LONG_DAYS and not _was_introduced(told, paid):
        return None  # the reminder of that renewal says what it cost before
    return _End(told=told, price=told.event.amount, on=day)


def _was_introduced(told: Fact, paid: Charge) -> bool:
    """Whether it gets so much dearer that what was paid was an offer: premiums rise by less."""
    new, old = told.event.amount, paid.amount
    return new is None or old is None or new.amount >= old.amount * _INTRODUCTORY


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


def _finding(subscription: Subscription, end: _End, paid: Charge | None, today: date) -> Finding:
    new, old = end.price, paid.amount if paid is not None else None
    deadline = _deadline(subscription, end.on)
    left = ((deadline or end.on) - today).days
    return finding(
        "promo_ending",
        subscription,
        hangs_on=hang(subscription, end.on.isoformat()),
        severity=Severity.ACT_NOW if left < _URGENT_DAYS else Severity.SOON,
        on=end.on,
        deadline=deadline,
        at_stake=Money(amount=new.amount - old.amount, currency=new.currency) if old else new,
        says=_words(subscription.title, end, old),
        evidence=_evidence(end, paid),
    )


def _words(what: str, end: _End, old: Money | None) -> str:
    day, new = said_day(end.on), said_money(end.price)
    if old is None:
        return say("{what} is free until {day}; then it costs {new}.", what=what, day=day, new=new)
    if end.told.event.later_amount == end.price:
        return say(
            "The low price of {what} ends: from {day} on it costs {new}; the last payment was "
            "{old}.",
            what=what,
            day=day,
            new=new,
            old=said_money(old),
        )
    return say(
        "The next payment for {what}, on {day}, is {new}; the last one was {old}.",
        what=what,
        day=day,
        new=new,
        old=said_money(old),
    )


def _evidence(end: _End, paid: Charge | None) -> tuple[Evidence, ...]:
    bills = shown_charge(paid) if paid is not None else ()
    told = shown(end.told)
    return bills if told in bills else (told, *bills)


def _deadline(subscription: Subscription, day: date) -> date | None:
    """The last safe day before that payment, as early as before the next one."""
    renews_on, cancel_by = subscription.next_renewal_on, subscription.cancel_by
    if renews_on is None or cancel_by is None or renews_on == day:
        return cancel_by
    return day - (renews_on - cancel_by)
