"""You cancelled, and were charged all the same."""

from collections.abc import Iterable
from datetime import timedelta

from parsers.events import EventKind
from watchdog.books import DISPUTABLE_DAYS, Books
from watchdog.declare import detection
from watchdog.degrees import Severity
from watchdog.findings import Finding, finding, hang_on_charge
from watchdog.language import marked, said_day, said_money, say
from watchdog.proofs import shown_charge, shown_end
from watchdog.repaid import came_back
from watchdog.timeline.owed import end_before, is_owed
from watchdog.timeline.subscriptions import Cancellation, Charge, Subscription


@detection("charge_after_cancellation")
def charge_after_cancellation(books: Books) -> Iterable[Finding]:
    """Every recent charge that a cancellation before it forbids and nothing explains."""
    for subscription in books.subscriptions:
        if not subscription.cancellations:
            continue
        for charge in books.news(subscription):
            end = end_before(subscription, charge)
            if end is not None and not is_owed(subscription, charge, end, books.catalog):
                yield _finding(subscription, charge, end)


def _finding(sub: Subscription, charge: Charge, end: Cancellation) -> Finding:
    amount = f" {said_money(charge.amount)}" if charge.amount else ""
    expired = end.fact is not None and end.fact.event.kind is EventKind.EXPIRED
    words = (
        marked("{what} ended on {ended}, and you were charged{amount} on {day} all the same.")
        if expired
        else marked(
            "You cancelled {what} on {ended} and were charged{amount} on {day} all the same."
        )
    )
    return finding(
        "charge_after_cancellation",
        sub,
        hangs_on=hang_on_charge(sub, charge),
        severity=Severity.ACT_NOW,
        on=charge.on,
        deadline=charge.on + timedelta(days=DISPUTABLE_DAYS),
        at_stake=charge.at_stake,
        says=say(
            words,
            what=sub.title,
            ended=said_day(end.on),
            amount=amount,
            day=said_day(charge.on),
        )
        + came_back(charge),
        evidence=(shown_end(end), *shown_charge(charge)),
    )
