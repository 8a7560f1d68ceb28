"""A long subscription is about to renew: the one charge a year that people forget."""

from collections.abc import Iterable
from datetime import date

from parsers.events import BillingEvent
from parsers.money import Money
from watchdog.books import Books
from watchdog.declare import detection
from watchdog.degrees import Severity
from watchdog.findings import Finding, finding, hang
from watchdog.language import marked, said_day, said_money, say
from watchdog.proofs import shown, shown_charge
from watchdog.timeline.announcements import is_dearer
from watchdog.timeline.cadence import is_long
from watchdog.timeline.history import is_whole
from watchdog.timeline.notices import cost_of_next, notices_of
from watchdog.timeline.offers import same_plan
from watchdog.timeline.rhythm import cadence_of
from watchdog.timeline.subscriptions import Charge, Status, Subscription
from watchdog.timeline.taken_bills import taken
from watchdog.timeline.unfinished import unfinished

_URGENT_DAYS = 3


@detection("renewal_approaching")
def renewal_approaching(books: Books) -> Iterable[Finding]:
    """Each quarterly or longer subscription that renews within the days the user chose, and what
    ends within them unless its reader renews it.
    """
    for subscription in books.subscriptions:
        if (found := _lapse(subscription, books)) is not None:
            yield found
            continue
        if subscription.status is not Status.ACTIVE or not _matters(subscription):
            continue
        if unfinished(subscription, books.alike(subscription), books.today) is not None:
            continue  # that it was never ended is told, with the same day
        left = _days_left(subscription, books.today)
        longest = max(books.reminders.of(subscription.merchant).renewal_days, default=0)
        if left is not None and left <= longest:
            yield _finding(subscription, left)


def _lapse(subscription: Subscription, books: Books) -> Finding | None:
    """What ends unless its reader renews it, told as a renewal is: no money is at stake."""
    day = subscription.lapses_on
    longest = max(books.reminders.of(subscription.merchant).renewal_days, default=0)
    if day is None or not 0 <= (day - books.today).days <= longest:
        return None
    price = cost_of_next(subscription)
    cost = say(" for {price}", price=said_money(price)) if price else ""
    return finding(
        "renewal_approaching",
        subscription,
        hangs_on=hang(subscription, day.isoformat()),
        severity=Severity.SOON,
        on=day,
        deadline=day,
        says=say(
            "{what} ends on {day} unless you renew it{cost}. Nothing is taken by itself.",
            what=subscription.title,
            day=said_day(day),
            cost=cost,
        ),
        evidence=[shown(f) for f in notices_of(subscription)[-1:]],
    )


def _days_left(subscription: Subscription, today: date) -> int | None:
    """Days until the renewal, less the days by which the service takes its money early."""
    renews_on, cancel_by = subscription.next_renewal_on, subscription.cancel_by
    if renews_on is None or cancel_by is None or renews_on < today:
        return None
    return (cancel_by - today).days + 1


def _matters(subscription: Subscription) -> bool:
    if is_long(subscription.cadence) and not _is_known_by_bills(subscription):
        return True
    return _is_announced(subscription)


def _is_known_by_bills(subscription: Subscription) -> bool:
    """Whether bills alone tell that it goes on: water, the refuse, a tax of each quarter."""
    return not (subscription.charges or notices_of(subscription)) and bool(taken(subscription.told))


def _is_announced(subscription: Subscription) -> bool:
    """Nobody knows how often, but a mail was sent for this one renewal."""
    day = subscription.next_renewal_on
    return subscription.cadence is None and any(
        f.event.renews_on == day for f in notices_of(subscription)
    )


def _cost_before(subscription: Subscription, price: Money | None) -> Money | None:
    """What it cost the last time, where that was less: as the notice of this renewal says, as was
    paid for a period of that length, or as the notice of an earlier renewal said.
    """
    day = subscription.next_renewal_on
    told = [f.event for f in notices_of(subscription)]
    own = [one for one in told if one.renews_on == day and one.amount is not None]
    if price is None or not own:
        return None
    paid = [
        charge.amount
        for charge in subscription.charges
        if is_whole(charge) and _is_alike_sold(own[-1], charge, subscription)
    ]
    earlier = [one.amount for one in told if one.renews_on and day and one.renews_on < day]
    known = [one for one in (own[-1].old_amount, *paid[-1:], *earlier[-1:]) if one is not None]
    return known[0] if known and is_dearer(known[0], price) else None


def _is_alike_sold(notice: BillingEvent, charge: Charge, subscription: Subscription) -> bool:
    """Whether a notice and a payment are about the same plan in the same rhythm."""
    rhythm = next((c for fact in charge.evidence if (c := cadence_of(fact.event))), None)
    named = notice.cadence or subscription.cadence
    alike = named is None or rhythm is None or named == rhythm
    return alike and same_plan(notice.plan, charge.plan, subscription.name)


def _finding(subscription: Subscription, left: int) -> Finding:
    renews_on = subscription.next_renewal_on
    if renews_on is None:
        raise ValueError("a renewal that approaches has a date")
    price = cost_of_next(subscription)
    cost = say(" for {price}", price=said_money(price)) if price else ""
    before = _cost_before(subscription, price)
    was = say("; the last time it was {price}", price=said_money(before)) if before else ""
    words = (
        marked("{what} renews on {day}{cost}{was}.")
        if subscription.next_renewal_stated
        else marked("{what} probably renews on {day}{cost}{was}.")
    )
    last = subscription.charges[-1:]
    return finding(
        "renewal_approaching",
        subscription,
        hangs_on=hang(subscription, renews_on.isoformat()),
        severity=Severity.ACT_NOW if left <= _URGENT_DAYS else Severity.SOON,
        on=renews_on,
        deadline=subscription.cancel_by,
        at_stake=price,
        says=say(words, what=subscription.title, day=said_day(renews_on), cost=cost, was=was),
        evidence=[shown(f) for f in notices_of(subscription)[-1:]]
        + [e for c in last for e in shown_charge(c)],
    )
