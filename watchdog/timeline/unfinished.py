"""A cancellation that was asked for and never finished: its mails, while nothing came of them."""

from collections.abc import Iterable
from datetime import date

import msgspec

from parsers.events import EventKind
from watchdog.timeline.facts import Fact
from watchdog.timeline.history import is_whole
from watchdog.timeline.requests import is_request
from watchdog.timeline.subscriptions import Charge, Subscription

# What came of it, or took its place.
_SETTLES = (
    EventKind.CANCELED,
    EventKind.EXPIRED,
    EventKind.PAUSED,
    EventKind.RESUMED,
    EventKind.SUBSCRIPTION_STARTED,
    EventKind.TRIAL_STARTED,
    EventKind.PLAN_CHANGED,
)
_ENDS = (EventKind.CANCELED, EventKind.EXPIRED)


class Unfinished(msgspec.Struct, frozen=True, kw_only=True):
    """The mails that still wanted something, oldest first, and the first payment after them."""

    mails: tuple[Fact, ...]
    charge: Charge | None

    @property
    def is_by_user(self) -> bool:
        """Whether all that is known is what he asked for in mails of his own."""
        return all(map(is_request, self.mails))

    @property
    def on(self) -> date:
        """The day of the first mail."""
        return self.mails[0].on

    @property
    def last_day(self) -> date | None:
        """The day by which to do it, as the newest mail that names one has it."""
        named = (one.event.cancel_by for one in reversed(self.mails))
        return next((day for day in named if day is not None), None)


def unfinished(
    subscription: Subscription, alike: Iterable[Subscription], today: date
) -> Unfinished | None:
    """The cancellation that still wants something; None where something came of it, in a mail about
    this subscription, or in one that ends any other of its merchant, or as the user says.
    """
    asked = [f for f in subscription.told if _is_asked(f) and f.on <= today]
    ends = [f for one in alike for f in one.told if f.event.kind in _ENDS]
    settled = [f for f in subscription.told if f.event.kind in _SETTLES] + ends
    mails = tuple(one for one in asked if not any(_is_after(f, one) for f in settled))
    if not mails or any(end.on >= mails[-1].on for end in subscription.cancellations):
        return None
    # Who answers that something is missing tells more than what he was asked.
    mails = tuple(one for one in mails if not is_request(one)) or mails
    later = (one for one in subscription.charges if mails[-1].on < one.on <= today)
    return Unfinished(mails=mails, charge=next(filter(is_whole, later), None))


def _is_asked(fact: Fact) -> bool:
    return fact.event.kind is EventKind.CANCELLATION_PENDING


def _is_after(fact: Fact, asked: Fact) -> bool:
    """Whether a mail came after another; on the same day the hours decide."""
    return (fact.on, fact.source.sent_at) > (asked.on, asked.source.sent_at)
