"""The charges of one subscription: each payment, its refund, and what was only a part."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from parsers.events import EventKind
from watchdog.timeline.cadence import days_of
from watchdog.timeline.charges import Payment, payments
from watchdog.timeline.facts import Fact
from watchdog.timeline.identity import Strand
from watchdog.timeline.rhythm import cadence_of, cadence_said
from watchdog.timeline.subscriptions import Charge

# Disputes and store refunds take weeks; half a year later it is another story.
_REFUND_DAYS = 180
# A charge that comes sooner than this part of a period is no renewal.
_WHOLE_PERIOD = 0.6


def read_charges(strand: Strand, today: date) -> tuple[Charge, ...]:
    """The charges up to `today`, oldest first."""
    paid = [payment for payment in strand.payments if payment.leading.on <= today]
    refunds = _refunds(paid, [fact for fact in strand.facts if fact.on <= today])
    cadence = cadence_said(strand.facts)
    found: list[Charge] = []
    for place, payment in enumerate(paid):
        charge = _charge(payment, refunds.get(place), partial=_is_part(payment, found, cadence))
        found.append(charge)
    return tuple(found)


def _charge(payment: Payment, refund: Fact | None, *, partial: bool) -> Charge:
    lead = payment.leading
    said = [fact.event for fact in payment.reports]
    return Charge(
        on=lead.on,
        amount=lead.event.amount,
        recurring=next((e.recurring for e in said if e.recurring is not None), None),
        plan=next((e.plan for e in said if e.plan), None),
        period=next((e.period for e in said if e.period), None),
        reference=lead.event.reference,
        evidence=payment.reports,
        refund=refund,
        partial=partial,
    )


def _is_part(payment: Payment, before: Sequence[Charge], cadence: str | None) -> bool:
    """Less money than the last time, and within the period that was paid: a change of plan."""
    whole = [one for one in before if one.recurring is not False and not one.partial]
    amount = payment.leading.event.amount
    if not whole or amount is None:
        return False
    last = whole[-1]
    rhythm = next((c for f in last.evidence if (c := cadence_of(f.event))), cadence)
    if last.amount is None or last.amount.currency != amount.currency or rhythm is None:
        return False
    soon = (payment.leading.on - last.on).days < _WHOLE_PERIOD * days_of(rhythm)
    return soon and amount.amount < last.amount.amount


def _refunds(paid: Sequence[Payment], facts: Iterable[Fact]) -> dict[int, Fact]:
    """Each refund with the place of the payment that it gives back whole."""
    found: dict[int, Fact] = {}
    for refund in payments(facts, EventKind.REFUND):
        fitting = [
            place
            for place, payment in enumerate(paid)
            if place not in found and _gives_back(refund.leading, payment)
        ]
        named = [place for place in fitting if _names(refund, paid[place])]
        for place in (named or fitting)[-1:]:
            found[place] = refund.leading
    return found


def _gives_back(refund: Fact, payment: Payment) -> bool:
    paid_on, amount = payment.leading.on, refund.event.amount
    if not paid_on <= refund.on <= paid_on + timedelta(days=_REFUND_DAYS):
        return False
    return amount is None or amount == payment.leading.event.amount


def _names(refund: Payment, payment: Payment) -> bool:
    numbers = {fact.event.reference for fact in payment.reports} - {None}
    return any(fact.event.reference in numbers for fact in refund.reports)
