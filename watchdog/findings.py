"""A finding: one thing that is wrong, with its evidence; and how a detection declares itself."""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from functools import cached_property
from itertools import takewhile

import msgspec
from babel.numbers import get_currency_precision

from parsers.money import Money
from watchdog import degrees
from watchdog.catalog import Catalog
from watchdog.language import said_day, say
from watchdog.outages import Outage
from watchdog.readings import Readings
from watchdog.timeline.facts import Fact, Statement
from watchdog.timeline.places import place_of
from watchdog.timeline.subscriptions import Cancellation, Charge, Subscription
from watchdog.timeline.words import sentence

# Visa and Mastercard take a dispute for 120 days (watchdog/catalog/law.toml): older wrong
# charges are history, not something to act on (design 4.2, rule 7).
DISPUTABLE_DAYS = 120

Severity = degrees.Severity


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
        """What is to be done by today or tomorrow cannot wait for the weekly letter."""
        tomorrow = self.today + timedelta(days=1)
        near = deadline is not None and self.today <= deadline <= tomorrow
        return Severity.ACT_NOW if near else otherwise

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


def came_back(charge: Charge) -> str:
    """The sentence that says that a charge was paid back, or that money came back and nobody said
    how much; or "".
    """
    if charge.refund is not None:
        return say(" It was paid back on {day}.", day=said_day(charge.refund.on))
    if charge.refund_unsaid is not None:
        day = said_day(charge.refund_unsaid.on)
        return say(" A mail of {day} says that money came back, but not how much.", day=day)
    return ""


def settled_on(charge: Charge) -> date | None:
    """The day on which a charge was paid back."""
    return charge.refund.on if charge.refund is not None else None


def severity_of(charge: Charge, otherwise: Severity) -> Severity:
    """Nobody has to move for money that came back."""
    return Severity.INFO if charge.refund is not None else otherwise


def place_name(channel: str | None, catalog: Catalog) -> str:
    """Where something was bought, in English: `at_place` and `by_place` say it in a sentence."""
    known = catalog.channels.get("direct" if place_of(channel) == "direct" else str(channel))
    return known.place if known else str(channel).replace("_", " ").title()


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
    """Every mail that reports a charge, and the one that gives it back."""
    came = charge.refund or charge.refund_unsaid
    back = (came,) if came is not None else ()
    return tuple(shown(fact) for fact in (*charge.evidence, *back))


def shown_end(end: Cancellation) -> Evidence:
    """A cancellation as evidence: the mail, or the user's own word."""
    return shown(end.fact) if end.fact is not None else shown_word(end.statement)


def shown_word(statement: Statement | None) -> Evidence:
    """What the user said, as evidence."""
    said_on = statement.said_at.date() if statement is not None else date.min
    says = sentence(statement) if statement is not None else ""
    return Evidence(message_id="", on=said_on, subject="", sha256="", says=says)
