"""Money was taken although the free trial still runs."""

from collections.abc import Iterable
from datetime import timedelta

from parsers.events import EventKind
from watchdog.books import Books
from watchdog.declare import detection
from watchdog.degrees import Severity
from watchdog.findings import Finding, finding, hang_on_charge
from watchdog.language import said_day, said_money, say
from watchdog.proofs import shown, shown_charge
from watchdog.repaid import came_back
from watchdog.timeline.facts import Fact
from watchdog.timeline.subscriptions import Charge, Subscription

# Apple may charge up to a day before the trial ends: that is a trial that became a payment.
_EARLY_DAYS = 1
_RUNNING_DAYS = 45
_TRIALS = (EventKind.TRIAL_STARTED, EventKind.TRIAL_ENDING)
_BOUGHT = (EventKind.SUBSCRIPTION_STARTED, EventKind.PLAN_CHANGED, EventKind.RESUMED)


@detection("charged_during_trial")
def charged_during_trial(books: Books) -> Iterable[Finding]:
    """Every recent charge between the first word of a trial and its end."""
    for subscription in books.subscriptions:
        tried = any(fact.event.kind in _TRIALS for fact in subscription.told)
        for charge in books.news(subscription) if tried else ():
            trial = _trial_around(subscription, charge)
            if trial is not None and not _explained(subscription, charge, trial):
                yield _finding(subscription, charge, trial, books)


def _trial_around(subscription: Subscription, charge: Charge) -> Fact | None:
    """The mail that told of the trial in which a charge falls.

    What is charged on the first day checks the card, or is the price of the trial itself.
    """
    for fact in subscription.told:
        end = fact.event.trial_ends_on
        if fact.event.kind not in _TRIALS or end is None:
            continue
        if fact.on < charge.on < end - timedelta(days=_EARLY_DAYS):
            return fact
    return None


def _explained(subscription: Subscription, charge: Charge, trial: Fact) -> bool:
    """A single purchase, a trial cut short by buying, or what was paid for before the trial."""
    bought = any(
        fact.event.kind in _BOUGHT and trial.on < fact.on <= charge.on for fact in subscription.told
    )
    if charge.recurring is False or bought or _ran_before(subscription, trial):
        return True
    return _is_after_cancellation(subscription, charge)


def _ran_before(subscription: Subscription, trial: Fact) -> bool:
    """Whether something else of the service was running and goes on beside the trial."""
    first = trial.on - timedelta(days=_RUNNING_DAYS)
    return any(
        first <= charge.on < trial.on and charge.recurring is not False
        for charge in subscription.charges
    )


def _is_after_cancellation(subscription: Subscription, charge: Charge) -> bool:
    """Whether `charge_after_cancellation` tells of it: at the end of a cancelled trial."""
    return any(
        end.stands_on(charge.on) and charge.on >= (end.ends_on or end.on) - timedelta(days=2)
        for end in subscription.cancellations
    )


def _finding(subscription: Subscription, charge: Charge, trial: Fact, books: Books) -> Finding:
    end = trial.event.trial_ends_on
    if end is None:
        raise ValueError("a trial that is charged for has an end")
    return finding(
        "charged_during_trial",
        subscription,
        hangs_on=hang_on_charge(subscription, charge),
        severity=Severity.ACT_NOW,
        on=charge.on,
        deadline=books.claimable_until(subscription, charge),
        at_stake=charge.at_stake,
        says=say(
            "Your free trial of {what} runs until {end}, but you were charged {amount} on {day}.",
            what=subscription.title,
            end=said_day(end),
            amount=said_money(charge.amount),
            day=said_day(charge.on),
        )
        + came_back(charge),
        evidence=(shown(trial), *shown_charge(charge)),
    )
