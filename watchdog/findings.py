"""A finding: one thing that is wrong, with its evidence, under a key that stays."""

import hashlib
from collections.abc import Iterable
from datetime import date

import msgspec
from babel.numbers import get_currency_precision

from parsers.money import Money
from watchdog.degrees import Severity
from watchdog.timeline.places import place_of
from watchdog.timeline.subscriptions import Charge, Subscription


class Evidence(msgspec.Struct, frozen=True, kw_only=True):
    """One mail (or the user's word) and what it says."""

    message_id: str
    on: date
    subject: str
    sha256: str
    says: str


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that is wrong, told once.

    `key` is stable across re-reading: the kind, the merchant and the fact it hangs on; `id` is
    the short form people type. `subscription` is a subscription's id; `on` the day it happened
    or will happen; `deadline` the last safe day to act; `woken_on` when a snooze of it ended.
    `other_channel` is another place that plays a part: where it was cancelled in vain; `unproven`:
    no receipt tells of the payment that it is about.
    """

    id: str
    key: str
    kind: str
    subscription: str | None
    merchant: str
    merchant_name: str
    channel: str | None
    plan: str | None
    severity: Severity
    on: date
    deadline: date | None
    at_stake: Money | None
    says: str
    evidence: tuple[Evidence, ...]
    woken_on: date | None = None
    resolved_on: date | None = None
    other_channel: str | None = None
    unproven: bool = False

    @property
    def ids(self) -> tuple[str, ...]:
        """Its id, and the one that it has while no other subscription has the like of it."""
        alone = self.key.removesuffix(f"@{self.subscription}")
        return (self.id,) if alone == self.key else (self.id, short_id(alone))


def finding(
    kind: str,
    subscription: Subscription,
    *,
    hangs_on: str,
    severity: Severity,
    on: date,
    says: str,
    evidence: Iterable[Evidence],
    deadline: date | None = None,
    at_stake: Money | None = None,
    resolved_on: date | None = None,
    other_channel: str | None = None,
    unproven: bool = False,
) -> Finding:
    """A finding about a subscription; `hangs_on` names the fact that makes it a different one.

    The key leaves out mailbox, plan and receipt number: they may be known better tomorrow.
    """
    key = f"{kind}:{subscription.merchant}:{hangs_on}"
    return Finding(
        id=short_id(key),
        key=key,
        kind=kind,
        subscription=subscription.id,
        merchant=subscription.merchant,
        merchant_name=subscription.name,
        channel=subscription.channel,
        plan=subscription.plan,
        severity=severity,
        on=on,
        deadline=deadline,
        at_stake=at_stake,
        says=says,
        evidence=tuple(evidence),
        resolved_on=resolved_on,
        other_channel=other_channel,
        unproven=unproven,
    )


def short_id(key: str) -> str:
    """Seven characters that people can type, the same for the same key."""
    return hashlib.sha256(key.encode()).hexdigest()[:7]


def hang(subscription: Subscription, *facts: object) -> str:
    """What a finding hangs on: the place of purchase and the facts."""
    return ":".join([place_of(subscription.channel), *map(str, facts)])


def hang_on_charge(subscription: Subscription, charge: Charge) -> str:
    """A charge as what a finding hangs on, the same whoever else reports it later."""
    first, price = _first_day(charge), priced(charge.amount)
    same_day = [one for one in subscription.charges if one.on >= first and _first_day(one) == first]
    same = [one for one in same_day if priced(one.amount) == price]
    return hang(subscription, first.isoformat(), price, same.index(charge) + 1)


def _first_day(charge: Charge) -> date:
    return min(fact.on for fact in charge.evidence) if len(charge.evidence) > 1 else charge.on


def priced(amount: Money | None) -> str:
    """Money as keys and scripts have it, in no user's language: "1,299.00 USD", "1,490 JPY"; ""
    where it is not known.
    """
    if amount is None:
        return ""
    return f"{amount.amount:,.{get_currency_precision(amount.currency)}f} {amount.currency}"
