"""Whether money comes back: the catalogue's refund rules, judged on a day."""

from collections.abc import Sequence
from datetime import date

from msgspec.structs import replace

from watchdog.catalog import RefundRule
from watchdog.catalog.scope import rules_for
from watchdog.catalog.windows import last_day, safe_day, span
from watchdog.fixes.model import Case, Eligible, Refund
from watchdog.fixes.scope import Applying, applying, payments_of
from watchdog.language import headed, said_day, say


def judge_refund(case: Case) -> Refund | None:
    """The verdict of the rules that apply to the case, or None when no rule is known."""
    rules = rules_for(case.service, case.channel, case.plan, case.catalog, cadence=case.cadence)
    told = [(one, _judge(one.rule, case)) for one in applying(rules, case)]
    if not told:
        return _for_others(rules, case) if rules else None
    sure = [verdict for one, verdict in told if not one.open and verdict.eligible is Eligible.YES]
    if sure:
        return max(sure, key=lambda one: one.until or date.max)
    if len({verdict for _, verdict in told}) > 1:
        return _join(told)
    shared = tuple(one for one in told[0][0].open if all(one in other.open for other, _ in told))
    return _questioned(shared, told[0][1])


def as_owed(refund: Refund, why: str) -> Refund:
    """The same for a charge that should not have come: a plain no is worth asking all the same."""
    if refund.eligible is not Eligible.NO:
        return refund
    return replace(refund, eligible=Eligible.MAYBE, conditions=(why, *refund.conditions))


def _judge(rule: RefundRule, case: Case) -> Refund:
    conditions = tuple(case.say(one) for one in rule.conditions)
    if rule.window_days == 0:
        return _over(rule, case, conditions)
    refused = _refused(rule, case)
    if refused:
        return Refund(eligible=Eligible.NO, conditions=refused)
    if rule.window_days is None or case.charged_on is None:
        asked = say("you ask within {time} of the payment", time=span(rule))
        return _open(rule, case, (*([asked] if rule.window_days else []), *conditions))
    last = last_day(rule, case.charged_on) or case.today
    if case.today > last:
        ended = say(
            "The {time} after the payment ended on {day}",
            time=span(rule),
            day=said_day(last),
        )
        return _over(rule, case, (ended,))
    if rule.to_the_hour and case.today == last:
        today = say(
            "you ask at once: the {time} end today, at the hour of the payment", time=span(rule)
        )
        conditions = (today, *conditions)
    until = safe_day(rule, case.charged_on, case.today)
    return replace(_open(rule, case, conditions), until=until)


def _refused(rule: RefundRule, case: Case) -> tuple[str, ...]:
    """Why there is no refund by what the user has noted since the payment."""
    notes = {note.id: note.says for note in case.service.notes} if case.service else {}
    since = case.charged_on or date.min
    return tuple(
        say("You noted that {note} on {day}", note=notes[name], day=said_day(day))
        for name, day in case.noted
        if name in rule.refused_by and name in notes and day >= since
    )


def _questioned(open_questions: tuple[str, ...], verdict: Refund) -> Refund:
    """The verdict of rules of which it is not known whether they apply: never a plain yes."""
    if not open_questions or verdict.eligible is Eligible.NO:
        return verdict
    conditions = (*open_questions, *verdict.conditions)
    return replace(verdict, eligible=Eligible.MAYBE, conditions=conditions)


def _for_others(rules: Sequence[RefundRule], case: Case) -> Refund:
    """The verdict where every rule is for another payment than this."""
    why = say(
        "By what we know of the rules of {service}, only {payment} is refunded",
        service=case.name,
        payment=payments_of(rules),
    )
    return _over(rules[0], case, (why,))


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


def _join(told: Sequence[tuple[Applying, Refund]]) -> Refund:
    """One verdict where it is not known which of several rules applies."""
    verdicts = [verdict for _, verdict in told]
    alive = [one for one in verdicts if one.eligible is not Eligible.NO]
    routes = {(one.route, one.url) for one in alive}
    route, url = routes.pop() if len(routes) == 1 else (None, None)
    lines = (headed(one.label, _words(verdict)) for one, verdict in told)
    return Refund(
        eligible=Eligible.MAYBE if alive else Eligible.NO,
        until=min((one.until for one in alive if one.until), default=None),
        conditions=tuple(dict.fromkeys(lines)),
        route=route,
        url=url,
    )


def _words(verdict: Refund) -> str:
    if verdict.eligible is Eligible.NO:
        return say("no refund")
    until = say("until {day}", day=said_day(verdict.until)) if verdict.until else ""
    hangs_on = ""
    if verdict.conditions:
        hangs_on = say("if {conditions}", conditions=say(" and ").join(verdict.conditions))
    return ", ".join(part for part in (until, hangs_on) if part) or say("refunded")
