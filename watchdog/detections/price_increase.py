"""The same subscription costs more than the last time."""

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from parsers.events import EventKind
from parsers.money import Money
from watchdog.books import Books
from watchdog.declare import detection
from watchdog.degrees import Severity
from watchdog.findings import Finding, finding, hang_on_charge
from watchdog.language import said_day, said_money, say
from watchdog.proofs import shown_charge
from watchdog.timeline.announcements import is_alike, mismatch
from watchdog.timeline.cadence import days_of, step
from watchdog.timeline.history import is_whole
from watchdog.timeline.plan_changes import is_set_off
from watchdog.timeline.subscriptions import Charge, Status, Subscription, titled

# Tax and exchange rates move an amount by a few per cent without anybody raising a price.
_WOBBLE = Decimal("1.03")
_ROUNDING = Decimal("0.02")
_RECENT_DAYS = 45
# Half price or less at the very beginning is an introductory offer, not the price.
_INTRODUCTORY = Decimal("1.9")
_OFFER_DAYS = 100
_REMEMBERED_DAYS = 400
_SAMPLE = 6
# Payments of one plan, after which it does not change by the way; and days beside the usual one.
_SETTLED, _PUNCTUAL_DAYS = 4, 1
# Shares of a period are counted in days or in seconds, with their tax or before it.
_ABOUT = Decimal("1.25")
# In periods: less is an adjustment; after more it was bought anew rather than renewed.
_SHORTEST, _LONGEST = 0.6, 3.5
_OVER = (Status.CANCELED, Status.CANCELING)
_STARTS = (EventKind.SUBSCRIPTION_STARTED, EventKind.TRIAL_STARTED, EventKind.TRIAL_ENDING)


@detection("price_increase")
def price_increase(books: Books) -> Iterable[Finding]:
    """The last step up in the price of each subscription, while it is news."""
    for subscription in books.subscriptions:
        pair = _last_step(subscription, books.today - timedelta(days=_RECENT_DAYS))
        if pair is None or not books.is_recent(pair[1].on, _RECENT_DAYS):
            continue
        if subscription.status not in _OVER and not _explained(subscription, *pair):
            yield _finding(subscription, *pair)


def _last_step(subscription: Subscription, since: date) -> tuple[Charge, Charge] | None:
    """The two neighbouring charges between which the price last went up, the second since a day."""
    paid: list[Charge] = []
    for charge in filter(_is_full, reversed(subscription.charges)):
        paid.insert(0, charge)
        if charge.on < since:
            break
    places = [place for place, (a, b) in enumerate(pairwise(paid), 1) if _is_dearer(a, b)]
    # What was cheaper again since is no higher price any more.
    if not places or any(_is_dearer(one, paid[places[-1]]) for one in paid[places[-1] :]):
        return None
    return paid[places[-1] - 1], paid[places[-1]]


def _is_full(charge: Charge) -> bool:
    return charge.amount is not None and is_whole(charge) and charge.refund is None


def _is_dearer(before: Charge, after: Charge) -> bool:
    a, b = before.amount, after.amount
    is_more = bool(a and b and a.currency == b.currency and b.amount > a.amount * _WOBBLE)
    return is_more and not _is_by_tax(before, after)


def _is_by_tax(before: Charge, after: Charge) -> bool:
    """Whether only the tax rose, or is new: nobody raised the price.

    Of receipts that name no tax one may have been paid, or none; they are believed to name the
    price alone when that is just what the next one costs without its tax.
    """
    new = after.net
    if new is None:
        return False
    if before.net is not None:
        return new.amount <= before.net.amount * _WOBBLE
    return before.amount is not None and abs(new.amount - before.amount.amount) <= _ROUNDING


def _explained(subscription: Subscription, before: Charge, after: Charge) -> bool:
    """A change of plan, a first trial or introductory price, a part of a period.

    What is dearer than announced is told by another finding.
    """
    changes = (EventKind.PLAN_CHANGED, EventKind.SUBSCRIPTION_STARTED)
    changed = any(
        fact.event.kind in changes and before.on < fact.on <= after.on for fact in subscription.told
    )
    return (
        changed
        or _is_of_other_plan(subscription, before, after)
        or _was_set_off(subscription, before, after)
        or _is_introduced(subscription, before, after)
        or _is_back(subscription, before, after)
        or _is_by_use(subscription)
        or _is_partial(subscription, before, after)
        or _is_set_off(subscription, before, after)
        or mismatch(subscription, after) is not None
    )


def _is_of_other_plan(subscription: Subscription, before: Charge, after: Charge) -> bool:
    """Another plan, that its reader chose: not one that came by itself on the day on which the old
    one was always paid, as where a student's price ends.
    """
    if not before.plan or not after.plan or before.plan == after.plan:
        return False
    same = [one for one in subscription.charges if one.plan == before.plan and _is_full(one)]
    if len(same) < _SETTLED or subscription.cadence is None:
        return True
    return abs((after.on - step(before.on, subscription.cadence, 1)).days) > _PUNCTUAL_DAYS


def _was_set_off(subscription: Subscription, before: Charge, after: Charge) -> bool:
    """The whole price of a plan, of whose first bill the rest of another one was taken off."""
    told = [fact for fact in subscription.told if is_set_off(fact, before)]
    prices = (fact.event.amount for fact in told)
    return any(is_alike(price, after.amount) for price in prices)


def _is_introduced(subscription: Subscription, before: Charge, after: Charge) -> bool:
    """The regular price was told at the start, or the first months cost half of it or less."""
    told = [f.event.amount for f in subscription.told if f.event.kind in _STARTS]
    told += [fact.event.later_amount for fact in subscription.facts]
    if after.amount in told:
        return True
    old, new = before.amount, after.amount
    first = next(charge for charge in subscription.charges if _is_full(charge))
    early = before is first or after.on <= first.on + timedelta(days=_OFFER_DAYS)
    return early and bool(old and new and new.amount >= old.amount * _INTRODUCTORY)


def _is_back(subscription: Subscription, before: Charge, after: Charge) -> bool:
    """A discount is over: it costs what it has cost before."""
    since = after.on - timedelta(days=_REMEMBERED_DAYS)
    earlier = [c for c in subscription.charges if _is_full(c) and since <= c.on < before.on]
    return any(_is_dearer(before, one) and not _is_dearer(one, after) for one in earlier)


def _is_by_use(subscription: Subscription) -> bool:
    """A bill that goes up and down nearly every time has no price that could rise."""
    paid = [charge for charge in subscription.charges if _is_full(charge)][-_SAMPLE:]
    pairs = list(pairwise(paid))
    ups = sum(_is_dearer(a, b) for a, b in pairs)
    downs = sum(_is_dearer(b, a) for a, b in pairs)
    return downs > 0 and 2 * (ups + downs) > len(pairs)


def _is_set_off(subscription: Subscription, before: Charge, after: Charge) -> bool:
    """Whether the step was paid for the rest of the period before: more of it was ordered then."""
    old, new, days = before.amount, after.amount, (after.on - before.on).days
    if old is None or new is None or days <= 0:
        return False
    between = [one for one in subscription.charges if before.on < one.on < after.on]
    return any(
        _is_share(one.amount, (new.amount - old.amount) * (after.on - one.on).days / days)
        for one in between
        if one.amount is not None and one.amount.currency == new.currency
    )


def _is_share(paid: Money | None, share: Decimal) -> bool:
    return paid is not None and share / _ABOUT <= paid.amount <= share * _ABOUT


def _is_partial(subscription: Subscription, before: Charge, after: Charge) -> bool:
    if subscription.cadence is None:
        return True
    periods = (after.on - before.on).days / days_of(subscription.cadence)
    return not _SHORTEST <= periods <= _LONGEST or _is_caught_up(before, after, round(periods))


def _is_caught_up(before: Charge, after: Charge, periods: int) -> bool:
    """One bill for the periods of which none came."""
    old, new = before.amount, after.amount
    if periods < 2 or old is None or new is None:
        return False
    both = old.amount * periods
    return both / _WOBBLE <= new.amount <= both * _WOBBLE


def _finding(subscription: Subscription, before: Charge, after: Charge) -> Finding:
    old, new = before.amount, after.amount
    if old is None or new is None:
        raise ValueError("a step in price has two prices")
    return finding(
        "price_increase",
        subscription,
        hangs_on=hang_on_charge(subscription, after),
        severity=Severity.SOON,
        on=after.on,
        deadline=subscription.cancel_by,
        at_stake=type(new)(amount=new.amount - old.amount, currency=new.currency),
        says=_says(subscription, before, after),
        evidence=(*shown_charge(before), *shown_charge(after)),
    )


def _says(subscription: Subscription, before: Charge, after: Charge) -> str:
    old, new = before.amount, after.amount
    if old is None or new is None:
        raise ValueError("a step in price has two prices")
    told = {
        "what": subscription.title,
        "old": said_money(old),
        "new": said_money(new),
        "day": said_day(after.on),
        "percent": round((new.amount / old.amount - 1) * 100),
    }
    if before.plan and after.plan and before.plan != after.plan:
        was = titled(subscription.name, before.plan, subscription.account)
        return say(
            "{was} for {old} became {what} for {new} on {day} (+{percent} %).", was=was, **told
        )
    return say("{what} went from {old} to {new} on {day} (+{percent} %).", **told)
