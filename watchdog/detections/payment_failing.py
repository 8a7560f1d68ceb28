"""A payment failed and nothing has made it good since."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from parsers.events import EventKind
from parsers.money import Money
from watchdog.books import Books
from watchdog.declare import detection
from watchdog.findings import Finding, finding, hang
from watchdog.language import marked, said_day, said_money, say, say_many
from watchdog.proofs import shown
from watchdog.timeline.facts import Fact
from watchdog.timeline.offers import same_offer, same_plan
from watchdog.timeline.places import place_of
from watchdog.timeline.subscriptions import Status, Subscription
from watchdog.timeline.unpaid import is_said_paid

# Billers try a card again for some weeks; after that the subscription has ended by itself.
_RECENT_DAYS = 30
_MENDS = (EventKind.SUBSCRIPTION_STARTED, EventKind.RESUMED, EventKind.PLAN_CHANGED)


@detection("payment_failing")
def payment_failing(books: Books) -> Iterable[Finding]:
    """Each subscription whose last payment failed; the retries of one failure are one finding."""
    for subscription in books.subscriptions:
        if subscription.status is not Status.PAST_DUE:
            continue
        failures = _failures(subscription)
        if not failures or not books.is_recent(failures[-1].on, _RECENT_DAYS):
            continue
        if not _is_mended(subscription, failures[-1]) and not _paid_elsewhere(
            subscription, failures[0], books
        ):
            yield _finding(subscription, failures, books)


def _failures(subscription: Subscription) -> list[Fact]:
    """The failures of one bill: those since the last charge, a retry's time apart."""
    paid = max((charge.on for charge in subscription.charges), default=None)
    chain: list[Fact] = []
    for fact in reversed(subscription.told):
        if paid is not None and fact.on <= paid:
            break
        if not _is_failure(fact, subscription):
            continue
        if chain and chain[-1].on - fact.on > timedelta(days=_RECENT_DAYS):
            break
        chain.append(fact)
    return chain[::-1]


def _is_failure(fact: Fact, subscription: Subscription) -> bool:
    """Neither a single purchase nor another plan that was tried and not bought."""
    event = fact.event
    if event.kind is not EventKind.PAYMENT_FAILED or event.recurring is False:
        return False
    plans = [charge.plan for charge in subscription.charges]
    return not plans or same_plan(event.plan, plans[-1], subscription.name)


def _is_mended(subscription: Subscription, failure: Fact) -> bool:
    """Whether the user says that he paid it, or a later mail that it runs, although the receipt was
    lost.
    """
    after = failure.source.sent_at
    return is_said_paid(subscription, failure.on) or any(
        fact.event.kind in _MENDS and fact.on >= failure.on and fact.source.sent_at > after
        for fact in subscription.told
    )


def _paid_elsewhere(subscription: Subscription, failure: Fact, books: Books) -> bool:
    """Whether the receipt is filed under another subscription: that of another mailbox."""
    return any(
        charge.on >= failure.on
        for other in books.alike(subscription)
        if place_of(other.channel) == place_of(subscription.channel)
        and same_offer(subscription, other, books.catalog)
        for charge in other.charges
    )


def _finding(subscription: Subscription, failures: list[Fact], books: Books) -> Finding:
    first, last = failures[0], failures[-1]
    sums, last_day = _sums(failures), _last_day(failures)
    due = last_day if last_day is not None and last_day >= books.today else None
    of_what = say(" of {price}", price=said_money(sums[0])) if sums else ""
    more = say(", the last time for {price}", price=said_money(sums[-1])) if len(sums) > 1 else ""
    return finding(
        "payment_failing",
        subscription,
        hangs_on=hang(subscription, first.on.isoformat()),
        severity=books.urgency(due),
        on=last.on,
        deadline=due,
        at_stake=sums[-1] if sums else subscription.price,
        says=say(
            "The payment{of_what} for {what} failed on {day}{again}{more}.",
            of_what=of_what,
            what=subscription.title,
            day=said_day(first.on),
            again=_again(failures),
            more=more,
        )
        + _what_follows(last_day, books.today),
        evidence=[shown(first)] if first is last else [shown(first), shown(last)],
    )


def _again(failures: Sequence[Fact]) -> str:
    """That it was tried more than once, and the last day on which it was."""
    days = sorted({fact.on for fact in failures})
    if len(days) < 2:
        return ""
    if len(days) == 2:
        return say(" and again on {day}", day=said_day(days[-1]))
    return say_many(
        ", {number} time by {day}",
        ", {number} times by {day}",
        len(days),
        day=said_day(days[-1]),
    )


def _sums(failures: Iterable[Fact]) -> list[Money]:
    """What could not be taken, each sum that follows another one once: fees may come to it."""
    sums: list[Money] = []
    for amount in (fact.event.amount for fact in failures):
        if amount is not None and amount not in sums[-1:]:
            sums.append(amount)
    return sums


def _last_day(failures: Sequence[Fact]) -> date | None:
    """The day by which it has, or had, to be settled, as the last mail that names one has it."""
    days = [fact.event.due_on for fact in failures if fact.event.due_on is not None]
    return days[-1] if days and days[-1] > failures[-1].on else None


def _what_follows(last_day: date | None, today: date) -> str:
    """That it may be tried again, and until when it has, or had, to be settled."""
    if last_day is None:
        return say(" A failed payment is no cancellation: it may be tried again.")
    words = (
        marked(
            " By {day} it has to be settled, or it is tried again. A failed payment is no "
            "cancellation."
        )
        if last_day >= today
        else marked(
            " By {day} it was to be settled, or to be tried again; no mail says what came of it. "
            "A failed payment is no cancellation."
        )
    )
    return say(words, day=said_day(last_day))
