"""Findings to fixes: how to put a thing right, from the catalogue alone, never from a mail."""

from collections.abc import Iterable
from datetime import date, timedelta

from msgspec.structs import replace

from watchdog.catalog import Advice, Catalog, Route
from watchdog.findings import Finding
from watchdog.fixes.cases import case_of, case_of_service, case_of_subscription
from watchdog.fixes.debits import of_debits
from watchdog.fixes.letters import (
    Draft,
    LetterKind,
    Unwritten,
    advised_letter,
    as_mail,
    draft_letter,
    usual_kind,
)
from watchdog.fixes.model import Case, Eligible, Fix, Refund, Right
from watchdog.fixes.refunds import as_owed, judge_refund
from watchdog.fixes.rights import rights_of
from watchdog.fixes.routes import (
    commitments,
    doubt,
    instead,
    route_of,
    traps,
    unknown_notice,
    useless,
)
from watchdog.language import said_day, say, spoken, translated
from watchdog.timeline.facts import Statement
from watchdog.timeline.subscriptions import Subscription

__all__ = [
    "Draft",
    "Eligible",
    "Fix",
    "LetterKind",
    "Refund",
    "Right",
    "Unwritten",
    "as_mail",
    "doubt",
    "draft_letter",
    "fix_for",
    "fix_for_service",
    "fix_for_subscription",
    "usual_kind",
]

_DISPUTES = ("visa_13_2", "mastercard_4853")
_STOP = "stop"
# What is to be ended before a day, for which it may be too late on that day.
_IN_TIME = {
    "pause_ending",
    "price_change_announced",
    "price_increase",
    "promo_ending",
    "renewal_approaching",
    _STOP,
}
_UNPROVEN = "trial_over"
_LAPSING = "lapsing"


def fix_for(
    finding: Finding, subscription: Subscription | None, catalog: Catalog, *, today: date
) -> Fix:
    """The fix of a finding; every finding has one, if only how to find out where it was bought."""
    if finding.kind == "fake_invoice":
        return _do_nothing(finding, catalog)
    case = case_of(finding, subscription, catalog, today)
    # Of money that came back already only the way out is left to say.
    kind = finding.kind if finding.resolved_on is None else _STOP
    if subscription is not None and kind in _IN_TIME and subscription.lapses_on == finding.on:
        kind = _LAPSING
    told = _UNPROVEN if finding.unproven else kind
    advice = catalog.advice.get(told, catalog.advice[_STOP])
    fix = _fix(case, kind, advice, judge_refund(case) if case.charged_on else None)
    letter = None
    if advice.letter and subscription is not None:
        letter = advised_letter(finding, subscription, catalog)
    days = [finding.deadline, fix.refund.until if fix.refund and advice.asks_refund else None]
    ahead = [day for day in days if day is not None and day >= today]
    return replace(fix, letter=letter, deadline=min(ahead, default=finding.deadline))


def fix_for_service(
    name: str,
    channel: str,
    *,
    plan: str | None = None,
    catalog: Catalog,
    today: date,
    charged_on: date | None = None,
    said: Iterable[Statement] = (),
    trial: bool = False,
) -> Fix:
    """How to stop a service in a channel; a place's general steps, and a word that they are, where
    the catalogue knows no better.

    `name` may be an id, or a name on receipts; `plan` a plan's id or its name on a receipt. `said`
    is the user's word: notes decide refunds.
    """
    case = case_of_service(
        name,
        channel,
        plan=plan,
        catalog=catalog,
        today=today,
        charged_on=charged_on,
        said=said,
        trial=trial,
    )
    return _fix_at_leisure(case)


def fix_for_subscription(subscription: Subscription, catalog: Catalog, *, today: date) -> Fix:
    """How to stop something of the ledger, at the place and with the plan that it knows."""
    return _fix_at_leisure(case_of_subscription(subscription, catalog, today))


def _fix_at_leisure(case: Case) -> Fix:
    """The fix for somebody who asks by himself: with all that is worth knowing beforehand."""
    fix = _fix(case, _STOP, case.catalog.advice[_STOP], judge_refund(case))
    return replace(fix, notes=tuple(dict.fromkeys((*fix.notes, *traps(case)))))


def _fix(case: Case, kind: str, advice: Advice, refund: Refund | None) -> Fix:
    route = route_of(case) if advice.stops else Route()
    if refund is not None and advice.owed:
        refund = as_owed(refund, case.say(advice.owed))
    if case.channel is None and advice.stops and not advice.own_title:
        title = case.catalog.advice["find_out"].title
    else:
        title = advice.title
    notes = (*commitments(case), *(case.say(note) for note in advice.notes), *route.notes)
    notes += tuple(instead(case)) if advice.offers_pause else ()
    if kind in _IN_TIME:
        notes = (*unknown_notice(case), *notes)
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
        sure=route.sure,
        notes=tuple(dict.fromkeys(notes)),
        does_not_work=tuple(dict.fromkeys(useless(case))) if advice.stops else (),
        law=tuple(rights_of(case, kind)),
    )


def _money_back(case: Case, advice: Advice, refund: Refund | None) -> Iterable[str]:
    """How to ask for the money, and whom to ask when that does not help."""
    yield from (case.say(step) for step in advice.after)
    if advice.asks_refund and refund is not None and refund.route:
        yield _to_ask(refund, refund.route)
    if advice.dispute is None or case.charged_on is None:
        return
    until = case.charged_on + timedelta(days=_dispute_days(case.catalog))
    places = (one.dispute for one in (case.payer, case.channel) if one is not None)
    if there := next(filter(None, places), None):
        yield there
        return
    if case.debit is None and case.today <= until:
        yield case.say(advice.dispute, dispute_until=said_day(until))
    yield from of_debits(case)


def _to_ask(refund: Refund, route: str) -> str:
    """How to ask as a step among others; where it is too late, what can still be tried."""
    if refund.eligible is Eligible.NO:
        return route
    # Within a sentence, but not within one of another language than its own.
    told = route[0].lower() + route[1:] if spoken().words == "en" else route
    return say("To get the money back: {route}", route=told)


def _dispute_days(catalog: Catalog) -> int:
    return min(days for name in _DISPUTES if (days := catalog.law[name].days) is not None)


def _do_nothing(finding: Finding, catalog: Catalog) -> Fix:
    advice = catalog.advice[finding.kind]
    known = catalog.services.get(finding.merchant) or catalog.channels.get(finding.merchant)
    address = known.domains[0] if known and known.domains else "its address"
    return Fix(
        channel=None,
        title=translated(advice.title),
        steps=tuple(translated(step).format(site=address) for step in advice.before),
        deadline=finding.deadline,
        notes=tuple(map(translated, advice.notes)),
    )
