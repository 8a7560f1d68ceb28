"""You said that you cancelled and no mail has confirmed it, or a mail wants more of you first."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from parsers.events import EventKind
from watchdog.books import Books
from watchdog.declare import detection
from watchdog.degrees import Severity
from watchdog.findings import Evidence, Finding, finding, hang
from watchdog.language import marked, said_day, said_money, say
from watchdog.proofs import shown, shown_charge, shown_end
from watchdog.timeline.offers import same_offer
from watchdog.timeline.owed import is_owed
from watchdog.timeline.places import place_of
from watchdog.timeline.subscriptions import Cancellation, Charge, Status, Subscription
from watchdog.timeline.unfinished import Unfinished, unfinished

_PATIENCE_DAYS = 3
_RECENT_DAYS = 45
# The confirmation may have come to another mailbox, or been sent before the user said it.
_NEAR_DAYS = 10
_JUST_OVER = timedelta(days=14)
_OVER = (Status.CANCELED, Status.CANCELING)
_LIVE = (Status.ACTIVE, Status.TRIALING, Status.PAST_DUE)


@detection("cancellation_unconfirmed")
def cancellation_unconfirmed(books: Books) -> Iterable[Finding]:
    """Each cancellation by the user's word alone, or that was never finished, while it can still be
    mended.
    """
    for subscription in books.subscriptions:
        yield from _wanting(subscription, books)
        end = subscription.cancellations[-1] if subscription.cancellations else None
        if end is None or end.fact is not None or end.undone_on is not None:
            continue
        due = _is_due(end, books.today) and _is_open(subscription, end, books)
        if due and not _is_told(subscription, end, books):
            yield _finding(subscription, end, books)


def _wanting(subscription: Subscription, books: Books) -> Iterator[Finding]:
    """From the day after the mail on, for some weeks; once more when it was charged after that. Who
    was asked in a mail has some days to answer it.
    """
    asked = unfinished(subscription, books.alike(subscription), books.today)
    if asked is None or subscription.status not in (*_LIVE, Status.UNKNOWN):
        return
    since = asked.charge.on if asked.charge is not None else asked.mails[-1].on
    patience = timedelta(days=_PATIENCE_DAYS if asked.is_by_user else 0)
    if asked.on + patience < books.today and books.is_recent(since, _RECENT_DAYS):
        yield _unfinished_finding(subscription, asked, books)


def _is_due(end: Cancellation, today: date) -> bool:
    """From the day after three days of patience on, for some weeks."""
    first = end.on + timedelta(days=_PATIENCE_DAYS)
    return first < today <= end.on + timedelta(days=_RECENT_DAYS)


def _is_open(subscription: Subscription, end: Cancellation, books: Books) -> bool:
    """Whether the next bill is still ahead; one that has come or stayed away tells it better. What
    was owed all the same, or bought beside it, is no such bill.
    """
    today = books.today
    ahead = end.ends_on is not None and end.on < end.ends_on and today < end.ends_on
    later = (charge for charge in subscription.charges if end.on < charge.on <= today)
    billed = any(not is_owed(subscription, charge, end, books.catalog) for charge in later)
    open_end = ahead or _may_go_on(subscription, end)
    return subscription.status in _OVER and open_end and not billed


def _may_go_on(subscription: Subscription, end: Cancellation) -> bool:
    """Whether it bills again and again, and nobody knows how often: it may be any day."""
    last = subscription.charges[-1] if subscription.charges else None
    if subscription.cadence is not None or last is None or not last.recurring or last.refund:
        return False
    return end.on <= last.on + timedelta(days=_RECENT_DAYS)


def _is_told(subscription: Subscription, end: Cancellation, books: Books) -> bool:
    """Whether it was confirmed elsewhere, or another place bills it: a worse finding."""
    others = [
        one for one in books.alike(subscription) if same_offer(subscription, one, books.catalog)
    ]
    return any(
        _confirms(other, end)
        or (other.status in _LIVE and place_of(other.channel) != place_of(subscription.channel))
        for other in others
    )


def _confirms(other: Subscription, end: Cancellation) -> bool:
    near = timedelta(days=_NEAR_DAYS)
    return any(one.fact is not None and abs(one.on - end.on) <= near for one in other.cancellations)


def _finding(subscription: Subscription, end: Cancellation, books: Books) -> Finding:
    due = end.ends_on if end.ends_on != end.on else None
    until = say(", and the next bill would come on {day}", day=said_day(due)) if due else ""
    last, deadline = subscription.charges[-1:], _deadline(subscription, end, books)
    return finding(
        "cancellation_unconfirmed",
        subscription,
        hangs_on=hang(subscription, end.on.isoformat()),
        severity=books.urgency(deadline),
        on=end.on,
        deadline=deadline,
        at_stake=subscription.price,
        says=say(
            "You said that you cancelled {what} on {day}; no mail has confirmed it{until}.",
            what=subscription.title,
            day=said_day(end.on),
            until=until,
        ),
        evidence=[shown_end(end), *(one for charge in last for one in shown_charge(charge))],
    )


def _deadline(subscription: Subscription, end: Cancellation, books: Books) -> date | None:
    """The last safe day before the bill that the cancellation is to stop."""
    if end.ends_on is None or end.ends_on == end.on:
        return None
    trial = subscription.trial_ends_on == end.ends_on
    lead = books.catalog.lead_days(subscription.merchant, subscription.channel, trial=trial)
    service = books.catalog.services.get(subscription.merchant)
    if service is not None and not trial and place_of(subscription.channel) == "direct":
        lead = max(lead, service.billing.early_days)
    return end.ends_on - timedelta(days=max(lead, 1))


def _unfinished_finding(sub: Subscription, asked: Unfinished, books: Books) -> Finding:
    charge, stated = asked.charge, asked.last_day
    ahead = [day for day in (stated, sub.cancel_by) if day is not None and day >= books.today]
    over = _missed(sub, asked, books)
    deadline = over or (ahead[0] if ahead else None)
    days = (asked.on, *((charge.on,) if charge is not None else ()))
    return finding(
        "cancellation_unconfirmed",
        sub,
        hangs_on=hang(sub, *(day.isoformat() for day in days)),
        severity=Severity.ACT_NOW if over else books.urgency(deadline),
        on=days[-1],
        deadline=deadline,
        at_stake=charge.at_stake if charge is not None else sub.price,
        says=_wanted(sub, asked, books.today),
        evidence=[*map(shown, asked.mails), *_shown_last(sub, charge)],
    )


def _missed(sub: Subscription, asked: Unfinished, books: Books) -> date | None:
    """The day that a mail asks for, where it was the last one of the contract and has just passed:
    a later day would help nobody. Who misses that of a link can begin anew.
    """
    day = asked.last_day
    if day is None or asked.charge is not None or not day < books.today <= day + _JUST_OVER:
        return None
    own = (f.event for f in sub.facts if f.event.kind is not EventKind.CANCELLATION_PENDING)
    return day if any(event.cancel_by == day for event in own) else None


def _shown_last(sub: Subscription, charge: Charge | None) -> Iterator[Evidence]:
    """The payment after it, or else the last one, as evidence."""
    for one in (charge,) if charge is not None else sub.charges[-1:]:
        yield from shown_charge(one)


def _wanted(sub: Subscription, asked: Unfinished, today: date) -> str:
    """What the mails still want, and that it was charged since, or when it will be."""
    charge, due = asked.charge, sub.next_renewal_on
    until = say(", and the next bill would come on {day}", day=said_day(due)) if due else ""
    if asked.is_by_user:
        return _asked_in_vain(sub, asked, until)
    if charge is not None:
        return say(
            "Your cancellation of {what} was never finished: a mail of {day} wanted something more "
            "of you{by}. It goes on, and you were charged{amount} on {charged}.",
            what=sub.title,
            day=said_day(asked.on),
            by=_by(asked.last_day, charge.on),
            amount=f" {said_money(charge.amount)}" if charge.amount else "",
            charged=said_day(charge.on),
        )
    return say(
        "Your cancellation of {what} is not done yet: a mail of {day} wants something more of "
        "you{by}; no mail has confirmed it since{until}.",
        what=sub.title,
        day=said_day(asked.on),
        by=_by(asked.last_day, today),
        until=until,
    )


def _asked_in_vain(sub: Subscription, asked: Unfinished, until: str) -> str:
    """That no mail answered what the user asked for, and that he was charged since."""
    charge = asked.charge
    if charge is None:
        return say(
            "You asked to cancel {what} on {day}; no mail has confirmed it{until}.",
            what=sub.title,
            day=said_day(asked.on),
            until=until,
        )
    return say(
        "You asked to cancel {what} on {day}; no mail has confirmed it, and you were charged"
        "{amount} on {charged}.",
        what=sub.title,
        day=said_day(asked.on),
        amount=f" {said_money(charge.amount)}" if charge.amount else "",
        charged=said_day(charge.on),
    )


def _by(last: date | None, today: date) -> str:
    if last is None:
        return ""
    words = marked(" by {day}") if last >= today else marked(" (by {day}, which is over)")
    return say(words, day=said_day(last))
