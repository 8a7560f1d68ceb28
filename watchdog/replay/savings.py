"""What it would have been worth to be told: only money of payments that the ledger knows."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

import msgspec

from parsers.money import Money
from watchdog.books import DISPUTABLE_DAYS
from watchdog.findings import Finding
from watchdog.fixes.particulars import charge_of
from watchdog.replay.days import Told
from watchdog.timeline.history import is_whole
from watchdog.timeline.subscriptions import Charge, Subscription

# A payment that should not have been taken: it can be asked back while a dispute is open.
_WRONG = {
    "charge_after_cancellation",
    "charged_during_trial",
    "charged_while_paused",
    "double_charge",
    "wrong_store",
}
# A bill of the wrong place is owed there: only what comes after it was told can be saved.
_TAKEN = _WRONG - {"wrong_store"}
# A warning of a payment to come.
_AHEAD = {
    "pause_ending",
    "price_change_announced",
    "promo_ending",
    "renewal_approaching",
    "trial_ending",
}
# Told after a payment that was owed; the next one need not be made.
_NEXT = {"duplicate_subscription", "price_increase", "trial_converted"}
# Who ends it within a month of paying did not want to pay.
_REGRET_DAYS = 30
# Retries and late receipts come after the day that was announced.
_LATE_DAYS = 10


class Kind(StrEnum):
    """`avoidable` need not have left, `recoverable` had left and could still be asked back."""

    AVOIDABLE = "avoidable"
    RECOVERABLE = "recoverable"


class Saving(msgspec.Struct, frozen=True, kw_only=True):
    """One payment that being told could have saved."""

    kind: Kind
    amount: Money


class Worth(msgspec.Struct, frozen=True, kw_only=True):
    """The savings by what was told (its key and day), and their sums; a payment counts once."""

    by_told: Mapping[tuple[str, date], tuple[Saving, ...]]
    avoidable: tuple[Money, ...]
    recoverable: tuple[Money, ...]


def worth_of(told: Sequence[Told], subscriptions: Iterable[Subscription]) -> Worth:
    """The worth of what was told, oldest first; `subscriptions` are those of the last day."""
    by_id = {one.id: one for one in subscriptions}
    by_merchant: dict[str, list[Subscription]] = defaultdict(list)
    for sold in by_id.values():
        by_merchant[sold.merchant].append(sold)
    warned: dict[str, date] = {}
    counted: set[tuple[str, int]] = set()
    found: dict[tuple[str, date], tuple[Saving, ...]] = {}
    for one in told:
        own = by_id.get(one.finding.subscription or "")
        if own is None:
            continue
        savings = []
        for paid, charge in _charges(one, own, by_merchant[own.merchant]):
            place = (paid.id, paid.charges.index(charge))
            if place not in counted and charge.refund is None and charge.amount is not None:
                counted.add(place)
                kind = _kind(one, charge, warned.get(own.id))
                savings.append(Saving(kind=kind, amount=charge.amount))
        if one.finding.kind in _WRONG:
            warned.setdefault(own.id, one.on)
        found[one.key, one.on] = tuple(savings)
    each = [saving for savings in found.values() for saving in savings]
    return Worth(
        by_told=found,
        avoidable=_sums(each, Kind.AVOIDABLE),
        recoverable=_sums(each, Kind.RECOVERABLE),
    )


def _kind(told: Told, charge: Charge, warned_on: date | None) -> Kind:
    """Avoidable is what was taken after something was told of it."""
    since = min(told.on, warned_on) if warned_on else told.on
    return Kind.AVOIDABLE if since < charge.on else Kind.RECOVERABLE


def _charges(
    told: Told, own: Subscription, family: Iterable[Subscription]
) -> Iterator[tuple[Subscription, Charge]]:
    """The payments that being told could have saved, each with what it was paid for."""
    finding = told.finding
    if finding.kind in _TAKEN:
        charge = charge_of(finding, own)
        if charge and told.on <= charge.on + timedelta(days=DISPUTABLE_DAYS):
            yield own, charge
    if finding.kind == "wrong_store":  # which is told once, whatever is billed after it
        yield from ((own, one) for one in own.charges if one.on > told.on)
    if finding.kind in _AHEAD:
        yield from ((own, one) for one in _regretted(told, finding, own))
    if finding.kind in _NEXT:
        # Of what is paid in two places either one may be the one that is given up.
        several = family if finding.kind == "duplicate_subscription" else (own,)
        yield from ((one, charge) for one in several for charge in _next(told, one))


def _next(told: Told, subscription: Subscription) -> Iterator[Charge]:
    """The first payment after being told, when it was ended soon after it."""
    paid = [one for one in subscription.charges if is_whole(one) and one.on > told.on]
    if paid and _is_given_up(paid, subscription):
        yield paid[0]


def _is_given_up(paid: Sequence[Charge], subscription: Subscription) -> bool:
    """Whether it was ended within a month of the first of these payments, and before the next."""
    first = paid[0].on
    last = min([first + timedelta(days=_REGRET_DAYS), *(one.on for one in paid[1:2])])
    ends = (end for end in subscription.cancellations if end.undone_on is None)
    return any(first <= end.on <= last for end in ends)


def _regretted(told: Told, finding: Finding, subscription: Subscription) -> Iterator[Charge]:
    """The payment after a warning in time, when it was ended soon after it and not paid again."""
    last_safe = finding.deadline or finding.on - timedelta(days=1)
    latest = finding.on + timedelta(days=_LATE_DAYS)
    paid = [c for c in subscription.charges if is_whole(c) and c.on > last_safe]
    if told.on > last_safe or not paid or paid[0].on > latest:
        return
    if _is_given_up(paid, subscription):
        yield paid[0]


def _sums(found: Iterable[Saving], kind: Kind) -> tuple[Money, ...]:
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for one in found:
        if one.kind is kind:
            sums[one.amount.currency] += one.amount.amount
    return tuple(Money(amount=sums[currency], currency=currency) for currency in sorted(sums))
