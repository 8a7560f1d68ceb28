"""The charges of one subscription: each payment, its refund, and what was only a part."""

from datetime import date

from parsers.money import Money
from watchdog.timeline.cadence import days_of
from watchdog.timeline.charges import Payment
from watchdog.timeline.identity import Strand
from watchdog.timeline.refunds import Back, read_refunds
from watchdog.timeline.rhythm import cadence_of, cadence_said
from watchdog.timeline.subscriptions import Charge

# A charge that comes sooner than this part of a period is no renewal.
_WHOLE_PERIOD = 0.6


def read_charges(strand: Strand, today: date) -> tuple[Charge, ...]:
    """The charges up to `today`, oldest first."""
    paid = [payment for payment in strand.payments if payment.leading.on <= today]
    refunds = read_refunds(paid, [fact for fact in strand.facts if fact.on <= today])
    cadence = cadence_said(strand.facts)
    found: list[Charge] = []
    last: Charge | None = None
    for place, payment in enumerate(paid):
        partial = last is not None and _is_part(payment, last, cadence)
        charge = _charge(payment, refunds.get(place) or Back(), partial=partial)
        found.append(charge)
        if not partial and charge.recurring is not False:
            last = charge
    return tuple(found)


def _charge(payment: Payment, back: Back, *, partial: bool) -> Charge:
    lead = payment.leading
    said = [fact.event for fact in payment.reports]
    recurring, plan, period = said[0].recurring, said[0].plan, said[0].period
    for event in said[1:]:
        recurring = event.recurring if recurring is None else recurring
        plan, period = plan or event.plan, period or event.period
    return Charge(
        on=lead.on,
        amount=lead.event.amount,
        recurring=recurring,
        plan=plan,
        period=period,
        reference=lead.event.reference,
        evidence=payment.reports,
        refund=back.whole,
        refunded=_came_back(lead.event.amount, back),
        partial=partial,
    )


def _came_back(price: Money | None, back: Back) -> Money | None:
    if price is None or not back.amount:
        return None
    return Money(amount=min(back.amount, price.amount), currency=price.currency)


def _is_part(payment: Payment, last: Charge, cadence: str | None) -> bool:
    """Less money than the last time, and within the period that was paid: a change of plan."""
    amount = payment.leading.event.amount
    if amount is None or last.amount is None or last.amount.currency != amount.currency:
        return False
    if amount.amount >= last.amount.amount:
        return False
    rhythm = next((c for f in last.evidence if (c := cadence_of(f.event))), cadence)
    if rhythm is None:
        return False
    return (payment.leading.on - last.on).days < _WHOLE_PERIOD * days_of(rhythm)
