"""A free trial turned into a payment."""

from collections.abc import Iterable
from datetime import timedelta

from parsers.events import EventKind
from watchdog.findings import (
    Books,
    Finding,
    Severity,
    came_back,
    detection,
    finding,
    hang_on_charge,
    settled_on,
    severity_of,
    shown,
    shown_charge,
)
from watchdog.language import said_day, said_money, say
from watchdog.timeline.facts import Fact
from watchdog.timeline.offers import same_plan
from watchdog.timeline.subscriptions import Charge, Subscription

_RECENT_DAYS = 30
# Apple may charge up to a day before the trial ends; late receipts and retries take some days.
_EARLY_DAYS, _LATE_DAYS = 1, 10
_TRIALS = (EventKind.TRIAL_STARTED, EventKind.TRIAL_ENDING)


@detection("trial_converted")
def trial_converted(books: Books) -> Iterable[Finding]:
    """The first charge after a trial that was not cancelled."""
    for subscription in books.subscriptions:
        told = _trial(subscription)
        charge = _first_charge(subscription, told) if told else None
        if told is None or charge is None or not books.is_news(charge, _RECENT_DAYS):
            continue
        # Charged although it was cancelled in time is worse, and another finding.
        if not any(end.stands_on(charge.on) for end in subscription.cancellations):
            yield _finding(subscription, told, charge)


def _trial(subscription: Subscription) -> Fact | None:
    told = [
        fact
        for fact in subscription.told
        if fact.event.kind in _TRIALS and fact.event.trial_ends_on is not None
    ]
    return told[-1] if told else None


def _first_charge(subscription: Subscription, told: Fact) -> Charge | None:
    end = told.event.trial_ends_on
    if end is None:
        return None
    first, last = end - timedelta(days=_EARLY_DAYS), end + timedelta(days=_LATE_DAYS)
    paid = (c for c in subscription.charges if first <= c.on <= last and c.recurring is not False)
    plan, name = told.event.plan, subscription.name
    return next((charge for charge in paid if same_plan(charge.plan, plan, name)), None)


def _finding(subscription: Subscription, told: Fact, charge: Charge) -> Finding:
    amount = f": {said_money(charge.amount)}" if charge.amount else ""
    return finding(
        "trial_converted",
        subscription,
        hangs_on=hang_on_charge(subscription, charge),
        severity=severity_of(charge, Severity.SOON),
        on=charge.on,
        deadline=subscription.cancel_by,
        at_stake=charge.at_stake,
        resolved_on=settled_on(charge),
        says=say(
            "Your free trial of {what} became a paid subscription{amount} on {day}.",
            what=subscription.title,
            amount=amount,
            day=said_day(charge.on),
        )
        + came_back(charge),
        evidence=(shown(told), *shown_charge(charge)),
    )
