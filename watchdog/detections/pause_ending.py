"""A pause is about to end, and the bills go on."""

from collections.abc import Iterable
from datetime import date, timedelta

from parsers.events import EventKind
from watchdog.books import Books
from watchdog.declare import detection
from watchdog.degrees import Severity
from watchdog.findings import Finding, finding, hang
from watchdog.language import said_day, said_money, say
from watchdog.proofs import shown
from watchdog.timeline.facts import Fact
from watchdog.timeline.subscriptions import Status, Subscription

_AHEAD_DAYS = 7


@detection("pause_ending")
def pause_ending(books: Books) -> Iterable[Finding]:
    """Each pause that ends within a week."""
    for subscription in books.subscriptions:
        pause = _pause(subscription)
        day = pause.event.resumes_on if pause else None
        if pause is None or day is None:
            continue
        if books.today <= day <= books.today + timedelta(days=_AHEAD_DAYS):
            yield _finding(subscription, pause, day, books.urgency(subscription.cancel_by))


def _pause(subscription: Subscription) -> Fact | None:
    """The pause that is in force."""
    told = [f for f in subscription.told if f.event.kind is EventKind.PAUSED]
    return told[-1] if told and subscription.status is Status.PAUSED else None


def _finding(subscription: Subscription, pause: Fact, day: date, severity: Severity) -> Finding:
    price = subscription.price
    cost = say(" for {price}", price=said_money(price)) if price else ""
    return finding(
        "pause_ending",
        subscription,
        hangs_on=hang(subscription, day.isoformat()),
        severity=severity,
        on=day,
        deadline=subscription.cancel_by,
        at_stake=price,
        says=say(
            "The pause of {what} ends on {day}: from then on it is billed again{cost}.",
            what=subscription.title,
            day=said_day(day),
            cost=cost,
        ),
        evidence=(shown(pause),),
    )
