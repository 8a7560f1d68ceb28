"""Bills whose money is taken by itself: often all that a telephone or a magazine ever writes."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from msgspec.structs import replace

from parsers.events import EventKind
from parsers.money import Money
from watchdog.timeline.facts import Fact
from watchdog.timeline.subscriptions import Charge, Subscription

_FAILS_WITHIN = timedelta(days=14)  # banks give a debit back within two weeks where it failed


def bills_in(facts: Iterable[Fact]) -> list[Fact]:
    """The bills that name what they come to."""
    bills = (fact for fact in facts if fact.event.kind is EventKind.INVOICE_DUE)
    return [fact for fact in bills if fact.event.amount is not None]


def taken(facts: Iterable[Fact]) -> list[Fact]:
    """Those of them of which a mail says that their money is taken by itself."""
    return [fact for fact in bills_in(facts) if fact.event.collected]


def debits(facts: Sequence[Fact], *, today: date) -> list[Fact]:
    """The bills whose money was taken by itself before today, each once: all that a firm writes
    that debits an account. None of which a mail says that the payment failed.
    """
    failed = [fact.on for fact in facts if fact.event.kind is EventKind.PAYMENT_FAILED]
    each = {(taken_on(bill), bill.event.amount): bill for bill in taken(facts)}
    return [
        bill
        for (day, _), bill in each.items()
        if day < today and not any(day <= one <= day + _FAILS_WITHIN for one in failed)
    ]


def taken_on(bill: Fact) -> date:
    """The day on which the money of a bill is taken: that which it names, else its own."""
    return bill.event.due_on or bill.on


def days_of_bills(bills: Iterable[Fact]) -> tuple[date, ...]:
    """The days on which bills came."""
    return tuple(fact.on for fact in bills)


def price_billed(facts: Sequence[Fact]) -> Money | None:
    """What the last bill came to, where the one before came to the same, or a mail said since then
    that the price changes; a bill by use has no price.
    """
    bills = taken(facts)
    if len(bills) < 2:
        return None
    last, before = bills[-1].event.amount, bills[-2]
    changes = (fact for fact in facts if fact.event.kind is EventKind.PRICE_CHANGE)
    is_step = any(before.on <= fact.on <= bills[-1].on for fact in changes)
    return last if is_step or last == before.event.amount else None


def paid(subscription: Subscription, *, today: date) -> tuple[Charge, ...]:
    """Its payments; where no mail of one ever came, the debits that were announced for days that
    are over.
    """
    if subscription.charges:
        return subscription.charges
    known = debits(subscription.told, today=today)
    return tuple(replace(_charge(bill), on=taken_on(bill)) for bill in known)


def as_charged(subscription: Subscription) -> Subscription:
    """The subscription, with its bills for the payments of which no mail ever came."""
    if subscription.charges:
        return subscription
    return replace(subscription, charges=tuple(map(_charge, taken(subscription.told))))


def _charge(bill: Fact) -> Charge:
    event = bill.event
    return Charge(
        on=bill.on,
        amount=event.amount,
        recurring=event.recurring,
        plan=event.plan,
        period=event.period,
        reference=event.reference,
        evidence=(bill,),
        tax=event.tax,
    )
