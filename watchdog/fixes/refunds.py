"""Whether money comes back: the catalogue's refund rules, judged on a day."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from msgspec.structs import replace

from watchdog.catalog import RefundRule
from watchdog.fixes.model import Case, Eligible, Refund


def judge_refund(case: Case) -> Refund | None:
    """The verdict of the rules that apply to the case, or None when no rule is known."""
    told = [(rule, _judge(rule, case)) for rule in _rules(case)]
    if len(told) > 1:
        return _join({_label(rule, case): verdict for rule, verdict in told})
    return _for_the_plan(*told[0], case) if told else None


def as_owed(refund: Refund, why: str) -> Refund:
    """The same for a charge that should not have come: a plain no is worth asking all the same."""
    if refund.eligible is not Eligible.NO:
        return refund
    return replace(refund, eligible=Eligible.MAYBE, conditions=(why, *refund.conditions))


def _rules(case: Case) -> Sequence[RefundRule]:
    """The service's own rules for the place and plan; the store's where the service has none."""
    if case.channel is None:
        return ()
    # PayPal only moves the money: what the service refunds, it refunds there too.
    place = "direct" if case.channel.id == "paypal" else case.channel.id
    own = [rule for rule in case.service.refunds if rule.channel == place] if case.service else []
    if case.plan is not None:
        named = [rule for rule in own if case.plan.id in rule.plans]
        own = named or [rule for rule in own if not rule.plans]
    return own or ([case.channel.refund] if case.channel.refund else [])


def _judge(rule: RefundRule, case: Case) -> Refund:
    conditions = tuple(case.say(one) for one in rule.conditions)
    if rule.window_days == 0:
        return _over(rule, case, conditions)
    refused = _refused(rule, case)
    if refused:
        return Refund(eligible=Eligible.NO, conditions=refused)
    if rule.window_days is None or case.charged_on is None:
        days = rule.window_days
        asked = (f"you ask within {days} days of the payment",) if days else ()
        return _open(rule, case, (*asked, *conditions))
    until = case.charged_on + timedelta(days=rule.window_days)
    if case.today <= until:
        return replace(_open(rule, case, conditions), until=until)
    ended = f"The {rule.window_days} days after the payment ended on {until.isoformat()}"
    return _over(rule, case, (ended,))


def _refused(rule: RefundRule, case: Case) -> tuple[str, ...]:
    """Why there is no refund by what the user has noted since the payment."""
    notes = {note.id: note.says for note in case.service.notes} if case.service else {}
    since = case.charged_on or date.min
    return tuple(
        f"You noted that {notes[name]} on {day.isoformat()}"
        for name, day in case.noted
        if name in rule.refused_by and name in notes and day >= since
    )


def _for_the_plan(rule: RefundRule, verdict: Refund, case: Case) -> Refund:
    """The verdict of a rule for certain plans where the plan is not known: never a plain yes."""
    if case.plan is not None or not rule.plans or verdict.eligible is Eligible.NO:
        return verdict
    conditions = (f"you have the {_label(rule, case)}", *verdict.conditions)
    return replace(verdict, eligible=Eligible.MAYBE, conditions=conditions)


def _open(rule: RefundRule, case: Case, conditions: tuple[str, ...]) -> Refund:
    certain = not conditions and case.charged_on is not None
    return Refund(
        eligible=Eligible.YES if certain else Eligible.MAYBE,
        conditions=conditions,
        route=case.say(rule.route) if rule.route else None,
        url=rule.url,
    )


def _over(rule: RefundRule, case: Case, conditions: tuple[str, ...]) -> Refund:
    after = case.say(rule.after) if rule.after else None
    return Refund(eligible=Eligible.NO, conditions=conditions, route=after)


def _join(told: Mapping[str, Refund]) -> Refund:
    """One verdict where it is not known which of several rules applies."""
    alive = [one for one in told.values() if one.eligible is not Eligible.NO]
    only = alive[0] if len(alive) == 1 else None
    return Refund(
        eligible=Eligible.MAYBE if alive else Eligible.NO,
        until=min((one.until for one in alive if one.until), default=None),
        conditions=tuple(f"{label}: {_words(one)}" for label, one in told.items()),
        route=only.route if only else None,
        url=only.url if only else None,
    )


def _words(verdict: Refund) -> str:
    if verdict.eligible is Eligible.NO:
        return "no refund"
    until = f"until {verdict.until.isoformat()}" if verdict.until else ""
    hangs_on = f"if {' and '.join(verdict.conditions)}" if verdict.conditions else ""
    return ", ".join(part for part in (until, hangs_on) if part) or "refunded"


def _label(rule: RefundRule, case: Case) -> str:
    plans = case.service.plans if case.service else ()
    return " or ".join(plan.name for plan in plans if plan.id in rule.plans) or "other plans"
