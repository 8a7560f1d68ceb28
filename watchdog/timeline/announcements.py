"""What a mail said that a payment would cost, beside the payment that came."""

from datetime import date, timedelta
from decimal import Decimal
from operator import attrgetter

import msgspec

from parsers.events import EventKind
from parsers.money import Money
from watchdog.timeline.facts import Fact
from watchdog.timeline.history import is_whole
from watchdog.timeline.offers import same_plan
from watchdog.timeline.rhythm import cadence_of
from watchdog.timeline.subscriptions import Charge, Subscription

# Exchange rates and rounding move an amount by a few per cent.
_WOBBLE = Decimal("1.03")
# The highest sales tax there is (Hungary has 27 %): a price may have been named without it.
_TAXED = Decimal("1.28")
_EARLY_DAYS, _LATE_DAYS = 2, 10
_REMEMBERED = 12
_TELLS = (
    EventKind.PRICE_CHANGE,
    EventKind.RENEWAL_NOTICE,
    EventKind.TRIAL_ENDING,
    EventKind.TRIAL_STARTED,
)
_MOVES = (EventKind.PLAN_CHANGED, EventKind.SUBSCRIPTION_STARTED)


class Mismatch(msgspec.Struct, frozen=True, kw_only=True):
    """A payment that was dearer than the mail before it said, and by how much."""

    told: Fact
    charge: Charge
    announced: Money
    paid: Money


def is_dearer(one: Money, other: Money) -> bool:
    """Whether the second amount is more than the first, beyond rounding and exchange rates."""
    return one.currency == other.currency and other.amount > one.amount * _WOBBLE


def is_alike(one: Money | None, other: Money | None) -> bool:
    """Whether two amounts may be the same price."""
    if one is None or other is None or one.currency != other.currency:
        return False
    return not is_dearer(one, other) and not is_dearer(other, one)


def announcements(subscription: Subscription) -> list[Fact]:
    """The mails that name the price of a payment to come, oldest first."""
    told = [f for f in subscription.told if f.event.kind in _TELLS and f.event.amount is not None]
    offers = [fact for fact in subscription.facts if fact.event.later_amount is not None]
    return sorted([*told, *offers], key=attrgetter("on")) if offers else told


def mismatch(subscription: Subscription, charge: Charge) -> Mismatch | None:
    """The announcement that a payment breaks, if there is one and nothing explains it."""
    told = _announcement(subscription, charge)
    announced, paid = _price_of(told) if told else None, charge.amount
    if told is None or announced is None or paid is None:
        return None
    if not is_dearer(announced, paid) or _is_explained(subscription, told, charge):
        return None
    net = charge.net
    dearer = net is not None and is_dearer(announced, net)
    is_taxed = not dearer and paid.amount <= announced.amount * _TAXED
    if is_taxed and not _names_what_is_paid(subscription, told):
        return None  # the price was named without tax
    return Mismatch(told=told, charge=charge, announced=announced, paid=paid)


def _announcement(subscription: Subscription, charge: Charge) -> Fact | None:
    """The last mail before a payment that named its day and its price."""
    if not is_whole(charge):
        return None
    for told in reversed(announcements(subscription)):
        if told.on < charge.on and _is_about(told, charge, subscription):
            return told
    return None


def _is_about(told: Fact, charge: Charge, subscription: Subscription) -> bool:
    day = _day_of(told)
    if day is None or not same_plan(told.event.plan, charge.plan, subscription.name):
        return False
    rhythm = next((c for fact in charge.evidence if (c := cadence_of(fact.event))), None)
    named = told.event.cadence
    near = day - timedelta(days=_EARLY_DAYS) <= charge.on <= _last_day(told, day, subscription)
    return near and (named is None or rhythm is None or named == rhythm)


def _last_day(told: Fact, day: date, subscription: Subscription) -> date:
    """Until when a payment may be the one that was announced: some days later than its own day; a
    new price that holds from a day on is that of the next payment, whenever it comes.
    """
    late = day + timedelta(days=_LATE_DAYS)
    if told.event.kind is not EventKind.PRICE_CHANGE:
        return late
    earliest = day - timedelta(days=_EARLY_DAYS)
    return max(late, next((c.on for c in subscription.charges if c.on >= earliest), late))


def _price_of(told: Fact) -> Money | None:
    return told.event.later_amount or told.event.amount


def _day_of(told: Fact) -> date | None:
    event = told.event
    if event.later_amount is not None:
        return event.later_on
    return event.trial_ends_on or event.effective_on or event.renews_on


def _paid_before(subscription: Subscription, day: date) -> list[Charge]:
    whole = [one for one in subscription.charges if is_whole(one) and one.amount is not None]
    return [one for one in whole if one.on < day]


def _is_explained(subscription: Subscription, told: Fact, charge: Charge) -> bool:
    """Another plan was chosen meanwhile, or the bill is by use, or it always cost that."""
    if any(f.event.kind in _MOVES and told.on < f.on <= charge.on for f in subscription.told):
        return True
    if any(end.stands_on(charge.on) for end in subscription.cancellations):
        return True
    before = _paid_before(subscription, charge.on)[-2:]
    if any(is_alike(one.amount, charge.amount) for one in before):
        return True  # mails that name a price without tax, beside receipts that name it with tax
    return len(before) == 2 and not is_alike(before[0].amount, before[1].amount)


def _names_what_is_paid(subscription: Subscription, told: Fact) -> bool:
    """Whether the prices in this sender's mails are those of its receipts, tax included."""
    before = _paid_before(subscription, told.on)
    last = before[-1].amount if before else None
    if is_alike(told.event.old_amount, last) or is_alike(told.event.amount, last):
        return True
    earlier = [(_announcement(subscription, one), one) for one in before[-_REMEMBERED:]]
    return any(fact and is_alike(_price_of(fact), one.amount) for fact, one in earlier)
