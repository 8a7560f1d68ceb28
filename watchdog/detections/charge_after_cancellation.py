"""You cancelled, and were charged all the same."""

from collections.abc import Iterable, Iterator

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
from watchdog.timeline.taken_bills import as_charged


@detection("charge_after_cancellation")
def charge_after_cancellation(books: Books) -> Iterable[Finding]:
    """Every recent charge that a cancellation before it forbids and nothing explains."""
    for subscription in books.subscriptions:
        if not subscription.cancellations:
            continue
        for charge in books.news(subscription):
            end = end_before(subscription, charge)
            if end is not None and not is_owed(subscription, charge, end, books.catalog):
                yield _finding(subscription, charge, end, books)
        for charge, end in _billed_beyond(subscription, books):
            yield _finding(as_charged(subscription), charge, end, books)


def _billed_beyond(
    subscription: Subscription, books: Books
) -> Iterator[tuple[Charge, Cancellation]]:
    """The bills whose money is taken by itself for a time that begins after the end, of who sends
    no receipts: November is billed, and the contract ended with September. A last bill is none.
    """
    if subscription.charges:
        return
    for bill in as_charged(subscription).charges:
        end = end_before(subscription, bill)
        if end is None or bill.period is None or bill.recurring is False:
            continue  # a last bill names the days of its credit
        if not books.is_news(bill, DISPUTABLE_DAYS):
            continue
        if bill.period.starts_on > (end.ends_on or end.on):
            yield bill, end


def _finding(sub: Subscription, charge: Charge, end: Cancellation, books: Books) -> Finding:
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
        deadline=books.claimable_until(sub, charge),
        at_stake=charge.at_stake,
        says=say(
            words,
            what=sub.title,
            ended=said_day(end.on),
            amount=amount,
            day=said_day(charge.on),
        )
        + _was_to_end(charge, end)
        + came_back(charge),
        evidence=(shown_end(end), *shown_charge(charge)),
    )


def _was_to_end(charge: Charge, end: Cancellation) -> str:
    """The end that the merchant himself had named, where it lay before the payment."""
    day = end.access_until
    if end.fact is None or day is None or not end.on < day < charge.on:
        return ""
    return say(" Its own mail says that it ends on {day}.", day=said_day(day))
