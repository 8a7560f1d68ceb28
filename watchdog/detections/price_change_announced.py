"""A mail says that the price is going to rise, or has risen of late."""

from collections.abc import Iterable
from datetime import date, timedelta

from parsers.events import EventKind
from parsers.money import Money
from watchdog.books import Books
from watchdog.declare import detection
from watchdog.findings import Finding, finding, hang, priced
from watchdog.language import marked, said_day, said_money, say
from watchdog.proofs import shown
from watchdog.timeline.facts import Fact
from watchdog.timeline.history import is_whole
from watchdog.timeline.offers import same_plan
from watchdog.timeline.rhythm import cadence_of
from watchdog.timeline.subscriptions import Charge, Status, Subscription
from watchdog.timeline.taken_bills import as_charged

# Without a date in the mail, or after it, an announcement is news for as long as one usually runs
# ahead.
_NEWS_DAYS = 45
# No price is announced earlier than this; a date further away was misread.
_FURTHEST_DAYS = 400
# Who pays without receipts (insurers, telephones) is known by such mail alone: of unknown status.
_LIVE = (Status.ACTIVE, Status.TRIALING, Status.PAST_DUE, Status.PAUSED, Status.UNKNOWN)


@detection("price_change_announced")
def price_change_announced(books: Books) -> Iterable[Finding]:
    """The last announcement for each live subscription of which no receipt is known yet."""
    for subscription in books.subscriptions:
        told = [f for f in subscription.told if f.event.kind is EventKind.PRICE_CHANGE]
        if not told or subscription.status not in _LIVE:
            continue
        last = told[-1]
        due = _is_ahead(last, books.today) or _holds_lately(last, subscription, books)
        if not due or _came_true(last, subscription):
            continue
        if _concerns(last, subscription) and _rises(last, subscription):
            yield _finding(subscription, last, books)


def _last_paid(subscription: Subscription) -> Charge | None:
    paid = [c for c in subscription.charges if is_whole(c) and c.amount is not None]
    return paid[-1] if paid else None


def _concerns(told: Fact, subscription: Subscription) -> bool:
    """Whether it is the price of the plan and of the rhythm that is paid."""
    paid = _last_paid(subscription)
    if paid is None:
        return True
    rhythm = next((c for fact in paid.evidence if (c := cadence_of(fact.event))), None)
    named = told.event.cadence
    plan = same_plan(told.event.plan, paid.plan, subscription.name)
    return plan and (named is None or rhythm is None or named == rhythm)


def _is_ahead(told: Fact, today: date) -> bool:
    effective = told.event.effective_on
    if effective is None:
        return told.on <= today <= told.on + timedelta(days=_NEWS_DAYS)
    return today <= effective <= told.on + timedelta(days=_FURTHEST_DAYS)


def _holds_lately(told: Fact, subscription: Subscription, books: Books) -> bool:
    """Whether the new price holds already, was told of late, and nothing was paid since.

    Here what it was has to be known, or the day has to have been ahead: a mail may also name the
    price that it has had for years.
    """
    effective = told.event.effective_on
    if effective is None or not effective < books.today:
        return False
    known = told.event.old_amount is not None or _last_paid(subscription) is not None
    known = known or told.source.sent_at.date() < effective
    paid = any(charge.on >= effective for charge in as_charged(subscription).charges)
    return known and not paid and books.is_recent(told.on, _NEWS_DAYS)


def _rises(told: Fact, subscription: Subscription) -> bool:
    """In another currency than that of the bills nobody knows; a mail may name both prices."""
    old, new = _old_price(told, subscription), told.event.amount
    if new is None:
        return False
    return old is None or (old.currency == new.currency and old.amount < new.amount)


def _old_price(told: Fact, subscription: Subscription) -> Money | None:
    """What it costs until then: what the mail says, else what was paid last, else what was told
    before; the price of a mail's own day is that of its change.
    """
    paid = _last_paid(subscription)
    known = paid.amount if paid else subscription.price
    is_its_own = paid is None and known == told.event.amount
    return told.event.old_amount or (None if is_its_own else known)


def _came_true(told: Fact, subscription: Subscription) -> bool:
    """Whether it has been taken already: from then on it is an increase."""
    new = told.event.amount
    return any(charge.on >= told.on and charge.amount == new for charge in subscription.charges)


def _finding(subscription: Subscription, told: Fact, books: Books) -> Finding:
    new, old, day = told.event.amount, _old_price(told, subscription), told.event.effective_on
    if new is None:
        raise ValueError("an announced price has an amount")
    rise = type(new)(amount=new.amount - old.amount, currency=new.currency) if old else new
    was = say(" instead of {price}", price=said_money(old)) if old else ""
    deadline = _deadline(subscription, told, books.today)
    when = say(" from {day} on", day=said_day(day)) if day else ""
    holds = day is not None and day < books.today
    words = (
        marked("{what} costs {price}{was}{when}, as its mail says; no receipt has come since.")
        if holds
        else marked("{what} is going to cost {price}{was}{when}.")
        if day
        else marked("{what} is going to cost {price}{was} soon; the mail names no day.")
    )
    return finding(
        "price_change_announced",
        subscription,
        # Reminders of one announcement are one finding.
        hangs_on=hang(subscription, priced(new)),
        severity=books.urgency(deadline),
        on=day or told.on,
        deadline=deadline,
        at_stake=rise,
        says=say(
            words,
            what=subscription.title,
            price=said_money(new),
            was=was,
            when=when,
        ),
        evidence=(shown(told),),
    )


def _deadline(subscription: Subscription, told: Fact, today: date) -> date | None:
    """The last day to object that the mail names, else the last safe one before the first bill at
    the new price.
    """
    day, named = told.event.effective_on, told.event.cancel_by
    if named is not None and named >= today:
        return named
    renews_on = subscription.next_renewal_on
    if day is None or day < today or (renews_on is not None and renews_on >= day):
        return subscription.cancel_by
    return day - timedelta(days=1)
