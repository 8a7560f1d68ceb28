"""The case that a fix is made for: what is to be stopped, where, and which payment it is about."""

from collections.abc import Iterable
from datetime import date

from parsers.merchants import fold, resolve
from watchdog.catalog import Catalog, Channel, ChannelKind, Payment, Plan, Service
from watchdog.findings import Finding
from watchdog.fixes.model import Case
from watchdog.fixes.names import NAMELESS, safe_name
from watchdog.fixes.particulars import charge_of
from watchdog.timeline.debits import is_way_known, scheme_of
from watchdog.timeline.facts import Statement, StatementKind
from watchdog.timeline.payment import payment_of
from watchdog.timeline.subscriptions import Charge, Status, Subscription

# The findings that are about a payment: only these have a refund to ask for.
_PAID = {
    "charge_after_cancellation",
    "charged_during_trial",
    "charged_while_paused",
    "double_charge",
    "duplicate_subscription",
    "price_differs_from_announced",
    "price_increase",
    "refund_window_closing",
    "trial_converted",
    "wrong_store",
}


def case_of(
    finding: Finding, subscription: Subscription | None, catalog: Catalog, today: date
) -> Case:
    """The case of a finding."""
    service = catalog.services.get(finding.merchant)
    charge = charge_of(finding, subscription) if subscription and asks_money(finding) else None
    cadence = subscription.cadence if subscription else None
    return Case(
        catalog=catalog,
        service=service,
        name=service.name if service else safe_name(finding.merchant_name, NAMELESS),
        channel=catalog.channels.get(finding.channel or ""),
        plan=catalog.plan_of(finding.merchant, finding.plan, cadence),
        cadence=cadence,
        trial=finding.kind == "trial_ending",
        debit=scheme_of(charge, subscription, catalog),
        is_way_known=is_way_known(charge),
        currency=charge.amount.currency if charge and charge.amount else None,
        charged_on=_charged_on(finding, subscription, charge),
        payment=_payment(finding, charge, subscription),
        other=catalog.channels.get(finding.other_channel or ""),
        payer=_payer(finding.channel, subscription, charge, catalog),
        noted=noted(subscription.statements) if subscription else (),
        today=today,
    )


def case_of_subscription(subscription: Subscription, catalog: Catalog, today: date) -> Case:
    """The case of something that runs, without a finding."""
    service = catalog.services.get(subscription.merchant)
    last = subscription.charges[-1] if subscription.charges else None
    return Case(
        catalog=catalog,
        service=service,
        name=service.name if service else safe_name(subscription.name, NAMELESS),
        channel=catalog.channels.get(subscription.channel or ""),
        plan=catalog.plan_of(subscription.merchant, subscription.plan, subscription.cadence),
        cadence=subscription.cadence,
        trial=subscription.status is Status.TRIALING,
        charged_on=last.on if last else None,
        payment=payment_of(last, subscription),
        payer=_payer(subscription.channel, subscription, last, catalog),
        noted=noted(subscription.statements),
        today=today,
    )


def case_of_service(
    name: str,
    channel: str,
    *,
    plan: str | None,
    catalog: Catalog,
    today: date,
    charged_on: date | None,
    said: Iterable[Statement],
    trial: bool,
) -> Case:
    """The case of a service by its id or a name; `plan` is a plan's id or its name on receipts."""
    service = catalog.services.get(resolve(name, catalog.names()) or name)
    return Case(
        catalog=catalog,
        service=service,
        name=service.name if service else safe_name(name, NAMELESS),
        channel=catalog.channels.get(channel),
        plan=plan_named(service, plan, catalog) if service and plan else None,
        trial=trial,
        charged_on=charged_on,
        noted=noted(one for one in said if service and one.merchant == service.id),
        today=today,
    )


def asks_money(finding: Finding) -> bool:
    """Whether it is about a payment that could come back."""
    return finding.kind in _PAID and finding.resolved_on is None


def noted(statements: Iterable[Statement]) -> tuple[tuple[str, date], ...]:
    """The notes among the user's words, each with its day."""
    return tuple(
        (one.note, one.on or one.said_at.date())
        for one in statements
        if one.kind is StatementKind.NOTED and one.note is not None
    )


def _payment(
    finding: Finding, charge: Charge | None, subscription: Subscription | None
) -> Payment | None:
    if finding.kind == "trial_converted":
        return Payment.AFTER_TRIAL
    return payment_of(charge, subscription)


def _payer(
    channel: str | None, subscription: Subscription | None, charge: Charge | None, catalog: Catalog
) -> Channel | None:
    """Who takes the money of a contract made with the merchant itself, by what the payment says:
    PayPal, where it can be stopped as well.
    """
    if subscription is None or channel != "direct":
        return None
    paid = charge or (subscription.charges[-1] if subscription.charges else None)
    named = [fact.event.channel or "" for fact in paid.evidence] if paid is not None else []
    known = (catalog.channels[one] for one in named if one in catalog.channels)
    return next((one for one in known if one.kind is ChannelKind.PAYMENT_AUTHORITY), None)


def _charged_on(
    finding: Finding, subscription: Subscription | None, charge: Charge | None
) -> date | None:
    if not asks_money(finding):
        return None
    if subscription is None or finding.unproven:
        return finding.on
    return charge.on if charge else None


def plan_named(service: Service, plan: str, catalog: Catalog) -> Plan | None:
    """The plan with that id, or the only one that the words can mean."""
    by_id = {one.id: one for one in service.plans}
    if plan in by_id:
        return by_id[plan]
    alike = [one for one in service.plans if fold(plan) in fold(f"{one.id} {one.name}")]
    if len(alike) > 1:
        return None
    return alike[0] if alike else catalog.plan_of(service.id, plan)
