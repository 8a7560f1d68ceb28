"""The report of one day, made of what was judged, as its contract has it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal

import msgspec

from parsers.events import EventKind
from parsers.money import Money
from watchdog.degrees import Severity
from watchdog.findings import Finding
from watchdog.fixes import Fix
from watchdog.rates import Rates
from watchdog.report import (
    Bill,
    Copied,
    Coverage,
    Health,
    PaidBack,
    Report,
    ToldFinding,
    ToldSubscription,
)
from watchdog.resolutions import Resolution, saved
from watchdog.timeline.charges import payments
from watchdog.timeline.facts import Fact
from watchdog.timeline.notices import cost_of_next
from watchdog.timeline.subscriptions import OVER, Charge, Subscription
from watchdog.timeline.taken_bills import paid
from watchdog.timeline.unpaid import is_paid_by_hand, unpaid
from watchdog.totals import in_one_currency, left_out, totals

_NEAR, _JUST_OVER = timedelta(days=7), timedelta(days=3)
# What a told subscription has beside the fields of one.
_ADDED = (
    "charges",
    "total_paid",
    "total_charged",
    "total_refunded",
    "bill",
    "paid_by_hand",
    "next_cost",
    "paid_back",
)


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
    found = tuple(sorted(findings, key=lambda pair: _is_later(pair[0], today)))
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


def _is_later(finding: Finding, today: date) -> bool:
    """Whether it comes after what has a last safe day within a week: a bank takes a dispute for
    months. What was to be done yesterday is nearest of all.
    """
    day = finding.deadline
    is_near = day is not None and today - _JUST_OVER <= day <= today + _NEAR
    return finding.severity is Severity.INFO or not is_near


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


def tell_subscription(one: Subscription, *, today: date) -> ToldSubscription:
    """A subscription as the contract has it."""
    charges = paid(one, today=today)
    sums = _sums(charges, one.price)
    bill = unpaid(one)
    names = [name for name in ToldSubscription.__struct_fields__ if name not in _ADDED]
    same = {name: getattr(one, name) for name in names}
    return ToldSubscription(
        **same,
        charges=len(charges),
        total_paid=_less(*sums) if sums else None,
        total_charged=sums[0] if sums else None,
        total_refunded=sums[1] if sums else None,
        bill=_bill(bill) if bill is not None else None,
        paid_by_hand=is_paid_by_hand(one),
        next_cost=cost_of_next(one) if one.next_renewal_on else None,
        paid_back=tuple(_paid_back(one)),
    )


def _paid_back(one: Subscription) -> Iterator[PaidBack]:
    """Each refund once, although PayPal and the merchant may both tell of it."""
    for each in payments(one.told, EventKind.REFUND):
        if (amount := each.leading.event.amount) is not None:
            yield PaidBack(on=each.leading.on, amount=amount)


def _bill(fact: Fact) -> Bill:
    event = fact.event
    return Bill(on=fact.on, amount=event.amount, due_on=event.due_on, collected=event.collected)


def _less(charged: Money, refunded: Money) -> Money:
    return Money(amount=charged.amount - refunded.amount, currency=charged.currency)


def _sums(charges: Sequence[Charge], price: Money | None) -> tuple[Money, Money] | None:
    """What was charged and what came back of it; amounts in other currencies are not mixed in."""
    known = [one for one in charges if one.amount]
    last = price or (known[-1].amount if known else None)
    if last is None:
        return None
    mine = [one for one in known if one.amount and one.amount.currency == last.currency]
    charged = sum((one.amount.amount for one in mine if one.amount), Decimal(0))
    refunded = sum((one.refunded.amount for one in mine if one.refunded), Decimal(0))
    currency = last.currency
    return Money(amount=charged, currency=currency), Money(amount=refunded, currency=currency)


def _order(one: ToldSubscription) -> tuple[bool, str, str]:
    return (one.status in OVER, one.name.casefold(), one.id)
