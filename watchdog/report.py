"""The report as data: the JSON contract of design section 6."""

from datetime import date, datetime
from decimal import Decimal

import msgspec

from parsers.money import Money
from watchdog.degrees import Severity
from watchdog.findings import Evidence
from watchdog.fixes import Fix
from watchdog.rates import Converted
from watchdog.resolutions import Resolution
from watchdog.timeline.subscriptions import Status


class ToldFinding(msgspec.Struct, frozen=True, kw_only=True):
    """A finding with its fix."""

    id: str
    kind: str
    subscription: str | None
    merchant: str
    merchant_name: str
    channel: str | None
    severity: Severity
    on: date
    deadline: date | None
    at_stake: Money | None
    says: str
    fix: Fix
    evidence: tuple[Evidence, ...]


class Bill(msgspec.Struct, frozen=True, kw_only=True):
    """What a mail of the day `on` bills; `collected` is True where the money is taken by itself,
    False where the reader has to pay it. None is what it does not say.
    """

    on: date
    amount: Money | None
    due_on: date | None
    collected: bool | None = None


class PaidBack(msgspec.Struct, frozen=True, kw_only=True):
    """Money that came back, as a mail of the day `on` says."""

    on: date
    amount: Money


class ToldSubscription(msgspec.Struct, frozen=True, kw_only=True):
    """A subscription; `charges` is the number of payments, of who only announces debits that of
    those taken by now.

    `next_cost` is what the payment of `next_renewal_on` comes to, `paid_back` what came back,
    oldest first. `total_charged` is the sum of the payments in the currency of the price,
    `total_refunded` what came back of them, `total_paid` the difference. `bill` is the newest one
    that no payment has answered; `paid_by_hand` says that mails bring such bills, none of them
    taken by itself, and nothing else; `ends_on` is the day on which what was cancelled and still
    runs ends; null where it was charged on `charged_anyway_on` all the same; `lapses_on` the one on
    which it ends unless its reader renews it.
    """

    id: str
    merchant: str
    name: str
    plan: str | None
    channel: str | None
    mailbox: str
    account: str | None
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
    ends_on: date | None
    charged_anyway_on: date | None
    lapses_on: date | None
    charges: int
    total_paid: Money | None
    total_charged: Money | None
    total_refunded: Money | None
    confidence: float
    bill: Bill | None
    paid_by_hand: bool
    next_cost: Money | None = None
    paid_back: tuple[PaidBack, ...] = ()


class Total(msgspec.Struct, frozen=True, kw_only=True):
    """What the running subscriptions cost in one currency."""

    currency: str
    per_month: Decimal
    per_year: Decimal
    subscriptions: int


class Untimed(msgspec.Struct, frozen=True, kw_only=True):
    """What runs in one currency and is in no total, since no mail names its rhythm: `amount` is the
    sum of its prices.
    """

    currency: str
    amount: Decimal
    subscriptions: int


class LeftOut(msgspec.Struct, frozen=True, kw_only=True):
    """What runs and is in no total: by currency, and how many whose price no mail names."""

    untimed: tuple[Untimed, ...] = ()
    unpriced: int = 0


class MailboxHealth(msgspec.Struct, frozen=True, kw_only=True):
    """When a mailbox was last read, and what is wrong with it."""

    account: str
    folder: str
    last_success_at: datetime | None
    problem: str | None


class Coverage(msgspec.Struct, frozen=True, kw_only=True):
    """What was looked at: mails seen at all, opened, and by outcome.

    `review`, `failed` and `quarantined` are those that wait for a person; `fakes` look like fakes,
    and wait for nobody. `by_header` are those of a large mailbox that were judged by their header
    alone.
    """

    seen: int = 0
    messages: int = 0
    parsed: int = 0
    review: int = 0
    ignored: int = 0
    failed: int = 0
    quarantined: int = 0
    fakes: int = 0
    by_header: int = 0

    @property
    def waiting(self) -> int:
        """How many mails wait for a person, whatever the reason."""
        return self.review + self.failed + self.quarantined


class FormerMailbox(msgspec.Struct, frozen=True, kw_only=True):
    """A mailbox that was taken out of the configuration, and when it was last read."""

    account: str
    last_success_at: datetime


class Copied(msgspec.Struct, frozen=True, kw_only=True):
    """How many mails of one mailbox also lie in the one of which alone is told."""

    mailbox: str
    mails: int


class Health(msgspec.Struct, frozen=True, kw_only=True):
    """Whether the watchdog hears at all; `undelivered` are the subjects of notices given up,
    `former` the mailboxes that were taken out, whose mail is still here.
    """

    mailboxes: tuple[MailboxHealth, ...] = ()
    undelivered: tuple[str, ...] = ()
    former: tuple[FormerMailbox, ...] = ()

    @property
    def heard(self) -> int:
        """How many of the mailboxes could be read the last time."""
        return sum(box.last_success_at is not None and not box.problem for box in self.mailboxes)


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """Everything `watchdog report` says.

    `account` is the mailbox of which alone it tells, None where it tells of all. `resolved` is what
    became of what was told, oldest first; `saved` the money of it; `at_stake` what the findings are
    about, each payment once. `converted` is the sum of the totals, where the user gave rates;
    `left_out` is what these sums leave out; `copied` are the mails of the one mailbox that belong
    to others, where they were read first, and are told there.
    """

    version: int = 1
    as_of: date
    account: str | None = None
    subscriptions: tuple[ToldSubscription, ...]
    findings: tuple[ToldFinding, ...]
    totals: tuple[Total, ...]
    coverage: Coverage
    health: Health
    resolved: tuple[Resolution, ...] = ()
    saved: tuple[Money, ...] = ()
    at_stake: tuple[Money, ...] = ()
    converted: Converted | None = None
    left_out: LeftOut = LeftOut()
    copied: tuple[Copied, ...] = ()
