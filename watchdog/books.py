"""All that a detection may look at, and how far ahead its reader wants to hear."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from functools import cached_property
from itertools import takewhile

import msgspec

from watchdog.catalog import Catalog
from watchdog.degrees import Severity
from watchdog.outages import Outage
from watchdog.readings import Readings
from watchdog.timeline.debits import claimable_until
from watchdog.timeline.facts import Fact
from watchdog.timeline.subscriptions import Charge, Subscription

# Visa and Mastercard take a dispute for 120 days (watchdog/catalog/law.toml): older wrong
# charges are history, not something to act on (design 4.2, rule 7).
DISPUTABLE_DAYS = 120
_NEAR_DAYS = 2  # three days before the money goes, as reminders of trials and renewals are


class Reminders(msgspec.Struct, frozen=True, kw_only=True):
    """How many days ahead the user wants to hear of a renewal and of a trial's end.

    `last_safe_day`: once more on the last day to act; `merchants` are those with days of their own.
    """

    renewal_days: tuple[int, ...] = (30, 7, 3, 1)
    trial_days: tuple[int, ...] = (7, 3, 1)
    last_safe_day: bool = True
    merchants: Mapping[str, "Reminders"] = {}

    def of(self, merchant: str) -> "Reminders":
        """The reminders for what one merchant sells."""
        return self.merchants.get(merchant, self)


class Books(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """All that a detection may look at. `claims` are facts from mail that is not believed,
    `outages` the mailboxes that could not be heard for six hours or more, `readings`
    what is known of our own hearing; `reaches` the oldest day that each mailbox tells of, where
    these subscriptions are not all of it.
    """

    subscriptions: tuple[Subscription, ...]
    claims: tuple[Fact, ...]
    catalog: Catalog
    today: date
    reminders: Reminders = Reminders()
    outages: tuple[Outage, ...] = ()
    readings: Readings = Readings()
    reaches: Mapping[str, date] | None = None

    @cached_property
    def oldest(self) -> Mapping[str, date]:
        """The oldest day that each mailbox tells of."""
        return reach_of(self.subscriptions) if self.reaches is None else self.reaches

    @cached_property
    def by_merchant(self) -> Mapping[str, tuple[Subscription, ...]]:
        """The subscriptions of each merchant, in the order of the books."""
        found: dict[str, list[Subscription]] = {}
        for one in self.subscriptions:
            found.setdefault(one.merchant, []).append(one)
        return {merchant: tuple(own) for merchant, own in found.items()}

    def alike(self, subscription: Subscription) -> tuple[Subscription, ...]:
        """The other subscriptions of the same merchant: another place, plan or mailbox."""
        own = self.by_merchant.get(subscription.merchant, ())
        return tuple(one for one in own if one is not subscription)

    def news(self, subscription: Subscription, days: int = DISPUTABLE_DAYS) -> tuple[Charge, ...]:
        """The charges of which a wrong one is still to be told, oldest first."""
        charges = self._recent(subscription) if days <= DISPUTABLE_DAYS else subscription.charges
        return tuple(one for one in charges if self.is_news(one, days))

    def _recent(self, subscription: Subscription) -> Sequence[Charge]:
        """The charges of the last months, looked for once and not by each detection."""
        found = self._known.get(id(subscription))
        if found is None:
            first = self.today - timedelta(days=DISPUTABLE_DAYS)
            newest = takewhile(lambda charge: charge.on >= first, reversed(subscription.charges))
            found = self._known[id(subscription)] = tuple(newest)[::-1]
        return found

    @cached_property
    def _known(self) -> dict[int, Sequence[Charge]]:
        return {}

    def urgency(self, deadline: date | None, otherwise: Severity = Severity.SOON) -> Severity:
        """What is to be done within days cannot wait for the weekly letter."""
        last = self.today + timedelta(days=_NEAR_DAYS)
        near = deadline is not None and self.today <= deadline <= last
        return Severity.ACT_NOW if near else otherwise

    def claimable_until(self, subscription: Subscription, charge: Charge) -> date | None:
        """The last day to have the money of a wrong payment back through the bank."""
        return claimable_until(
            charge, subscription, self.catalog, self.today, usual=DISPUTABLE_DAYS
        )

    def is_recent(self, day: date, days: int) -> bool:
        """Whether `day` lies within the last `days` days."""
        return self.today - timedelta(days=days) <= day <= self.today

    def is_news(self, charge: Charge, days: int = DISPUTABLE_DAYS) -> bool:
        """Whether a wrong charge is still to be told: one that was paid back whole is history."""
        return charge.refund is None and self.is_recent(charge.on, days)


def reach_of(subscriptions: Iterable[Subscription]) -> dict[str, date]:
    """The oldest day of each mailbox of which subscriptions tell."""
    oldest: dict[str, date] = {}
    for one in subscriptions:
        if one.facts:
            first = one.facts[0].on
            oldest[one.mailbox] = min(first, oldest.get(one.mailbox, first))
    return oldest
