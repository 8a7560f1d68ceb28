"""A finding: one thing that is wrong, with its evidence; and how a detection declares itself."""

import hashlib
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from enum import StrEnum

import msgspec

from parsers.money import Money
from watchdog.catalog import Catalog
from watchdog.timeline.facts import Fact, Statement
from watchdog.timeline.subscriptions import Cancellation, Charge, Subscription

# Visa and Mastercard take a dispute for 120 days (watchdog/catalog/law.toml): older wrong
# charges are history, not something to act on (design 4.2, rule 7).
DISPUTABLE_DAYS = 120


class Severity(StrEnum):
    """How soon somebody has to move."""

    ACT_NOW = "act_now"
    SOON = "soon"
    INFO = "info"


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
    or will happen; `deadline` the last safe day to act.
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


class Reminders(msgspec.Struct, frozen=True, kw_only=True):
    """How many days ahead the user wants to hear of a renewal and of a trial's end."""

    renewal_days: tuple[int, ...] = (30, 7, 3, 1)
    trial_days: tuple[int, ...] = (7, 3, 1)


class Books(msgspec.Struct, frozen=True, kw_only=True):
    """All that a detection may look at. `claims` are facts from mail that is not believed."""

    subscriptions: tuple[Subscription, ...]
    claims: tuple[Fact, ...]
    catalog: Catalog
    today: date
    reminders: Reminders = Reminders()

    def is_recent(self, day: date, days: int) -> bool:
        """Whether `day` lies within the last `days` days."""
        return self.today - timedelta(days=days) <= day <= self.today


class Detection(msgspec.Struct, frozen=True, kw_only=True):
    """A detection: the kind of finding it yields, and the pure function that finds it."""

    kind: str
    find: Callable[[Books], Iterable[Finding]]


def detection(kind: str) -> Callable[[Callable[[Books], Iterable[Finding]]], Detection]:
    """Declare a function as the detection of `kind`; nothing is registered, the folder is read."""

    def declare(find: Callable[[Books], Iterable[Finding]]) -> Detection:
        return Detection(kind=kind, find=find)

    return declare


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
) -> Finding:
    """A finding about a subscription; `hangs_on` names the fact that makes it a different one."""
    key = f"{kind}:{subscription.id}:{hangs_on}"
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
    )


def short_id(key: str) -> str:
    """Seven characters that people can type, the same for the same key."""
    return hashlib.sha256(key.encode()).hexdigest()[:7]


def shown(fact: Fact) -> Evidence:
    """A fact as evidence: the mail and the words it was read from."""
    source = fact.source
    return Evidence(
        message_id=source.message_id,
        on=source.sent_at.date(),
        subject=source.subject,
        sha256=source.sha256,
        says=" … ".join(fact.event.evidence) or fact.event.kind.replace("_", " "),
    )


def shown_charge(charge: Charge) -> tuple[Evidence, ...]:
    """Every mail that reports a charge."""
    return tuple(shown(fact) for fact in charge.evidence)


def shown_end(end: Cancellation) -> Evidence:
    """A cancellation as evidence: the mail, or the user's own word."""
    return shown(end.fact) if end.fact is not None else shown_word(end.statement)


def shown_word(statement: Statement | None) -> Evidence:
    """What the user said, as evidence."""
    said_on = statement.said_at.date() if statement is not None else date.min
    says = "You said that you cancelled it"
    if statement is not None and statement.on is not None:
        says += f" on {statement.on.isoformat()}"
    if statement is not None and statement.channel is not None:
        says += f" ({statement.channel})"
    return Evidence(message_id="", on=said_on, subject="", sha256="", says=says)
