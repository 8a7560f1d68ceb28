"""What a letter can say of a case: the payment, the cancellation, the promise, the names."""

from collections.abc import Iterable, Sequence
from datetime import date

import msgspec

from parsers.events import EventKind
from parsers.money import Money
from watchdog.catalog import Catalog, ChannelKind
from watchdog.findings import Finding
from watchdog.fixes.names import NAMELESS, is_last_four, is_reference, safe_name
from watchdog.timeline.facts import Fact
from watchdog.timeline.subscriptions import Cancellation, Charge, Subscription
from watchdog.timeline.taken_bills import as_charged

_SELLERS = (ChannelKind.STORE, ChannelKind.MERCHANT_OF_RECORD)


class Particulars(msgspec.Struct, frozen=True, kw_only=True):
    """The blanks of a letter as facts; `what` and `payee` are safe to show.

    `charge` is the payment that the letter is about, `last` the last one before it or at all;
    `end` the cancellation, `promise` the mail that promised a refund.
    """

    what: str
    payee: str
    charge: Charge | None
    last: Charge | None
    end: Cancellation | None
    promise: Fact | None
    trial_ends_on: date | None

    @property
    def amount(self) -> Money | None:
        """What was promised, else what was paid."""
        promised = self.promise.event.amount if self.promise else None
        return promised or (self.charge.amount if self.charge else None)

    @property
    def payment_reference(self) -> str | None:
        """The number of the payment, where it is one."""
        number = self.charge.reference if self.charge else None
        return number if is_reference(number) else None

    @property
    def cancellation_reference(self) -> str | None:
        """The number of the cancellation, where it is one."""
        number = self.end.fact.event.reference if self.end and self.end.fact else None
        return number if is_reference(number) else None

    @property
    def ended_on(self) -> date | None:
        """The end that the merchant named, where the payment came after it."""
        until = self.end.access_until if self.end and self.end.fact else None
        is_after = until is not None and self.charge is not None and until < self.charge.on
        return until if is_after else None

    @property
    def account(self) -> str | None:
        """The number of the account that is billed, as a mail of the payment names it."""
        facts = self.charge.evidence if self.charge else ()
        return next((n for fact in facts if is_reference(n := fact.event.account)), None)

    @property
    def last_four(self) -> str | None:
        """The end of the number of the card that paid."""
        facts = self.charge.evidence if self.charge else ()
        told = (fact.event.last_four for fact in facts)
        return next((number for number in told if is_last_four(number)), None)


def gather(
    finding: Finding | None,
    subscription: Subscription,
    catalog: Catalog,
    *,
    family: Iterable[Subscription] = (),
) -> Particulars:
    """The particulars of a finding, else of the last payment after the last cancellation.

    `family`: all subscriptions, where a cancellation in another place has to be looked for.
    """
    name = name_of(subscription, catalog)
    plan = safe_name(finding.plan if finding else subscription.plan, "")
    end = _end(finding, subscription, family)
    return Particulars(
        what=f"{plan} ({name})" if plan and name not in plan else plan or name,
        payee=_payee(subscription, catalog, name),
        charge=charge_of(finding, subscription) if finding else _charge_after(end, subscription),
        last=subscription.charges[-1] if subscription.charges else None,
        end=end,
        promise=_promise(finding, subscription),
        trial_ends_on=subscription.trial_ends_on,
    )


def name_of(subscription: Subscription, catalog: Catalog) -> str:
    """The merchant by the catalogue's name, else by its own if that can be shown."""
    service = catalog.services.get(subscription.merchant)
    return service.name if service else safe_name(subscription.name, NAMELESS)


def charge_of(finding: Finding, subscription: Subscription) -> Charge | None:
    """The payment that a finding is about: the one of its day, or the bill that is taken for it."""
    charges = as_charged(subscription).charges
    same_day = [charge for charge in charges if charge.on == finding.on]
    proofs = _proofs(finding)
    proved = [c for c in same_day if any(fact.source.sha256 in proofs for fact in c.evidence)]
    return next(iter(proved or same_day), None)


def _payee(subscription: Subscription, catalog: Catalog, name: str) -> str:
    channel = catalog.channels.get(subscription.channel or "")
    return channel.place if channel and channel.kind in _SELLERS else name


def _end(
    finding: Finding | None, subscription: Subscription, family: Iterable[Subscription]
) -> Cancellation | None:
    own = _ends_before(finding, subscription.cancellations)
    if own or finding is None or finding.kind != "wrong_store":
        return own
    told = [one.cancellations for one in family if one.merchant == subscription.merchant]
    ends = sorted((end for ends in told for end in ends), key=lambda end: end.on)
    return _ends_before(finding, ends)


def _ends_before(finding: Finding | None, ends: Sequence[Cancellation]) -> Cancellation | None:
    before = [end for end in ends if finding is None or end.on <= finding.on]
    return before[-1] if before else None


def _charge_after(end: Cancellation | None, subscription: Subscription) -> Charge | None:
    """The last payment after a cancellation that nobody has paid back."""
    if end is None:
        return None
    after = [one for one in subscription.charges if one.on > end.on and one.refund is None]
    return after[-1] if after else None


def _promise(finding: Finding | None, subscription: Subscription) -> Fact | None:
    if finding is None or finding.kind != "refund_overdue":
        return None
    promised = [f for f in subscription.told if f.event.kind is EventKind.REFUND_PROMISED]
    return next((f for f in promised if f.source.sha256 in _proofs(finding)), None)


def _proofs(finding: Finding) -> set[str]:
    return {one.sha256 for one in finding.evidence}
