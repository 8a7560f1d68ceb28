"""What has to be true for a refund rule to apply to a case, in words."""

from collections.abc import Iterable, Sequence

import msgspec

from watchdog.catalog import Payment, RefundRule
from watchdog.catalog.scope import is_for, lives_there
from watchdog.fixes.model import Case
from watchdog.language import marked, say, translated

_PAYMENTS = {
    Payment.FIRST: marked("your first payment"),
    Payment.AFTER_TRIAL: marked("the first payment after a free trial"),
    Payment.RENEWAL: marked("a renewal"),
}


class Applying(msgspec.Struct, frozen=True, kw_only=True):
    """A rule that may apply, and what has to be true for that: `open` questions, all in words.

    `label` names what the rule is for, among several.
    """

    rule: RefundRule
    open: tuple[str, ...]
    label: str


def applying(rules: Iterable[RefundRule], case: Case) -> Sequence[Applying]:
    """The rules that are not ruled out by which payment it is."""
    return [
        Applying(rule=rule, open=tuple(_open(rule, case)), label=_label(rule, case))
        for rule in rules
        if is_for(rule, case.payment) is not False
    ]


def payments_of(rules: Iterable[RefundRule]) -> str:
    """The payments that rules are for, in words."""
    named = dict.fromkeys(translated(_PAYMENTS[rule.payment]) for rule in rules if rule.payment)
    return say(" or ").join(named)


def plans_of(plans: Iterable[str], case: Case) -> str:
    """The names of plans of the service."""
    sold = case.service.plans if case.service else ()
    wanted = set(plans)
    return say(" or ").join(plan.name for plan in sold if plan.id in wanted)


def _open(rule: RefundRule, case: Case) -> Iterable[str]:
    if rule.plans and case.plan is None:
        yield say("you have the {plans}", plans=plans_of(rule.plans, case))
    if rule.payment and is_for(rule, case.payment) is None:
        yield say("it is {payment}", payment=translated(_PAYMENTS[rule.payment]))
    if rule.countries and lives_there(rule, case.catalog) is None:
        yield say("you live in {where}", where=rule.where)


def _label(rule: RefundRule, case: Case) -> str:
    parts = []
    if rule.plans and case.plan is None:
        parts.append(plans_of(rule.plans, case))
    if rule.payment:
        parts.append(translated(_PAYMENTS[rule.payment]))
    if rule.countries:
        parts.append(say("in {where}", where=rule.where))
    return ", ".join(parts) or say("in general")
