"""Which refund rules may be for a payment: by place, plan, country and what came before it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from watchdog.catalog.countries import holds_in
from watchdog.catalog.model import Channel, Payment, Plan, RefundRule, Service
from watchdog.catalog.plans import may_be

if TYPE_CHECKING:
    from watchdog.catalog.loader import Catalog


def rules_for(
    service: Service | None,
    channel: Channel | None,
    plan: Plan | None,
    catalog: "Catalog",
    *,
    cadence: str | None = None,
) -> Sequence[RefundRule]:
    """The service's own rules for the place and plan; the place's where the service has none.

    Rules for people who live elsewhere are left out, and those for plans that bill in another
    rhythm than the receipts do.
    """
    if channel is None:
        return ()
    # PayPal only moves the money: what the service refunds, it refunds there too.
    place = "direct" if channel.id == "paypal" else channel.id
    own = [rule for rule in service.refunds if rule.channel == place] if service else []
    own = [rule for rule in own if lives_there(rule, catalog) is not False]
    if service and plan is None and cadence:
        own = [rule for rule in own if not rule.plans or may_be(service, rule.plans, cadence)]
    if plan is not None:
        named = [rule for rule in own if plan.id in rule.plans]
        own = [*named, *(rule for rule in own if not rule.plans and (rule.countries or not named))]
    return own or ([channel.refund] if channel.refund else [])


def lives_there(rule: RefundRule, catalog: "Catalog") -> bool | None:
    """Whether the rule is for people where the user lives; None when that is not known."""
    return holds_in(rule.countries, catalog.country, catalog.groups)


def is_for(rule: RefundRule, payment: Payment | None) -> bool | None:
    """Whether the payment is of the rule's sort; None when nobody knows."""
    if rule.payment is None:
        return True
    if payment is None:
        return None
    if Payment.RENEWAL in (rule.payment, payment):
        return rule.payment is payment
    # A first payment may have come after a trial that no mail told of.
    return None if (rule.payment, payment) == (Payment.AFTER_TRIAL, Payment.FIRST) else True
