"""A subscription as the facts tell it: computed each time, never stored."""

from datetime import date
from enum import StrEnum

import msgspec

from parsers.events import Period
from parsers.money import Money
from watchdog.timeline.facts import Fact, Statement


class Status(StrEnum):
    """Design section 4; `canceling` is canceled with access until a date."""

    TRIALING = "trialing"
    ACTIVE = "active"
    PAST_DUE = "past_due"
    PAUSED = "paused"
    CANCELING = "canceling"
    CANCELED = "canceled"
    LAPSED = "lapsed"
    UNKNOWN = "unknown"


OVER = (Status.CANCELED, Status.LAPSED)


class Charge(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One payment, with every mail that reports it; the first is the most specific.

    `refund` is the mail that says that all of it came back, `refunded` how much did so far,
    `refund_unsaid` the mail that says that money came back and not how much;
    `partial` means an adjustment within a period (a change of plan), which is neither the price
    nor the next billing day; `tax` is how much of the amount is tax, where a mail says so.
    """

    on: date
    amount: Money | None
    recurring: bool | None
    plan: str | None
    period: Period | None
    reference: str | None
    evidence: tuple[Fact, ...]
    refund: Fact | None = None
    refunded: Money | None = None
    refund_unsaid: Fact | None = None
    partial: bool = False
    tax: Money | None = None

    @property
    def net(self) -> Money | None:
        """The price without its tax; None where the mails do not say how much that is."""
        if self.tax is None or self.amount is None or self.tax.currency != self.amount.currency:
            return None
        left = self.amount.amount - self.tax.amount
        return Money(amount=left, currency=self.amount.currency)

    @property
    def at_stake(self) -> Money | None:
        """What of it has not come back; None when all has, or when no mail names an amount."""
        if self.refund is not None or self.amount is None or self.refunded is None:
            return self.amount if self.refund is None else None
        left = self.amount.amount - self.refunded.amount
        return Money(amount=left, currency=self.amount.currency)


class Cancellation(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A dated end: by mail (`fact`) or by the user's word (`statement`).

    `access_until` is what was stated, `ends_on` the first day for which nothing is owed any
    more; `undone_on` the day of a mail that says that it runs again.
    """

    on: date
    access_until: date | None
    ends_on: date | None = None
    undone_on: date | None = None
    fact: Fact | None = None
    statement: Statement | None = None

    def stands_on(self, day: date) -> bool:
        """Whether it was said before `day` and not taken back until then."""
        return self.on < day and (self.undone_on is None or self.undone_on > day)


class Subscription(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One service bought in one place, as of one day.

    `started_on` is the first day known; `cancel_by` the last safe day to stop the next charge;
    `lapses_on` the day on which it ends unless its reader renews it, where a mail says so;
    `facts` everything that was read about it, oldest first, `told` those that are no charges,
    `statements` what the user said of it; `account` whose it is, where there are several;
    `charged_anyway_on` the last day on which it was charged though it had been cancelled, of what
    would still run until its end.
    """

    id: str
    merchant: str
    name: str
    plan: str | None
    channel: str | None
    mailbox: str
    status: Status
    price: Money | None
    cadence: str | None
    started_on: date | None
    next_renewal_on: date | None
    next_renewal_stated: bool
    cancel_by: date | None
    trial_ends_on: date | None
    paid_through: date | None
    canceled_on: date | None
    charges: tuple[Charge, ...]
    cancellations: tuple[Cancellation, ...]
    facts: tuple[Fact, ...]
    told: tuple[Fact, ...]
    confidence: float
    statements: tuple[Statement, ...] = ()
    account: str | None = None
    charged_anyway_on: date | None = None
    lapses_on: date | None = None

    @property
    def ends_on(self) -> date | None:
        """The day on which what was cancelled and still runs ends; None where it was charged after
        that all the same, so that nobody knows whether it does.
        """
        if self.status is not Status.CANCELING or self.charged_anyway_on is not None:
            return None
        return self.cancellations[-1].ends_on

    @property
    def title(self) -> str:
        """What to call it: the plan where it speaks for itself, else name and plan; and whose."""
        return titled(self.name, self.plan, self.account)


def titled(name: str, plan: str | None, account: str | None = None) -> str:
    """Coursera and "Coursera Plus" are "Coursera Plus"; Netflix and "Standard" are both."""
    told = _titled(name, plan)
    return f"{told} ({account})" if account else told


def _titled(name: str, plan: str | None) -> str:
    words, told = name.split(), (plan or "").split()
    if not words or not told:
        return name or plan or ""
    if words[0].casefold() in str(plan).casefold():
        return str(plan)
    # "Spotify Premium" and "Premium Individual" share a word.
    shared = words[-1].casefold() == told[0].casefold()
    return " ".join([*words, *told[shared:]])
