"""When the next payment is due and how much it is: stated dates first, then words, then the fit."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

import msgspec

from parsers.events import EventKind
from parsers.money import Money
from watchdog.timeline.cadence import days_of, next_after
from watchdog.timeline.endings import covered_until
from watchdog.timeline.facts import Fact, last_told
from watchdog.timeline.history import History, is_whole
from watchdog.timeline.introductory import Introductory, introductory
from watchdog.timeline.plan_changes import is_set_off
from watchdog.timeline.reach import paid_until
from watchdog.timeline.rhythm import next_billing
from watchdog.timeline.subscriptions import Charge
from watchdog.timeline.taken_bills import price_billed

_STATED = 0.95
_UNSTATED = 0.5
_DAY = timedelta(days=1)
_DAYS_WITHOUT_CADENCE = 31.0
# Domains are sold for ten years at most; a renewal further away was misread.
_FURTHEST = timedelta(days=3660)
_CHANGES = {EventKind.PLAN_CHANGED, EventKind.PRICE_CHANGE}
_TOLD = {EventKind.RENEWAL_NOTICE, EventKind.TRIAL_ENDING, EventKind.TRIAL_STARTED}


class Schedule(msgspec.Struct, frozen=True, kw_only=True):
    """`stated`: a mail names the next date. `fitted`: only the rhythm of past charges tells it."""

    price: Money | None
    cadence: str | None
    next_renewal_on: date | None
    stated: bool
    fitted: bool
    paid_through: date | None
    confidence: float

    @property
    def days(self) -> float:
        """The length of a period in days, a month where the cadence is not known."""
        return days_of(self.cadence) if self.cadence else _DAYS_WITHOUT_CADENCE


def plan_schedule(history: History, today: date) -> Schedule:
    """The schedule of a subscription as of `today`."""
    rhythm = history.rhythm
    due, stated = _next_renewal(history, today)
    guessed = rhythm.guess.confidence if rhythm.guess else _UNSTATED
    return Schedule(
        price=_price(history, today, due),
        cadence=rhythm.cadence,
        next_renewal_on=due,
        stated=stated,
        fitted=rhythm.fitted,
        paid_through=_paid_through(history),
        confidence=_STATED if rhythm.said or stated else guessed,
    )


def _next_renewal(history: History, today: date) -> tuple[date | None, bool]:
    ahead = _stated(history, today)
    if ahead is not None and ahead >= today:
        return ahead, True
    cadence = history.rhythm.cadence
    if cadence is None or (history.paused is not None and ahead is None):
        return None, False
    # The next bill is no renewal: nobody cancels the water by it.
    billed_on = history.billed_on if history.charges else ()
    known = (ahead, next_billing(billed_on, cadence), _used_up_on(history))
    anchor = max((day for day in known if day is not None), default=None)
    return (next_after(anchor, cadence, today) if anchor else None), False


def _used_up_on(history: History) -> date | None:
    """The day until which the last whole charge pays, where a mail says so."""
    whole = [charge for charge in history.charges if is_whole(charge) and charge.refund is None]
    return paid_until(whole[-1]) if whole else None


def _stated(history: History, today: date) -> date | None:
    """The next date as the newest mail has it; a pause moves it, and a trial ends with it."""
    pause = history.paused
    if pause is not None and (pause.event.resumes_on is None or pause.event.resumes_on >= today):
        return pause.event.resumes_on
    newest = _newest_told([fact for fact in history.facts if not _is_answered(fact, history)])
    # Mails of one day that contradict each other: the nearest day is the safe one.
    ahead = [day for day in newest if day >= today]
    newest = [min(ahead)] if ahead else newest
    free = _free_time(history)
    days = [*newest, history.trial_ends_on, pause.event.resumes_on if pause else None]
    days.append(free.ends_on if free else None)
    return max((day for day in days if day is not None), default=None)


def _free_time(history: History) -> Introductory | None:
    """The offer of a beginning that costs nothing yet."""
    return introductory(history.told) if not history.charges else None


def _is_answered(fact: Fact, history: History) -> bool:
    """Whether a notice of a renewal was answered by a payment that came before its day: what its
    reader had to renew, or what says that it pays until after that day.
    """
    event = fact.event
    if event.kind is not EventKind.RENEWAL_NOTICE or event.renews_on is None:
        return False
    paid = [charge for charge in history.charges if charge.on >= fact.on and is_whole(charge)]
    if event.collected is False:
        return bool(paid)
    return any((until := paid_until(one)) and until > event.renews_on for one in paid)


def _newest_told(facts: Sequence[Fact]) -> list[date]:
    """The next dates that the mails of the last day which names one have."""
    found: list[date] = []
    told_on: date | None = None
    for fact in reversed(facts):
        if told_on is not None and fact.on != told_on:
            break
        if fact.event.renews_on is not None and (day := _renews(fact)) is not None:
            told_on = fact.on
            found.append(day)
    return found


def _renews(fact: Fact) -> date | None:
    day = fact.event.renews_on
    return day if day and day - fact.on <= _FURTHEST else None


def _paid_through(history: History) -> date | None:
    kept = [c for c in history.charges if c.refund is None and c.recurring is not False]
    ends = [charge.period.ends_on for charge in kept if charge.period is not None]
    ends += [day for charge in kept if (day := paid_until(charge)) is not None]
    # Those that name no period are asked what they say, and the last one what its rhythm says.
    vague = [charge for charge in kept if charge.period is None]
    renewals = [fact.event.renews_on for charge in vague for fact in charge.evidence]
    if vague:
        renewals.append(covered_until(vague[-1], history.rhythm.cadence, history.billed_on))
    renewals += [_renews(fact) for fact in history.told]
    renewals.append(_billed_until(history))
    # A period's end is the last day that is paid for, a renewal the one after.
    free = _free_time(history)
    renewals.append(free.ends_on if free else None)
    ends += [_day_before(day) for day in renewals if day is not None]
    return max((end for end in [*ends, history.trial_ends_on] if end is not None), default=None)


def _billed_until(history: History) -> date | None:
    """The day of the next bill, where bills are all that is known of what is paid."""
    cadence = history.rhythm.cadence
    return next_billing(history.billed_on, cadence) if cadence and not history.charges else None


def _day_before(day: date) -> date:
    return day - _DAY


def _before_end(history: History) -> Sequence[Charge]:
    """The charges until it ended: what is taken later is a fee, or a wrong, and no price."""
    end = history.ended
    if end is None:
        return history.charges
    return [charge for charge in history.charges if charge.on <= (end.ends_on or end.on)]


def _last_priced(charges: Sequence[Charge]) -> Charge | None:
    """The last whole charge with an amount, else the last adjustment; no single purchase."""
    adjusted: Charge | None = None
    for charge in reversed(charges):
        if charge.amount is None or charge.recurring is False:
            continue
        if is_whole(charge):
            return charge
        adjusted = adjusted or charge
    return adjusted


def _price(history: History, today: date, due: date | None) -> Money | None:
    """What was paid last, unless a change has taken effect since; without charges what is told,
    of the next renewal first: mails about several plans may lie side by side.

    In a trial only what its own mails tell: an older price may be that of another plan.
    """
    trial = history.running_trial(today)
    if trial:
        told = _amounts(trial)
        return told[-1] if told else None
    charge = _last_priced(_before_end(history)) or _last_priced(history.charges)
    if charge is not None:
        changed = [f for f in history.told if _changes(f, charge, history, today)]
        return _amounts(changed)[-1] if _amounts(changed) else charge.amount
    said = [fact for fact in history.told if fact.event.kind in _TOLD]
    next_ = [fact for fact in said if due is not None and fact.event.renews_on == due]
    told = _amounts(next_) or _amounts(said)
    free = _free_time(history) if not told else None
    return told[-1] if told else (free.price if free else _billed_or_announced(history, today))


def _billed_or_announced(history: History, today: date) -> Money | None:
    billed = price_billed([fact for fact in history.told if fact.on <= today])
    return billed or _announced(history, today) or _begun_at(history) or _failed_at(history)


def _failed_at(history: History) -> Money | None:
    """What could not be taken, where its mail says how often it is: of a debt nobody knows of how
    many periods it is.
    """
    failed = last_told(history.told, EventKind.PAYMENT_FAILED)
    return failed.event.amount if failed is not None and failed.event.cadence else None


def _begun_at(history: History) -> Money | None:
    """What the last mail of a beginning says that it costs, as often as it says; where it costs
    something else later on, that.
    """
    begun = last_told(history.told, EventKind.SUBSCRIPTION_STARTED)
    if begun is None or begun.event.cadence is None:
        return None
    return begun.event.later_amount or begun.event.amount


def _announced(history: History, today: date) -> Money | None:
    """What the last change of a price made of it; until it takes effect, what it was before."""
    told = [fact for fact in history.told if fact.event.kind is EventKind.PRICE_CHANGE]
    if not told:
        return None
    event = told[-1].event
    return event.amount if (event.effective_on or told[-1].on) <= today else event.old_amount


def _changes(fact: Fact, last: Charge, history: History, today: date) -> bool:
    """Whether a change holds since the last whole charge; what was set off against its price on its
    day is no price, and the change then holds whatever day it names for the next payment.
    """
    if fact.event.kind not in _CHANGES:
        return False
    if any(is_set_off(fact, charge) for charge in history.charges if charge.on >= last.on):
        return fact.on <= today
    return last.on < (fact.event.effective_on or fact.on) <= today


def _amounts(facts: Iterable[Fact]) -> list[Money]:
    said = [fact.event.amount for fact in facts]
    return [amount for amount in said if amount is not None and amount.amount > 0]
