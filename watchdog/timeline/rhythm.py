"""How often a subscription bills: what the mails say, else the fit of past charges."""

from collections.abc import Sequence
from datetime import date, timedelta

import msgspec

from parsers.events import BillingEvent, EventKind
from watchdog.timeline.cadence import Fit, cadence_of_period, days_of, fit, step
from watchdog.timeline.facts import Fact

FIT_IS_TRUSTED = 0.82
_MONTHS_AND_YEARS = "MY"
_DAY = timedelta(days=1)
_TWO, _OF_TWO = 2, 0.85  # payments, and how sure their rhythm is
# So many bills back, one has shown whether the series is one of the 31st, or of 29 February.
_REMEMBERED = 12
_MONEY = (EventKind.CHARGE, EventKind.REFUND, EventKind.PAYMENT_FAILED, EventKind.INVOICE_DUE)
_ENDS = (EventKind.CANCELED, EventKind.CANCELLATION_PENDING, EventKind.EXPIRED)


class Rhythm(msgspec.Struct, frozen=True, kw_only=True):
    """`cadence` is what is trusted; `said` whether a mail says it; else `guess` is the fit."""

    cadence: str | None
    said: bool
    guess: Fit | None

    @property
    def fitted(self) -> bool:
        """Whether only the days of past charges tell the rhythm."""
        return self.cadence is not None and not self.said


def read_rhythm(facts: Sequence[Fact], billed_on: Sequence[date]) -> Rhythm:
    """The rhythm of a subscription; `billed_on` are the days of its whole charges."""
    said = cadence_said(facts)
    guess = fit(billed_on, worded=_speaks_of_one(facts)) if said is None else None
    guess = guess or (_fit_of_two(facts, billed_on) if said is None else None)
    trusted = guess.cadence if guess and guess.confidence >= FIT_IS_TRUSTED else None
    return Rhythm(cadence=said or trusted, said=said is not None, guess=guess)


def _speaks_of_one(facts: Sequence[Fact]) -> bool | None:
    """Whether a mail speaks of a subscription; that none does may be the mail's fault."""
    spoken = any(fact.event.recurring or fact.event.kind not in _MONEY for fact in facts)
    return True if spoken else None


def _fit_of_two(facts: Sequence[Fact], billed_on: Sequence[date]) -> Fit | None:
    """The rhythm of two payments of one amount that are called a subscription's, or of two bills, a
    month or a year apart to the day.
    """
    if len(set(billed_on)) != _TWO or not _are_alike([one.event for one in facts]):
        return None
    first, last = min(billed_on), max(billed_on)
    near = (one for one in ("P1M", "P1Y") if abs((step(first, one, 1) - last).days) <= 1)
    cadence = next(near, None)
    return Fit(cadence=cadence, confidence=_OF_TWO) if cadence else None


def _are_alike(events: Sequence[BillingEvent]) -> bool:
    paid = [one for one in events if one.kind is EventKind.CHARGE]
    if paid:
        amounts = {one.amount for one in paid}
        return None not in amounts and len(amounts) == 1 and all(one.recurring for one in paid)
    bills = [one for one in events if one.kind is EventKind.INVOICE_DUE]
    return len(bills) == _TWO


def cadence_said(facts: Sequence[Fact]) -> str | None:
    """The cadence that was named last by what was bought; else by what only speaks of it."""
    ended: str | None = None
    for fact in reversed(facts):
        cadence = cadence_of(fact.event)
        # A cancellation names what is over, a new price may be that of a year for everybody.
        if cadence and fact.event.kind not in (*_ENDS, EventKind.PRICE_CHANGE):
            return cadence
        ended = ended or cadence
    return ended


def cadence_of(event: BillingEvent) -> str | None:
    """The cadence a mail names, or shows by its billing period or by the next day it bills."""
    if event.cadence or event.recurring is False:
        return event.cadence
    if event.period is not None:
        return cadence_of_period(event.period.starts_on, event.period.ends_on)
    if event.kind is EventKind.CHARGE and event.on and event.renews_on:
        shown = cadence_of_period(event.on, event.renews_on)
        return shown if shown != "P1W" else None  # or the rest of a month after a change of plan
    return None


def next_billing(billed_on: Sequence[date], cadence: str) -> date | None:
    """The day after the last one billed; a series of the 31st goes back to the 31st."""
    if not billed_on:
        return None
    last = max(billed_on)
    if cadence[-1] not in _MONTHS_AND_YEARS or not _ends_a_month(last):
        return step(last, cadence, 1)
    recent = sorted(billed_on)[-_REMEMBERED:]
    anchor = max((day for day in recent if _leads_to(day, last, cadence)), key=_day_of_month)
    return step(anchor, cadence, _slots(anchor, last, cadence) + 1)


def _ends_a_month(day: date) -> bool:
    return (day + _DAY).day == 1


def _leads_to(day: date, last: date, cadence: str) -> bool:
    if day == last:
        return True
    return (
        cadence[-1] in _MONTHS_AND_YEARS and step(day, cadence, _slots(day, last, cadence)) == last
    )


def _slots(day: date, last: date, cadence: str) -> int:
    return round((last - day).days / days_of(cadence))


def _day_of_month(day: date) -> tuple[int, date]:
    return (day.day, day)
