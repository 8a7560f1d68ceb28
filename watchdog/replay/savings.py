"""What it would have been worth to be told: only money of payments that the ledger knows."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

import msgspec

from parsers.money import Money
from watchdog.findings import DISPUTABLE_DAYS, Finding
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
# A warning of a payment to come.
_AHEAD = {"pause_ending", "promo_ending", "renewal_approaching", "trial_ending"}
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
    warned: dict[str, date] = {}
    counted: set[tuple[str, int]] = set()
    found: dict[tuple[str, date], tuple[Saving, ...]] = {}
    for one in told:
        own = by_id.get(one.finding.subscription or "")
        if own is None:
            continue
        savings = []
        for charge in _charges(one, own):
            place = (own.id, own.charges.index(charge))
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


def _charges(told: Told, subscription: Subscription) -> Iterator[Charge]:
    """The payments that being told could have saved."""
    finding = told.finding
    if finding.kind in _WRONG:
        charge = charge_of(finding, subscription)
        if charge and told.on <= charge.on + timedelta(days=DISPUTABLE_DAYS):
            yield charge
    if finding.kind == "wrong_store":  # which is told once, whatever is billed after it
        yield from (one for one in subscription.charges if one.on > told.on)
    if finding.kind in _AHEAD:
        yield from _regretted(told, finding, subscription)


def _regretted(told: Told, finding: Finding, subscription: Subscription) -> Iterator[Charge]:
    """The payment after a warning in time, when it was ended soon after it and not paid again."""
    last_safe = finding.deadline or finding.on - timedelta(days=1)
    latest = finding.on + timedelta(days=_LATE_DAYS)
    paid = [c for c in subscription.charges if is_whole(c) and c.on > last_safe]
    if told.on > last_safe or not paid or paid[0].on > latest:
        return
    charge = paid[0]
    last = min([charge.on + timedelta(days=_REGRET_DAYS), *(c.on for c in paid[1:2])])
    ends = (end for end in subscription.cancellations if end.undone_on is None)
    if any(charge.on <= end.on <= last for end in ends):
        yield charge


def _sums(found: Iterable[Saving], kind: Kind) -> tuple[Money, ...]:
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for one in found:
        if one.kind is kind:
            sums[one.amount.currency] += one.amount.amount
    return tuple(Money(amount=sums[currency], currency=currency) for currency in sorted(sums))
