"""Billed while the subscription was paused."""

from collections.abc import Iterable
from datetime import timedelta

from parsers.events import EventKind
from watchdog.findings import (
    DISPUTABLE_DAYS,
    Books,
    Finding,
    Severity,
    detection,
    finding,
    shown,
    shown_charge,
)
from watchdog.timeline.facts import Fact
from watchdog.timeline.subscriptions import Charge, Subscription


@detection("charged_while_paused")
def charged_while_paused(books: Books) -> Iterable[Finding]:
    """Every recent charge between a pause and its end."""
    for subscription in books.subscriptions:
        for charge in subscription.charges:
            pause = _pause_around(subscription, charge)
            if pause is not None and books.is_recent(charge.on, DISPUTABLE_DAYS):
                yield _finding(subscription, pause, charge)


def _pause_around(subscription: Subscription, charge: Charge) -> Fact | None:
    """The pause in force on the day of a charge, if nothing ended it before."""
    if charge.recurring is False:
        return None
    kinds = (EventKind.PAUSED, EventKind.RESUMED, EventKind.SUBSCRIPTION_STARTED)
    marks = [f for f in subscription.facts if f.event.kind in kinds and f.on <= charge.on]
    if not marks or marks[-1].event.kind is not EventKind.PAUSED:
        return None
    pause = marks[-1]
    begins = pause.event.effective_on or pause.on
    billed_for = charge.period.starts_on if charge.period else charge.on
    resumes = pause.event.resumes_on
    if billed_for <= begins or (resumes is not None and billed_for >= resumes):
        return None
    return pause


def _finding(subscription: Subscription, pause: Fact, charge: Charge) -> Finding:
    amount = f" {charge.amount.amount} {charge.amount.currency}" if charge.amount else ""
    until = f" until {pause.event.resumes_on.isoformat()}" if pause.event.resumes_on else ""
    return finding(
        "charged_while_paused",
        subscription,
        hangs_on=f"{charge.on.isoformat()}:{charge.reference or ''}",
        severity=Severity.ACT_NOW,
        on=charge.on,
        deadline=charge.on + timedelta(days=DISPUTABLE_DAYS),
        at_stake=charge.amount,
        says=f"{subscription.title} is paused{until} and was charged{amount} "
        f"on {charge.on.isoformat()} all the same.",
        evidence=(shown(pause), *shown_charge(charge)),
    )
