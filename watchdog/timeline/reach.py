"""Until when a charge says that it pays, and whether that is time beyond an end."""

from collections.abc import Iterable
from datetime import date

import msgspec

from watchdog.timeline.cadence import LONG_DAYS, days_of, step
from watchdog.timeline.subscriptions import Charge

# Of a long span at most this part may be left before an end, or it is the next one that is paid.
_LITTLE = 0.25


class Reach(msgspec.Struct, frozen=True, kw_only=True):
    """The time that a charge pays for: its first day, as far as that is known, and its last."""

    begins: date
    ends: date

    def is_beyond(self, end: date, early_by: int) -> bool:
        """Whether it is the time after an end: a month that begins before it may be owed whole, a
        year of which a few days are left is not.
        """
        left, length = (end - self.begins).days, (self.ends - self.begins).days
        if (self.ends - end).days <= early_by:
            return False
        return left <= early_by or (length > LONG_DAYS and left <= _LITTLE * length)


def paid_until(charge: Charge) -> date | None:
    """The day until which a charge pays, as the mails about it say."""
    days = [fact.event.access_until for fact in charge.evidence]
    return max((day for day in days if day is not None), default=None)


def said_until(charge: Charge) -> date | None:
    """The same; of mails that do not say it, the next payment that they name."""
    days = [fact.event.renews_on for fact in charge.evidence]
    return paid_until(charge) or max((day for day in days if day is not None), default=None)


def reach_of(charge: Charge, before: Iterable[Charge], cadence: str | None) -> Reach | None:
    """The time that a charge says it pays for; None where it says neither until when, nor that it
    is for a long span of which the last payment lies as long ago. `cadence` is the subscription's.
    """
    if charge.period is not None:
        return Reach(begins=charge.period.starts_on, ends=charge.period.ends_on)
    own = next((fact.event.cadence for fact in charge.evidence if fact.event.cadence), None)
    until, rhythm = said_until(charge), own or cadence
    if until is not None:
        begins = step(until, rhythm, -1) if rhythm else charge.on
        return Reach(begins=max(begins, charge.on), ends=until)
    if own is None or days_of(own) <= LONG_DAYS:
        return None
    last = max((one.on for one in before), default=None)
    is_next = last is not None and (charge.on - last).days >= (1 - _LITTLE) * days_of(own)
    return Reach(begins=charge.on, ends=step(charge.on, own, 1)) if is_next else None
