"""A receipt that always came has not come: the mail goes elsewhere, or the bill does."""

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import pairwise

from parsers.events import EventKind
from watchdog.books import Books
from watchdog.declare import detection
from watchdog.degrees import Severity
from watchdog.findings import Finding, finding, hang
from watchdog.language import said_day, said_money, say
from watchdog.proofs import shown, shown_charge
from watchdog.timeline.cadence import LONG_DAYS, days_of
from watchdog.timeline.facts import Fact, StatementKind
from watchdog.timeline.history import is_whole
from watchdog.timeline.offers import same_offer
from watchdog.timeline.subscriptions import Charge, Status, Subscription

# Cards are tried again and receipts come late: only after this long one is missed.
_PATIENCE_DAYS = 10
_RECENT_DAYS = 60
_READ_DAYS = 3
_RECEIPTS, _LONG_RECEIPTS = 4, 3
# In periods: what once left out a month may do so again.
_SHORTEST, _LONGEST = 0.7, 1.35
_EARLY_DAYS = 5
_ORDINARY = (EventKind.CHARGE, EventKind.RENEWAL_NOTICE, EventKind.INVOICE_DUE)
# A renewal that was announced is news as long as the money can be asked back without a quarrel.
_SILENT_DAYS = 14


@detection("receipt_missing")
def receipt_missing(books: Books) -> Iterable[Finding]:
    """Each running subscription whose receipts came without a gap, until now; and each renewal of a
    year or so that was announced for a day just past, of which nothing more is known.
    """
    for subscription in books.subscriptions:
        if subscription.status not in (Status.ACTIVE, Status.UNKNOWN):
            continue
        if (notice := _silent_renewal(subscription, books)) is not None:
            yield _without_receipt(subscription, notice)
            continue
        due = _due_on(subscription)
        if due is None or not _is_late(due, books.today):
            continue
        paid = _regular(subscription)
        if paid is None or not _is_heard(subscription, due, books):
            continue
        if not _is_told(subscription, due, books):
            yield _finding(subscription, paid, due)


def _regular(subscription: Subscription) -> Charge | None:
    """The last of several receipts that came in every period, or None: some never send any."""
    if subscription.cadence is None:
        return None
    period = days_of(subscription.cadence)
    enough = _LONG_RECEIPTS if period >= LONG_DAYS else _RECEIPTS
    whole = [charge for charge in subscription.charges if is_whole(charge)]
    gaps = [(b.on - a.on).days / period for a, b in pairwise(whole)][-2 * enough :]
    regular = all(_SHORTEST <= gap <= _LONGEST for gap in gaps)
    return whole[-1] if regular and len(whole) >= enough and not whole[-1].refund else None


def _silent_renewal(subscription: Subscription, books: Books) -> Fact | None:
    """The notice of a renewal of which neither a mail nor the user has said anything since.

    Who announces each month and sends no receipts says nothing by that; nor does who has let an
    earlier renewal pass without one.
    """
    named = [fact for fact in subscription.told if _announces(fact)]
    day = named[-1].event.renews_on if named else None
    # That a trial which ends on that day is over is another finding, and the same payment.
    if day is None or day == subscription.trial_ends_on:
        return None
    if not day < books.today <= day + timedelta(days=_SILENT_DAYS):
        return None
    if subscription.cadence is not None and days_of(subscription.cadence) < LONG_DAYS:
        return None
    since = min(fact.on for fact in named if fact.event.renews_on == day)
    is_wanted = any(one.kind is StatementKind.CONFIRMED for one in subscription.statements)
    if is_wanted or any(_is_other_word(fact, day, since) for fact in subscription.facts):
        return None
    earlier = any(fact.event.renews_on != day for fact in named)
    is_read = books.readings.is_read(subscription.mailbox, day + timedelta(days=1))
    if earlier or not is_read or _is_settled_elsewhere(subscription, since, books):
        return None
    return named[-1]


def _announces(fact: Fact) -> bool:
    event = fact.event
    is_priced = event.amount is not None and event.amount.amount > 0
    return event.kind is EventKind.RENEWAL_NOTICE and event.renews_on is not None and is_priced


def _is_other_word(fact: Fact, day: date, since: date) -> bool:
    """Whether a mail since the first notice says anything but that it will renew that day."""
    return fact.on >= since and not (_announces(fact) and fact.event.renews_on == day)


def _is_settled_elsewhere(subscription: Subscription, since: date, books: Books) -> bool:
    alike = books.alike(subscription)
    others = [one for one in alike if same_offer(one, subscription, books.catalog)]
    return any(fact.on >= since for one in others for fact in one.facts)


def _due_on(subscription: Subscription) -> date | None:
    through = subscription.paid_through
    return through + timedelta(days=1) if through is not None else None


def _is_late(due: date, today: date) -> bool:
    return due + timedelta(days=_PATIENCE_DAYS) < today <= due + timedelta(days=_RECENT_DAYS)


def _is_heard(subscription: Subscription, due: date, books: Books) -> bool:
    """Whether its mailbox is read, so that a receipt would have been seen."""
    lately = books.today - timedelta(days=_READ_DAYS)
    since_due = due + timedelta(days=_PATIENCE_DAYS)
    return all(books.readings.is_read(subscription.mailbox, day) for day in (lately, since_due))


def _is_told(subscription: Subscription, due: date, books: Books) -> bool:
    """Whether a mail speaks of a pause or the like, or the bill has come in another place."""
    since = due - timedelta(days=_EARLY_DAYS)
    last = max(charge.on for charge in subscription.charges)
    after = [fact for fact in subscription.facts if fact.on > last]
    if any(fact.on >= since or fact.event.kind not in _ORDINARY for fact in after):
        return True
    return _is_settled_elsewhere(subscription, since, books)


def _without_receipt(subscription: Subscription, notice: Fact) -> Finding:
    day, price = notice.event.renews_on or notice.on, notice.event.amount
    return finding(
        "receipt_missing",
        subscription,
        hangs_on=hang(subscription, day.isoformat()),
        severity=Severity.INFO,
        on=day,
        at_stake=price,
        says=say(
            "{what} was to renew on {day} for {price}. No mail says that it was cancelled, and no "
            "receipt has come: look at your card.",
            what=subscription.title,
            day=said_day(day),
            price=said_money(price),
        ),
        evidence=(shown(notice),),
    )


def _finding(subscription: Subscription, last: Charge, due: date) -> Finding:
    price = subscription.price
    cost = f" ({said_money(price)})" if price else ""
    return finding(
        "receipt_missing",
        subscription,
        # One silence is one finding, however long it lasts.
        hangs_on=hang(subscription, last.on.isoformat()),
        severity=Severity.INFO,
        on=due,
        at_stake=price,
        says=say(
            "The receipt for {what}{cost} that was due around {day} has not come; until then one "
            "came every time.",
            what=subscription.title,
            cost=cost,
            day=said_day(due),
        ),
        evidence=shown_charge(last),
    )
