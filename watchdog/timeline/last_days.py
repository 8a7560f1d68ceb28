"""The last safe day to stop a renewal or a trial: what the catalogue asks for and mails name."""

from datetime import date, timedelta

import msgspec

from parsers.events import BillingEvent, EventKind
from watchdog.catalog import Catalog
from watchdog.timeline.facts import Fact
from watchdog.timeline.history import History
from watchdog.timeline.places import place_of
from watchdog.timeline.subscriptions import Status
from watchdog.timeline.trials import ends_by_itself

_MARGIN_DAYS = 1
_LATEST_DAYS = 120  # after a term's beginning in which its money may be taken


class Lead(msgspec.Struct, frozen=True, kw_only=True):
    """How many days before it to cancel; how many before it the money may be taken by itself."""

    days: int
    early: int = 0


def lead_days(merchant: str, channel: str | None, catalog: Catalog, *, trial: bool) -> Lead:
    """What is to be kept to; some services take the money weeks before they renew."""
    days = catalog.lead_days(merchant, channel, trial=trial)
    service = catalog.services.get(merchant)
    if service is None or trial or place_of(channel) != "direct":
        return Lead(days=days)
    return Lead(days=days, early=service.billing.early_days)


def last_safe_day(
    renews_on: date | None, lead: Lead, history: History, status: Status
) -> date | None:
    """The last safe day: some days before, or an earlier one that a mail about this renewal names;
    never a later one. What ends by itself has none.
    """
    is_free = status is Status.TRIALING and ends_by_itself(history.told, history.trial_ends_on)
    if renews_on is None or is_free:
        return None
    early = 0 if _is_told_since(history, renews_on, lead.early) else lead.early
    safe = renews_on - timedelta(days=max(lead.days, early, _MARGIN_DAYS))
    named = (
        fact.event.cancel_by
        for fact in history.facts
        if (
            renews_on in (*_ends_of(fact.event), fact.event.trial_ends_on)
            or _is_paid_later(fact, renews_on, history)
        )
        # Who misses the day of a click can begin anew.
        and fact.event.kind is not EventKind.CANCELLATION_PENDING
    )
    return min((safe, *(day for day in named if day is not None)))


def _is_told_since(history: History, renews_on: date, early: int) -> bool:
    """Whether a mail still tells of the renewal in the days in which its money may be taken: it was
    not, and the day that the mail names is the one that counts.
    """
    first = renews_on - timedelta(days=early)
    return any(fact.on >= first for fact in history.told if fact.event.renews_on == renews_on)


def _is_paid_later(fact: Fact, renews_on: date, history: History) -> bool:
    """Whether the last payment was for a time that ends months before the next one: the contract
    renews then, and its money is taken later.
    """
    paid = [one for one in history.facts if one.event.kind is EventKind.CHARGE]
    if not paid or fact is not paid[-1] or fact.event.period is None:
        return False
    ends = fact.event.period.ends_on
    return ends < renews_on <= ends + timedelta(days=_LATEST_DAYS)


def _ends_of(event: BillingEvent) -> tuple[date | None, ...]:
    """The next payment that a mail names, and the day after the time that it says is paid for."""
    after = event.period.ends_on + timedelta(days=1) if event.period else None
    return event.renews_on, after
