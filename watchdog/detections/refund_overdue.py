"""A refund was promised, and no mail says that it came."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from decimal import Decimal

from parsers.events import EventKind
from parsers.money import Money
from watchdog.books import DISPUTABLE_DAYS, Books
from watchdog.declare import detection
from watchdog.degrees import Severity
from watchdog.findings import Finding, finding, hang, priced
from watchdog.language import said_day, said_money, say
from watchdog.proofs import shown
from watchdog.timeline.facts import Fact
from watchdog.timeline.subscriptions import Subscription

# Stores and cards take up to ten working days.
_PATIENCE_DAYS = 14
# The store's mail about the money may overtake the merchant's promise of it.
_OVERTAKES_DAYS = 3
# Fees and exchange rates take this much of what comes back.
_MOST = Decimal("0.9")


@detection("refund_overdue")
def refund_overdue(books: Books) -> Iterable[Finding]:
    """Each promise of a refund that two weeks have not kept; its reminders are the same one."""
    for subscription in books.subscriptions:
        promises = _promises(subscription)
        # Wherever the same merchant's money may come back: another place or mailbox, too.
        alike = (subscription, *books.alike(subscription)) if promises else ()
        back = [fact for other in alike for fact in _refunds(other)]
        for promise in promises:
            late = _due_on(promise) < books.today
            if late and books.is_recent(promise.on, DISPUTABLE_DAYS) and not _kept(promise, back):
                yield _finding(subscription, promise)


def _refunds(subscription: Subscription) -> list[Fact]:
    return [f for f in subscription.told if f.event.kind is EventKind.REFUND]


def _promises(subscription: Subscription) -> Sequence[Fact]:
    """The first promise of each amount that has not come back since."""
    first: dict[str, Fact] = {}
    for fact in subscription.told:
        if fact.event.kind is EventKind.REFUND:
            first = {key: f for key, f in first.items() if not _covers(fact, f.event.amount)}
        if fact.event.kind is EventKind.REFUND_PROMISED:
            first.setdefault(priced(fact.event.amount), fact)
    # A mail without an amount is about one of those that name theirs.
    return [fact for amount, fact in first.items() if amount or len(first) == 1]


def _due_on(promise: Fact) -> date:
    return max(promise.on + timedelta(days=_PATIENCE_DAYS), promise.event.effective_on or date.min)


def _kept(promise: Fact, back: Iterable[Fact]) -> bool:
    since = promise.on - timedelta(days=_OVERTAKES_DAYS)
    return any(fact.on >= since and _covers(fact, promise.event.amount) for fact in back)


def _covers(refund: Fact, promised: Money | None) -> bool:
    came = refund.event.amount
    if came is None or promised is None or came.currency != promised.currency:
        return True
    return came.amount >= promised.amount * _MOST


def _finding(subscription: Subscription, promise: Fact) -> Finding:
    amount = promise.event.amount
    much = say(" of {amount}", amount=said_money(amount)) if amount else ""
    return finding(
        "refund_overdue",
        subscription,
        hangs_on=hang(subscription, promise.on.isoformat(), priced(amount)),
        severity=Severity.SOON,
        on=_due_on(promise),
        deadline=promise.on + timedelta(days=DISPUTABLE_DAYS),
        at_stake=amount,
        says=say(
            "A refund{much} for {what} was promised on {day}, and no mail says that it came.",
            much=much,
            what=subscription.title,
            day=said_day(promise.on),
        ),
        evidence=(shown(promise),),
    )
