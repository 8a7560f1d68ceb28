"""Findings to fixes: how to put a thing right, from the catalogue alone, never from a mail."""

from collections.abc import Iterable
from datetime import date, timedelta

from msgspec.structs import replace

from parsers.merchants import resolve
from watchdog.catalog import Advice, Catalog, Plan, Route, Service
from watchdog.findings import Finding
from watchdog.fixes.letters import (
    Draft,
    LetterKind,
    Unwritten,
    advised_letter,
    as_mail,
    draft_letter,
    usual_kind,
)
from watchdog.fixes.model import Case, Eligible, Fix, Refund
from watchdog.fixes.names import safe_name
from watchdog.fixes.particulars import charge_of
from watchdog.fixes.refunds import as_owed, judge_refund
from watchdog.fixes.routes import known_route, pause_of, route_of
from watchdog.timeline.facts import Statement, StatementKind
from watchdog.timeline.subscriptions import Subscription

__all__ = [
    "Draft",
    "Eligible",
    "Fix",
    "LetterKind",
    "Refund",
    "Unwritten",
    "as_mail",
    "draft_letter",
    "fix_for",
    "fix_for_service",
    "usual_kind",
]

_DISPUTES = ("visa_13_2", "mastercard_4853")
_NAMELESS = "this subscription"
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


def fix_for(
    finding: Finding, subscription: Subscription | None, catalog: Catalog, *, today: date
) -> Fix:
    """The fix of a finding; every finding has one, if only how to find out where it was bought."""
    if finding.kind == "fake_invoice":
        return _do_nothing(finding, catalog)
    case = _case(finding, subscription, catalog, today)
    advice = catalog.advice["stop"]
    if finding.resolved_on is None:
        advice = catalog.advice.get(finding.kind, advice)
    fix = _fix(case, advice, judge_refund(case) if case.charged_on else None)
    letter = None
    if advice.letter and subscription is not None:
        letter = advised_letter(finding, subscription, catalog)
    days = [finding.deadline, fix.refund.until if fix.refund and advice.asks_refund else None]
    ahead = [day for day in days if day is not None and day >= today]
    return replace(fix, letter=letter, deadline=min(ahead, default=finding.deadline))


def fix_for_service(
    service_id: str,
    channel: str,
    *,
    plan: str | None = None,
    catalog: Catalog,
    today: date,
    charged_on: date | None = None,
    said: Iterable[Statement] = (),
    trial: bool = False,
) -> Fix | None:
    """How to stop a service in a channel, or None when nothing certain is known about that.

    `service_id` may also be a name; `plan` a plan's id or its name on a receipt. In a store an
    unknown service has the store's own steps. `said` is the user's word: notes decide refunds.
    """
    service = catalog.services.get(resolve(service_id, catalog.names()) or service_id)
    case = Case(
        catalog=catalog,
        service=service,
        name=service.name if service else safe_name(service_id, _NAMELESS),
        channel=catalog.channels.get(channel),
        plan=_plan(service, plan, catalog),
        trial=trial,
        charged_on=charged_on,
        noted=noted(one for one in said if service and one.merchant == service.id),
        today=today,
    )
    if known_route(case) is None:
        return None
    fix = _fix(case, catalog.advice["stop"], judge_refund(case))
    traps = service.traps if service else ()
    return replace(fix, notes=(*fix.notes, *traps))


def _case(
    finding: Finding, subscription: Subscription | None, catalog: Catalog, today: date
) -> Case:
    service = catalog.services.get(finding.merchant)
    cadence = subscription.cadence if subscription else None
    return Case(
        catalog=catalog,
        service=service,
        name=service.name if service else safe_name(finding.merchant_name, _NAMELESS),
        channel=catalog.channels.get(finding.channel or ""),
        plan=catalog.plan_of(finding.merchant, finding.plan, cadence),
        trial=finding.kind == "trial_ending",
        charged_on=_charged_on(finding, subscription) if _asks_money(finding) else None,
        noted=noted(subscription.statements) if subscription else (),
        today=today,
    )


def noted(statements: Iterable[Statement]) -> tuple[tuple[str, date], ...]:
    """The notes among the user's words, each with its day."""
    return tuple(
        (one.note, one.on or one.said_at.date())
        for one in statements
        if one.kind is StatementKind.NOTED and one.note is not None
    )


def _asks_money(finding: Finding) -> bool:
    return finding.kind in _PAID and finding.resolved_on is None


def _charged_on(finding: Finding, subscription: Subscription | None) -> date | None:
    if subscription is None:
        return finding.on
    charge = charge_of(finding, subscription)
    return charge.on if charge else None


def _plan(service: Service | None, plan: str | None, catalog: Catalog) -> Plan | None:
    if service is None or plan is None:
        return None
    by_id = {one.id: one for one in service.plans}
    return by_id.get(plan) or catalog.plan_of(service.id, plan)


def _fix(case: Case, advice: Advice, refund: Refund | None) -> Fix:
    route = route_of(case) if advice.stops else Route()
    if refund is not None and advice.owed:
        refund = as_owed(refund, case.say(advice.owed))
    if case.channel is None and advice.stops:
        title = case.catalog.advice["find_out"].title
    else:
        title = advice.title
    pause = pause_of(case) if advice.offers_pause else ()
    notes = (*(case.say(note) for note in advice.notes), *route.notes, *pause)
    return Fix(
        channel=case.channel.id if case.channel else None,
        title=case.say(title),
        steps=(
            *(case.say(step) for step in advice.before),
            *route.steps,
            *_money_back(case, advice, refund),
        ),
        url=route.url,
        refund=refund,
        verified_on=route.verified_on,
        source=route.source,
        notes=tuple(dict.fromkeys(notes)),
    )


def _money_back(case: Case, advice: Advice, refund: Refund | None) -> Iterable[str]:
    """How to ask for the money, and whom to ask when that does not help."""
    yield from (case.say(step) for step in advice.after)
    if advice.asks_refund and refund is not None and refund.route:
        yield refund.route
    if advice.dispute is None or case.charged_on is None:
        return
    until = case.charged_on + timedelta(days=_dispute_days(case.catalog))
    if case.channel is not None and case.channel.dispute:
        yield case.channel.dispute
    elif case.today <= until:
        yield case.say(advice.dispute, dispute_until=until.isoformat())


def _dispute_days(catalog: Catalog) -> int:
    return min(days for name in _DISPUTES if (days := catalog.law[name].days) is not None)


def _do_nothing(finding: Finding, catalog: Catalog) -> Fix:
    advice = catalog.advice[finding.kind]
    known = catalog.services.get(finding.merchant) or catalog.channels.get(finding.merchant)
    address = known.domains[0] if known and known.domains else "its address"
    return Fix(
        channel=None,
        title=advice.title,
        steps=tuple(step.format(site=address) for step in advice.before),
        deadline=finding.deadline,
        notes=advice.notes,
    )
