"""A free trial is about to turn into a payment."""

from collections.abc import Iterable
from datetime import date, timedelta

from watchdog.books import Books
from watchdog.declare import detection
from watchdog.degrees import Severity
from watchdog.findings import Finding, finding, hang
from watchdog.language import said_day, said_money, say
from watchdog.proofs import shown
from watchdog.timeline.subscriptions import Status, Subscription
from watchdog.timeline.trials import TRIALS, ends_by_itself

_URGENT_DAYS = 3


@detection("trial_ending")
def trial_ending(books: Books) -> Iterable[Finding]:
    """Each running trial that ends within the days the user wants to hear of it."""
    for subscription in books.subscriptions:
        end = subscription.trial_ends_on
        if subscription.status is not Status.TRIALING or end is None:
            continue
        if ends_by_itself(subscription.told, end):
            continue
        left = (_sooner(end, subscription.cancel_by) - books.today).days
        if left <= max(books.reminders.of(subscription.merchant).trial_days, default=0):
            otherwise = Severity.ACT_NOW if left <= _URGENT_DAYS else Severity.SOON
            yield _finding(subscription, books.urgency(subscription.cancel_by, otherwise))


def _sooner(end: date, cancel_by: date | None) -> date:
    """The day after the last safe one, where that comes well before the end."""
    return end if cancel_by is None else min(end, cancel_by + timedelta(days=1))


def _finding(subscription: Subscription, severity: Severity) -> Finding:
    end = subscription.trial_ends_on
    if end is None:
        raise ValueError("a trial that ends has an end")
    price = subscription.price
    cost = say(" and then costs {price}", price=said_money(price)) if price else ""
    trials = [fact for fact in subscription.told if fact.event.kind in TRIALS]
    # One reminder may come five times a day: the last mail of each that says the same.
    told = list({(fact.source.subject, fact.event.evidence): fact for fact in trials}.values())
    return finding(
        "trial_ending",
        subscription,
        hangs_on=hang(subscription, end.isoformat()),
        severity=severity,
        on=end,
        deadline=subscription.cancel_by,
        at_stake=price,
        says=say(
            "Your free trial of {what} ends on {day}{cost}.",
            what=subscription.title,
            day=said_day(end),
            cost=cost,
        ),
        evidence=[shown(fact) for fact in told[-2:]],
    )
