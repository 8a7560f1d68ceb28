"""What you cancelled runs again, or says that it will, and nothing shows that you asked."""

from collections.abc import Iterable
from datetime import date, timedelta

from parsers.events import EventKind
from watchdog.books import Books
from watchdog.declare import detection
from watchdog.degrees import Severity
from watchdog.findings import Finding, finding, hang
from watchdog.language import said_day, said_money, say
from watchdog.proofs import shown, shown_end
from watchdog.timeline.facts import Fact
from watchdog.timeline.offers import same_plan
from watchdog.timeline.subscriptions import Cancellation, Subscription

_RECENT_DAYS = 30
_URGENT_DAYS = 3
# Mails that were on their way already when it was cancelled.
_CROSSING_DAYS = 2
# Cards are tried again for so long before it is given up.
_DUNNED_DAYS = 45
# A welcome, a new trial or another plan around the day: somebody ordered it.
_ORDER_DAYS = 3
_ORDERS = (EventKind.SUBSCRIPTION_STARTED, EventKind.TRIAL_STARTED, EventKind.PLAN_CHANGED)


@detection("resubscribed_unexpectedly")
def resubscribed_unexpectedly(books: Books) -> Iterable[Finding]:
    """Each cancellation that a mail has taken back, or wants to pass over, without an order."""
    for subscription in books.subscriptions:
        end = subscription.cancellations[-1] if subscription.cancellations else None
        if end is None or end.fact is None:
            continue
        told = _revival(subscription, end) or _passes_over(subscription, end, books)
        if told is not None and books.is_recent(told.on, _RECENT_DAYS):
            yield _finding(subscription, end, told, books.today)


def _revival(subscription: Subscription, end: Cancellation) -> Fact | None:
    """The mail that says that it runs again, after it had ended or at the end of a pause.

    Before the end people often change their minds: that is their own doing.
    """
    resumed = [f for f in subscription.told if f.event.kind is EventKind.RESUMED and f.on > end.on]
    told = resumed[0] if resumed else None
    if told is None or told.on != end.undone_on or told.event.by_reader:
        return None
    if _is_ordered(subscription, told.on):
        return None
    if _is_for_want_of_money(subscription, end):
        return None
    over = end.ends_on is not None and told.on >= end.ends_on
    return told if over or _is_end_of_pause(subscription, end, told.on) else None


def _is_for_want_of_money(subscription: Subscription, end: Cancellation) -> bool:
    """Whether it ended because a payment had failed: who pays after all wants it back."""
    since = end.on - timedelta(days=_DUNNED_DAYS)
    failed = [f.on for f in subscription.told if f.event.kind is EventKind.PAYMENT_FAILED]
    recent = [day for day in failed if since <= day <= end.on]
    paid = [charge.on for charge in subscription.charges if charge.on <= end.on]
    return bool(recent) and not any(recent[-1] <= day for day in paid)


def _is_ordered(subscription: Subscription, day: date) -> bool:
    near = timedelta(days=_ORDER_DAYS)
    return any(f.event.kind in _ORDERS and abs(f.on - day) <= near for f in subscription.told)


def _is_end_of_pause(subscription: Subscription, end: Cancellation, day: date) -> bool:
    """Whether a pause that was cancelled while it ran has woken it all the same."""
    near = timedelta(days=_CROSSING_DAYS)
    return any(
        f.event.kind is EventKind.PAUSED
        and f.on <= end.on
        and f.event.resumes_on is not None
        and end.on < f.event.resumes_on
        and abs(f.event.resumes_on - day) <= near
        for f in subscription.told
    )


def _passes_over(subscription: Subscription, end: Cancellation, books: Books) -> Fact | None:
    """A notice, well after the cancellation, that it will be billed for the time after the end."""
    service = books.catalog.services.get(subscription.merchant)
    if end.undone_on is not None or (service is not None and service.several_plans):
        return None  # of domains and courses nobody knows which one a notice is about
    if any(charge.on > end.on for charge in subscription.charges):
        return None  # it was billed already: that is worse, and told by another finding
    notices = [f for f in subscription.told if f.event.kind is EventKind.RENEWAL_NOTICE]
    told = [f for f in notices if f.on > end.on + timedelta(days=_CROSSING_DAYS)]
    return next((f for f in told[-1:] if _bills_again(f, subscription, end, books.today)), None)


def _bills_again(told: Fact, subscription: Subscription, end: Cancellation, today: date) -> bool:
    day = told.event.renews_on
    ahead = day is not None and day >= max(today, end.ends_on or end.on)
    # "Your subscription runs out, renew it" names no amount that is going to be taken.
    ended = end.fact.event.plan if end.fact is not None else None
    paid = [charge.plan for charge in subscription.charges if charge.plan]
    plan = same_plan(told.event.plan, ended or (paid[-1] if paid else None), subscription.name)
    return ahead and plan and told.event.amount is not None


def _before_its_next_payment(subscription: Subscription, today: date) -> date | None:
    """The last safe day, where the mail that says that it runs again names the next payment."""
    if not subscription.next_renewal_stated or subscription.cancel_by is None:
        return None
    return subscription.cancel_by if subscription.cancel_by >= today else None


def _finding(subscription: Subscription, end: Cancellation, told: Fact, today: date) -> Finding:
    day = told.event.renews_on if told.event.kind is EventKind.RENEWAL_NOTICE else None
    amount = told.event.amount or subscription.price
    cost = say(" for {price}", price=said_money(amount)) if amount else ""
    what = (
        say("it will renew on {day}{cost}", day=said_day(day), cost=cost)
        if day
        else say("it runs again")
    )
    deadline = day - timedelta(days=1) if day else _before_its_next_payment(subscription, today)
    urgent = deadline is not None and (deadline - today).days < _URGENT_DAYS
    return finding(
        "resubscribed_unexpectedly",
        subscription,
        hangs_on=hang(subscription, end.on.isoformat(), told.on.isoformat()),
        severity=Severity.ACT_NOW if urgent else Severity.SOON,
        on=told.on,
        deadline=deadline,
        at_stake=amount,
        says=say(
            "You cancelled {what} on {ended}, but a mail of {day} says that {news}.",
            what=subscription.title,
            ended=said_day(end.on),
            day=said_day(told.on),
            news=what,
        ),
        evidence=(shown_end(end), shown(told)),
    )
