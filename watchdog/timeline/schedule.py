"""When the next payment is due and how much it is: stated dates first, then words, then the fit."""

from collections.abc import Sequence
from datetime import date, timedelta

import msgspec

from parsers.events import BillingEvent, EventKind
from parsers.money import Money
from watchdog.timeline.cadence import cadence_of_period, days_of, fit, next_after, step
from watchdog.timeline.facts import Fact
from watchdog.timeline.history import History

_FIT_IS_TRUSTED = 0.8
_STATED = 0.95
_UNSTATED = 0.5
_DAYS_WITHOUT_CADENCE = 31.0


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
    said = _cadence_said(history.facts)
    guess = fit([charge.on for charge in history.charges if charge.recurring is not False])
    fitted = said is None and guess is not None and guess.confidence >= _FIT_IS_TRUSTED
    cadence = said or (guess.cadence if guess and fitted else None)
    due, stated = _next_renewal(history, cadence, today)
    return Schedule(
        price=_price(history),
        cadence=cadence,
        next_renewal_on=due,
        stated=stated,
        fitted=fitted,
        paid_through=_paid_through(history, cadence),
        confidence=_STATED if said or stated else (guess.confidence if guess else _UNSTATED),
    )


def _cadence_said(facts: Sequence[Fact]) -> str | None:
    said = [cadence for fact in facts if (cadence := _cadence_of(fact.event))]
    return said[-1] if said else None


def _cadence_of(event: BillingEvent) -> str | None:
    if event.cadence or event.recurring is False:
        return event.cadence
    return cadence_of_period(event.period.starts_on, event.period.ends_on) if event.period else None


def _next_renewal(history: History, cadence: str | None, today: date) -> tuple[date | None, bool]:
    if history.paused is not None:
        return history.paused.event.resumes_on, history.paused.event.resumes_on is not None
    dates = [fact.event.renews_on for fact in history.facts if fact.event.renews_on]
    if history.trial_ends_on is not None:
        dates.append(history.trial_ends_on)
    ahead = max(dates, default=None)
    if ahead is not None and ahead >= today:
        return ahead, True
    if cadence is None:
        return None, False
    paid = [charge.on for charge in history.charges if charge.recurring is not False]
    anchor = max([*dates, *(step(day, cadence, 1) for day in paid)], default=None)
    return (next_after(anchor, cadence, today) if anchor else None), False


def _paid_through(history: History, cadence: str | None) -> date | None:
    ends = [_covers(charge.evidence, charge.on, cadence) for charge in history.charges]
    ends += [fact.event.trial_ends_on for fact in history.facts]
    ends += [_day_before(fact.event.renews_on) for fact in history.facts]
    return max((end for end in ends if end is not None), default=None)


def _covers(reports: Sequence[Fact], on: date, cadence: str | None) -> date | None:
    """The last day one charge pays for."""
    for event in (fact.event for fact in reports):
        if event.period is not None:
            return event.period.ends_on
        if event.renews_on is not None:
            return _day_before(event.renews_on)
    return step(on, cadence, 1) - timedelta(days=1) if cadence else None


def _day_before(day: date | None) -> date | None:
    return day - timedelta(days=1) if day is not None else None


def _price(history: History) -> Money | None:
    paid = [c.amount for c in history.charges if c.amount and c.recurring is not False]
    if paid:
        return paid[-1]
    kinds = {EventKind.RENEWAL_NOTICE, EventKind.TRIAL_ENDING, EventKind.TRIAL_STARTED}
    told = [f.event.amount for f in history.facts if f.event.kind in kinds and f.event.amount]
    kept = [amount for amount in told if amount.amount]
    return kept[-1] if kept else None
