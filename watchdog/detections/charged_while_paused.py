"""Billed while the subscription was paused."""

from collections.abc import Iterable
from datetime import date, timedelta

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

# A pause ends with a bill, and some billers send it a day or two early.
_EARLY_DAYS = 2
_MARKS = (EventKind.PAUSED, EventKind.RESUMED, EventKind.SUBSCRIPTION_STARTED)


@detection("charged_while_paused")
def charged_while_paused(books: Books) -> Iterable[Finding]:
    """Every recent charge between a pause and its end."""
    for subscription in books.subscriptions:
        paused = any(fact.event.kind is EventKind.PAUSED for fact in subscription.told)
        for charge in books.news(subscription) if paused else ():
            pause = _pause_around(subscription, charge)
            if pause is not None:
                yield _finding(subscription, pause, charge, books)


def _pause_around(subscription: Subscription, charge: Charge) -> Fact | None:
    """The pause in force on the day of a charge, if nothing ended it before."""
    canceled = any(end.stands_on(charge.on) for end in subscription.cancellations)
    if charge.recurring is False or canceled:
        return None
    marks = [f for f in subscription.told if f.event.kind in _MARKS and f.on <= charge.on]
    if not marks or marks[-1].event.kind is not EventKind.PAUSED:
        return None
    pause = marks[-1]
    billed_for = charge.period.starts_on if charge.period else charge.on
    return pause if _holds_on(pause, billed_for) else None


def _holds_on(pause: Fact, day: date) -> bool:
    begins, resumes = pause.event.effective_on or pause.on, pause.event.resumes_on
    return begins < day and (resumes is None or day < resumes - timedelta(days=_EARLY_DAYS))


def _finding(subscription: Subscription, pause: Fact, charge: Charge, books: Books) -> Finding:
    until = (
        say(" until {day}", day=said_day(pause.event.resumes_on)) if pause.event.resumes_on else ""
    )
    return finding(
        "charged_while_paused",
        subscription,
        hangs_on=hang_on_charge(subscription, charge),
        severity=Severity.ACT_NOW,
        on=charge.on,
        deadline=books.claimable_until(subscription, charge),
        at_stake=charge.at_stake,
        says=say(
            "{what} was paused{until}, and you were charged {amount} on {day} all the same.",
            what=subscription.title,
            until=until,
            amount=said_money(charge.amount),
            day=said_day(charge.on),
        )
        + came_back(charge),
        evidence=(shown(pause), *shown_charge(charge)),
    )
