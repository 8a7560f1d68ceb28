"""Whether a charge after a cancellation is owed all the same (design 4.2, rule 1)."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from parsers.events import EventKind, Period
from watchdog.catalog import Catalog
from watchdog.catalog.model import Billing
from watchdog.timeline.cadence import days_of, next_after, step
from watchdog.timeline.endings import covered_until, rhythm_of
from watchdog.timeline.history import is_whole
from watchdog.timeline.reach import paid_until, reach_of, said_until
from watchdog.timeline.subscriptions import Cancellation, Charge, Status, Subscription

# Some billers charge the next period a day or two before it begins.
_EARLY_DAYS = 2
# In periods: so shortly before it is due a charge is the next one.
_NEARLY = 0.25
# A card that failed is tried again, and a bill that was sent is paid, within this time.
_DEBT_DAYS = 45
# Prices move less than this between two charges of one subscription.
_UNLIKE = Decimal("1.5")
_UNWORDED = Decimal("1.1")
# Prices are told without their tax, and charged with it.
_TAX = Decimal("0.3")
_ALWAYS = 2
# The bills of several accounts that were opened together come within these days.
_AT_ONCE = timedelta(days=3)
_DUE = timedelta(days=7)
# Weekends and cards that are tried again move a payment by so much.
_NEAR = timedelta(days=3)
_DEBTS = {EventKind.PAYMENT_FAILED, EventKind.INVOICE_DUE}


def end_before(subscription: Subscription, charge: Charge) -> Cancellation | None:
    """The last cancellation before a charge that no later start has undone."""
    standing = [
        end
        for end in subscription.cancellations
        if end.stands_on(charge.on) or _comes_later_that_day(subscription, charge, end)
    ]
    return standing[-1] if standing else None


def charged_anyway_on(sub: Subscription, catalog: Catalog) -> date | None:
    """The day of the last charge that a cancellation before it forbids, and that did not come
    back; None where there is none, or nothing that should still run.
    """
    if sub.status is not Status.CANCELING:
        return None
    for charge in reversed(sub.charges):
        end = end_before(sub, charge)
        if end is not None and charge.refund is None and not is_owed(sub, charge, end, catalog):
            return charge.on
    return None


def _comes_later_that_day(sub: Subscription, charge: Charge, end: Cancellation) -> bool:
    """Whether new time was charged after the mail that said that it ends on that very day."""
    told = end.fact
    if told is None or not charge.on == end.on == end.access_until or end.undone_on is not None:
        return False
    is_later = all(one.source.sent_at > told.source.sent_at for one in charge.evidence)
    return is_later and _pays_anew(sub, charge, end)


def is_owed(sub: Subscription, charge: Charge, end: Cancellation, catalog: Catalog) -> bool:
    """Whether the charge is owed all the same: for time that was paid for, or owed, before it."""
    explained = (_is_single, _is_debt, _is_announced, _is_of_another, _is_of_those_left)
    if charge.recurring is False or any(one(sub, charge, end) for one in explained):
        return True
    if charge.period is not None:
        return _is_within(charge.period, end) and not _pays_beyond(sub, charge, end)
    service = catalog.services.get(sub.merchant)
    billing = service.billing if service else Billing()
    if _billed_late(sub, charge, end, billing):
        return True
    early = timedelta(days=max(_EARLY_DAYS, billing.early_days))
    if charge.on >= _access_ends(end) - early or _pays_beyond(sub, charge, end):
        return False
    is_known = end.access_until is not None and not _is_paid_up(sub, charge, end)
    return is_known or not _pays_anew(sub, charge, end)


def _is_paid_up(sub: Subscription, charge: Charge, end: Cancellation) -> bool:
    """Whether earlier charges reach to the end that was said: then nothing was left to pay."""
    earlier = [one for one in sub.charges if one.on < charge.on and is_whole(one)]
    days = [one.on for one in earlier]
    kept = [one for one in earlier if one.refund is None]
    paid = [covered_until(one, rhythm_of(one) or sub.cadence, days) for one in kept]
    last = max((day for day in paid if day is not None), default=None)
    return last is not None and last >= _access_ends(end) - timedelta(days=_EARLY_DAYS)


def _access_ends(end: Cancellation) -> date:
    return end.ends_on or end.on


def _is_within(period: Period, end: Cancellation) -> bool:
    """Whether a period began before access ended; where no mail said when that is, and it began
    after the cancellation, it may not go on beyond what was paid.
    """
    access_ends = _access_ends(end)
    if period.starts_on >= access_ends:
        return False
    is_known = end.access_until is not None or period.starts_on < end.on
    return is_known or period.ends_on <= access_ends + timedelta(days=_EARLY_DAYS)


def _pays_beyond(sub: Subscription, charge: Charge, end: Cancellation) -> bool:
    """Whether it says that it pays for the time after the end, at no other plan's price."""
    before = _paid_before(sub, end)
    reach = reach_of(charge, before, sub.cadence)
    if reach is None or (before and not any(_is_like(charge, one, _UNLIKE) for one in before)):
        return False
    return reach.is_beyond(_access_ends(end), 0 if charge.period else _EARLY_DAYS)


def _paid_before(sub: Subscription, end: Cancellation) -> list[Charge]:
    return [one for one in sub.charges if one.on <= end.on and one.recurring is not False]


def _pays_anew(sub: Subscription, charge: Charge, end: Cancellation) -> bool:
    """Whether it pays for new time, although what was paid is taken to last a while: it names a
    next payment after that, or is the price again, from who speaks of the subscription or when it
    is nearly due.
    """
    access_ends, until = _access_ends(end), said_until(charge)
    if until is not None:
        return until > access_ends + timedelta(days=_EARLY_DAYS)
    before = _paid_before(sub, end)
    if charge.partial or not any(_is_like(charge, one, _UNLIKE) for one in before):
        return False
    period = days_of(sub.cadence) if sub.cadence else 0
    return bool(charge.recurring) or (access_ends - charge.on).days <= _NEARLY * period


def _is_single(sub: Subscription, charge: Charge, end: Cancellation) -> bool:
    """An amount that it never cost, in a mail that speaks of no subscription."""
    if charge.recurring is not None:
        return False
    before = _paid_before(sub, end)
    if not before and not paid_until(charge):
        return _is_unlike_the_trial(sub, charge, end)
    own = [one for one in before if _reporter(one) == _reporter(charge)]
    if sub.cadence is None and not any(o.recurring for o in before) and not paid_until(charge):
        # No bill of it speaks of a subscription: only one that comes when it is due is one more.
        return bool(before) and abs(charge.on - _access_ends(end)) > _DUE
    # Whose receipts always speak of the subscription says something else in this one.
    worded = len(own) >= _ALWAYS and all(one.recurring for one in own)
    unlike = _UNWORDED if worded and len(own) == len(before) else _UNLIKE
    alike = [one for one in before if _is_like(charge, one, unlike)]
    if not alike:
        return bool(before)
    # The like of its price, on a day on which it was never due: a thing from the same shop.
    same = any(_is_same(charge, one) for one in alike)
    return not (same or _is_when_due(charge, before[-1], sub.cadence))


def _is_unlike_the_trial(sub: Subscription, charge: Charge, end: Cancellation) -> bool:
    """Whether it is another amount than the one that a trial, which was all, said that it costs."""
    told = [fact.event for fact in sub.told if fact.on <= end.on]
    trials = [one for one in told if one.trial_ends_on is not None]
    prices = {one for event in trials for one in (event.amount, event.later_amount) if one}
    if charge.amount is None or not prices:
        return False
    alike = (one for one in prices if one.currency == charge.amount.currency)
    return all(abs(one.amount - charge.amount.amount) > one.amount * _TAX for one in alike)


def _is_same(one: Charge, other: Charge) -> bool:
    return None in (one.amount, other.amount) or one.amount == other.amount


def _is_when_due(charge: Charge, last: Charge, cadence: str | None) -> bool:
    """Whether it comes about when the subscription would have been paid, had nobody ended it."""
    if cadence is None:
        return True
    return next_after(last.on, cadence, charge.on - _NEAR) <= charge.on + _NEAR


def _reporter(charge: Charge) -> str:
    return charge.evidence[0].source.sender.rpartition("@")[2]


def _is_like(one: Charge, other: Charge, unlike: Decimal) -> bool:
    a, b = one.amount, other.amount
    if a is None or b is None or a.currency != b.currency:
        return True
    return max(a.amount, b.amount) <= min(a.amount, b.amount) * unlike


def _is_of_another(sub: Subscription, charge: Charge, end: Cancellation) -> bool:
    """Two series without a plan side by side, and access ends when the other one's time does."""
    if end.access_until is None or charge.plan is not None:
        return False
    before = [one for one in sub.charges if one.on <= end.on and one.plan is None]
    own = [one.on for one in before if one.amount == charge.amount]
    others = [one for one in before if one.amount != charge.amount]
    if len(own) < _ALWAYS or len(others) < _ALWAYS or len({one.amount for one in others}) > 1:
        return False
    due, other_due = (_due(days) for days in (own, [one.on for one in others]))
    if due is None or other_due is None or own[-1] < others[0].on:
        return False
    return abs((other_due - end.access_until).days) <= 1 < abs((due - end.access_until).days)


def _is_of_those_left(sub: Subscription, charge: Charge, end: Cancellation) -> bool:
    """Several accounts billed at once, one was cancelled by mail, and one bill fewer comes.

    As many ends as bills, or as many bills as before, explain nothing.
    """
    if end.fact is None or charge.recurring is False:
        return False
    before = [one for one in sub.charges if one.on <= end.on]
    last = _billed_with(before, before[-1]) if before else 0
    earlier = [one for one in before if before[-1].on - one.on > _AT_ONCE]
    ever = min(last, _billed_with(before, earlier[-1])) if earlier else 0
    ends = [f for f in sub.told if f.event.kind is EventKind.CANCELED and f.on <= charge.on]
    return len(ends) < ever and _billed_with(sub.charges, charge) < ever


def _billed_with(charges: Sequence[Charge], charge: Charge) -> int:
    """How many bills of that amount came within some days, that one among them."""
    alike = [one for one in charges if one.amount == charge.amount and one.recurring is not False]
    return sum(abs(one.on - charge.on) <= _AT_ONCE for one in alike)


def _due(days: Sequence[date]) -> date | None:
    """The next day of a series that comes every month, or None."""
    monthly = step(days[0], "P1M", len(days) - 1) == days[-1]
    return step(days[0], "P1M", len(days)) if monthly else None


def _is_debt(sub: Subscription, charge: Charge, end: Cancellation) -> bool:
    """The first charge after a bill or a failed payment that was still open at the end."""
    first = charge.on - timedelta(days=_DEBT_DAYS)
    open_since = [f.on for f in sub.told if f.event.kind in _DEBTS and first <= f.on <= end.on]
    return bool(open_since) and not any(
        open_since[-1] <= one.on <= charge.on for one in sub.charges if one is not charge
    )


def _is_announced(sub: Subscription, charge: Charge, end: Cancellation) -> bool:
    """The one last bill that the mail of the end announces, for the time before it."""
    last = end.fact.event.due_on if end.fact is not None else None
    if last is None or charge.on > last + _NEAR:
        return False
    if charge.period is not None and charge.period.starts_on >= _access_ends(end):
        return False
    since = (one for one in sub.charges if _access_ends(end) <= one.on < charge.on)
    return all(one.recurring is False for one in since)


def _billed_late(sub: Subscription, charge: Charge, end: Cancellation, billing: Billing) -> bool:
    """Bills in arrears, and notice periods."""
    if billing.arrears and sub.cadence and charge.on <= step(end.on, sub.cadence, 1):
        return True
    notice = timedelta(days=billing.notice_days)
    return bool(notice) and charge.on <= end.on + notice
