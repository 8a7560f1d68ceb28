"""What lies ahead: renewals, trial ends and pauses that end, each with its last safe day."""

from collections.abc import Iterable
from datetime import date, timedelta

import msgspec

from parsers.money import Money
from watchdog.timeline.subscriptions import Status, Subscription

_WHAT = {
    Status.TRIALING: "trial ends",
    Status.PAUSED: "pause ends",
    Status.ACTIVE: "renews",
    Status.PAST_DUE: "renews",
}


class Upcoming(msgspec.Struct, frozen=True, kw_only=True):
    """One day on which money is about to leave; `stated` is False where only past charges tell."""

    on: date
    what: str
    subscription: str
    title: str
    channel: str | None
    amount: Money | None
    cancel_by: date | None
    stated: bool


def upcoming(
    subscriptions: Iterable[Subscription], *, today: date, days: int
) -> tuple[Upcoming, ...]:
    """The days ahead, up to and including `days` from today, soonest first."""
    found = [
        Upcoming(
            on=one.next_renewal_on,
            what=_WHAT[one.status],
            subscription=one.id,
            title=one.title,
            channel=one.channel,
            amount=one.price,
            cancel_by=one.cancel_by,
            stated=one.next_renewal_stated,
        )
        for one in subscriptions
        if one.status in _WHAT
        and one.next_renewal_on is not None
        and today <= one.next_renewal_on <= today + timedelta(days=days)
    ]
    return tuple(sorted(found, key=lambda one: (one.on, one.title, one.subscription)))
