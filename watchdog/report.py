"""The report as data: the JSON contract of design section 6, computed for one day."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

import msgspec

from parsers.money import Money
from watchdog.findings import Evidence, Finding, Severity
from watchdog.fixes import Fix
from watchdog.rates import Converted, Rates, converted
from watchdog.resolutions import Resolution, saved
from watchdog.timeline.cadence import days_of
from watchdog.timeline.facts import Fact
from watchdog.timeline.subscriptions import OVER, Status, Subscription
from watchdog.timeline.unpaid import is_paid_by_hand, unpaid

_RUNNING = (Status.ACTIVE, Status.PAST_DUE)
_DAYS_A_YEAR = Decimal("365.25")
_CENT = Decimal("0.01")
# What a told subscription has beside the fields of one.
_ADDED = (
    "charges",
    "total_paid",
    "total_charged",
    "total_refunded",
    "bill",
    "paid_by_hand",
)


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


class ToldSubscription(msgspec.Struct, frozen=True, kw_only=True):
    """A subscription; `charges` is the number of payments.

    `total_charged` is their sum in the currency of the price, `total_refunded` what came back of
    them, `total_paid` the difference. `bill` is the newest one that no payment has answered;
    `paid_by_hand` says that mails bring such bills, none of them taken by itself, and nothing else;
    `ends_on` is the day on which what was cancelled and still runs ends; null where it was charged
    on `charged_anyway_on` all the same; `lapses_on` the one on which it ends unless its reader
    renews it.
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


def build_report(
    *,
    today: date,
    account: str | None = None,
    subscriptions: Sequence[ToldSubscription],
    findings: Iterable[tuple[Finding, Fix]],
    coverage: Coverage,
    health: Health,
    resolved: Sequence[Resolution] = (),
    rates: Rates | str | None = None,
    copied: tuple[Copied, ...] = (),
) -> Report:
    """The report of one day; `rates` may be why there are none, in one line."""
    found = tuple(findings)
    sums = totals(subscriptions)
    return Report(
        as_of=today,
        account=account,
        subscriptions=tuple(sorted(subscriptions, key=_order)),
        findings=tuple(tell_finding(finding, fix) for finding, fix in found),
        totals=sums,
        coverage=coverage,
        health=health,
        resolved=tuple(resolved),
        saved=saved(resolved),
        at_stake=_at_stake(finding for finding, _ in found),
        converted=in_one_currency(sums, rates),
        left_out=left_out(subscriptions),
        copied=copied,
    )


def in_one_currency(sums: tuple[Total, ...], rates: Rates | str | None) -> Converted | None:
    """All totals as one sum, where the user gave rates; `rates` may be why there are none."""
    if isinstance(rates, str):
        return Converted(currency="", problem=rates)
    if rates is None or not sums:
        return None
    return converted(((one.currency, one.per_month, one.per_year) for one in sums), rates)


def without(report: Report, finding: str) -> Report:
    """The same report, without a finding that the user wants to hear no more of."""
    left = tuple(one for one in report.findings if one.id != finding)
    return msgspec.structs.replace(report, findings=left, at_stake=_at_stake(left))


def _at_stake(findings: Iterable[Finding | ToldFinding]) -> tuple[Money, ...]:
    """The sums of what is at stake; what several findings say of one payment is one amount."""
    largest: dict[tuple[str, date, str], Decimal] = defaultdict(Decimal)
    for one in findings:
        if one.at_stake is not None:
            place = (one.subscription or one.id, one.on, one.at_stake.currency)
            largest[place] = max(largest[place], one.at_stake.amount)
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for (*_, currency), amount in largest.items():
        sums[currency] += amount
    return tuple(Money(amount=sums[currency], currency=currency) for currency in sorted(sums))


def tell_finding(finding: Finding, fix: Fix) -> ToldFinding:
    """A finding as the contract has it."""
    return ToldFinding(
        id=finding.id,
        kind=finding.kind,
        subscription=finding.subscription,
        merchant=finding.merchant,
        merchant_name=finding.merchant_name,
        channel=finding.channel,
        severity=finding.severity,
        on=finding.on,
        deadline=finding.deadline,
        at_stake=finding.at_stake,
        says=finding.says,
        fix=fix,
        evidence=finding.evidence,
    )


def tell_subscription(one: Subscription) -> ToldSubscription:
    """A subscription as the contract has it."""
    sums = _sums(one)
    bill = unpaid(one)
    names = [name for name in ToldSubscription.__struct_fields__ if name not in _ADDED]
    same = {name: getattr(one, name) for name in names}
    return ToldSubscription(
        **same,
        charges=len(one.charges),
        total_paid=_less(*sums) if sums else None,
        total_charged=sums[0] if sums else None,
        total_refunded=sums[1] if sums else None,
        bill=_bill(bill) if bill is not None else None,
        paid_by_hand=is_paid_by_hand(one),
    )


def _bill(fact: Fact) -> Bill:
    event = fact.event
    return Bill(on=fact.on, amount=event.amount, due_on=event.due_on, collected=event.collected)


def total_paid(one: Subscription) -> Money | None:
    """What was paid in the currency of the price, less what came back."""
    sums = _sums(one)
    return _less(*sums) if sums else None


def _less(charged: Money, refunded: Money) -> Money:
    return Money(amount=charged.amount - refunded.amount, currency=charged.currency)


def _sums(one: Subscription) -> tuple[Money, Money] | None:
    """What was charged and what came back of it; amounts in other currencies are not mixed in."""
    if one.price is None:
        return None
    currency = one.price.currency
    mine = [c for c in one.charges if c.amount and c.amount.currency == currency]
    charged = sum((c.amount.amount for c in mine if c.amount), Decimal(0))
    refunded = sum((c.refunded.amount for c in mine if c.refunded), Decimal(0))
    return Money(amount=charged, currency=currency), Money(amount=refunded, currency=currency)


def totals(subscriptions: Iterable[Subscription | ToldSubscription]) -> tuple[Total, ...]:
    """What runs on, per month and year, one line a currency; nothing is converted."""
    yearly: dict[str, list[Decimal]] = defaultdict(list)
    for one in subscriptions:
        if one.status in _RUNNING and one.price is not None and one.cadence is not None:
            days = Decimal(str(days_of(one.cadence)))
            yearly[one.price.currency].append(one.price.amount * _periods(days))
    return tuple(
        Total(
            currency=currency,
            per_month=_rounded(sum(costs, Decimal(0)) / 12),
            per_year=_rounded(sum(costs, Decimal(0))),
            subscriptions=len(costs),
        )
        for currency, costs in sorted(yearly.items())
    )


def left_out(subscriptions: Iterable[ToldSubscription]) -> LeftOut:
    """What runs on and is in no total; bills that somebody pays by hand have no rhythm."""
    running = [one for one in subscriptions if one.status in _RUNNING and not one.paid_by_hand]
    prices = [one.price for one in running if one.cadence is None and one.price is not None]
    sums: dict[str, list[Decimal]] = defaultdict(list)
    for price in prices:
        sums[price.currency].append(price.amount)
    untimed = (
        Untimed(currency=currency, amount=sum(some, Decimal(0)), subscriptions=len(some))
        for currency, some in sorted(sums.items())
    )
    unpriced = sum(one.price is None for one in running)
    return LeftOut(untimed=tuple(untimed), unpriced=unpriced)


def _periods(days: Decimal) -> Decimal:
    """Charges a year; whole months count exactly twelve."""
    months = (days / Decimal("30.44")).quantize(Decimal(1))
    if months and abs(days - months * Decimal("30.44")) < Decimal("0.4"):
        return Decimal(12) / months
    return _DAYS_A_YEAR / days


def _rounded(amount: Decimal) -> Decimal:
    return amount.quantize(_CENT, rounding=ROUND_HALF_UP)


def _order(one: ToldSubscription) -> tuple[bool, str, str]:
    return (one.status in OVER, one.name.casefold(), one.id)
