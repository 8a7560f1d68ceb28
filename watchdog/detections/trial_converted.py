"""A free trial turned into a payment, or must have by now: nobody ended it before its end."""

from collections.abc import Iterable
from datetime import date, timedelta

from parsers.events import EventKind
from parsers.money import Money
from watchdog.books import Books
from watchdog.declare import detection
from watchdog.degrees import Severity
from watchdog.findings import Finding, finding, hang
from watchdog.language import said_day, said_money, say
from watchdog.proofs import shown, shown_charge
from watchdog.repaid import came_back, settled_on, severity_of
from watchdog.timeline.announcements import is_alike
from watchdog.timeline.cadence import days_of
from watchdog.timeline.facts import Fact, StatementKind
from watchdog.timeline.history import is_whole
from watchdog.timeline.offers import same_offer, same_plan
from watchdog.timeline.subscriptions import OVER, Charge, Status, Subscription

_RECENT_DAYS = 30
# Apple may charge up to a day before the trial ends; late receipts and retries take some days.
_EARLY_DAYS, _LATE_DAYS = 1, 10
# Without a receipt it is news as long as the money can still be asked back without a quarrel; who
# did not look at the card then can still see two payments on it, and stop the third.
_SILENT_DAYS, _REMEMBERED_DAYS = 14, 60
_URGENT_DAYS = 3
_PERIOD_DAYS = 31.0
_TRIALS = (EventKind.TRIAL_STARTED, EventKind.TRIAL_ENDING)
_NOTICES = (EventKind.RENEWAL_NOTICE, EventKind.SUBSCRIPTION_STARTED)
# An end, a pause and a payment that fails are told of by themselves.
_RUNS = (Status.ACTIVE, Status.UNKNOWN)
# Mails after which it is no longer what the trial told of: another plan, a bill to be paid.
_OTHERWISE = (EventKind.PLAN_CHANGED, EventKind.INVOICE_DUE, EventKind.REFUND, EventKind.PAUSED)


@detection("trial_converted")
def trial_converted(books: Books) -> Iterable[Finding]:
    """The first charge after a trial that was not cancelled; until its receipt comes, that the
    trial is over and what its mail said that it costs then.
    """
    for subscription in books.subscriptions:
        told = _trial(subscription)
        charge = _first_charge(subscription, told) if told else None
        if told is None or charge is None:
            if told is not None and _is_silent(subscription, told, books):
                yield from _without_receipt(subscription, told, books)
            continue
        # Charged although it was cancelled in time is worse, and another finding.
        ended = any(end.stands_on(charge.on) for end in subscription.cancellations)
        is_over = charge.refund is not None and subscription.status in OVER
        if books.is_recent(charge.on, _RECENT_DAYS) and not ended and not is_over:
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


def _hangs_on(subscription: Subscription, told: Fact) -> str:
    """The end of the trial: what is told before the receipt came is not told again with it."""
    return hang(subscription, str(told.event.trial_ends_on))


def _is_silent(subscription: Subscription, told: Fact, books: Books) -> bool:
    """Whether the trial ended lately and neither a mail nor the user says what came of it."""
    end = told.event.trial_ends_on
    if end is None or not end < books.today <= end + timedelta(days=_REMEMBERED_DAYS):
        return False
    if subscription.status not in _RUNS or end != subscription.trial_ends_on:
        return False
    if any(one.kind is StatementKind.CONFIRMED for one in subscription.statements):
        return False
    own = [fact.event for fact in subscription.told if fact.event.trial_ends_on == end]
    if told.source.sent_at.date() > end or any(event.collected is False for event in own):
        return False  # that it is over, not that it goes on; or what follows has to be chosen
    since = _told_on(subscription, end)
    later = (fact for fact in subscription.told if fact.on >= since)
    if any(f.event.kind in _OTHERWISE for f in later) or _is_paid_before(subscription, since, end):
        return False
    return not _is_settled_elsewhere(subscription, since, books)


def _told_on(subscription: Subscription, end: date) -> date:
    """The day on which this trial was first told."""
    return min(fact.on for fact in subscription.told if fact.event.trial_ends_on == end)


def _is_settled_elsewhere(subscription: Subscription, since: date, books: Books) -> bool:
    """Whether it was paid or ended since, under whatever place, plan or mailbox it is filed."""
    own, price = subscription.charges, subscription.price
    if any(c.on > since or (c.on == since and is_alike(c.amount, price)) for c in own):
        return True
    return any(
        any(charge.on > since for charge in other.charges)
        or any(end.on >= since for end in other.cancellations)
        for other in books.alike(subscription)
        if same_offer(subscription, other, books.catalog)
    )


def _is_paid_before(subscription: Subscription, since: date, end: date) -> bool:
    """Whether the plan was paid for while the trial still ran, before a mail spoke of its end."""
    period = days_of(subscription.cadence) if subscription.cadence else _PERIOD_DAYS
    first = end - timedelta(days=min(period, _PERIOD_DAYS))
    price, stands = _cost(subscription, end), subscription.cancellations
    return any(
        first <= charge.on < since and is_whole(charge) and is_alike(charge.amount, price)
        for charge in subscription.charges
        if charge.refund is None and not any(charge.on <= end_.on for end_ in stands)
    )


def _cost(subscription: Subscription, end: date) -> Money | None:
    """What the mails about this trial, and about the payment on its last day, say that it costs."""
    named = [
        amount
        for event in (fact.event for fact in subscription.told)
        if event.trial_ends_on == end or (event.kind in _NOTICES and event.renews_on == end)
        if (amount := event.later_amount or event.amount) is not None
    ]
    return named[-1] if named else None


def _without_receipt(subscription: Subscription, told: Fact, books: Books) -> Iterable[Finding]:
    """What nobody has named a price of, or what costs nothing, may well have ended by itself."""
    end = told.event.trial_ends_on
    price = _cost(subscription, end) if end is not None else None
    if end is None or price is None or price.amount <= 0:
        return
    yield finding(
        "trial_converted",
        subscription,
        hangs_on=_hangs_on(subscription, told),
        severity=_severity((books.today - end).days),
        on=end,
        at_stake=price,
        says=say(
            "The free trial of {what} ended on {day}; its mail said that it then costs {price}. "
            "No mail says that it was cancelled, and no receipt has come: look at your card.",
            what=subscription.title,
            day=said_day(end),
            price=said_money(price),
        ),
        evidence=(shown(told),),
        unproven=True,
    )


def _severity(days: int) -> Severity:
    """How urgent it is so many days after the end."""
    if days > _SILENT_DAYS:
        return Severity.INFO
    return Severity.ACT_NOW if days <= _URGENT_DAYS else Severity.SOON


def _finding(subscription: Subscription, told: Fact, charge: Charge) -> Finding:
    amount = f": {said_money(charge.amount)}" if charge.amount else ""
    return finding(
        "trial_converted",
        subscription,
        hangs_on=_hangs_on(subscription, told),
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
