"""The charges of one subscription: each payment, its refund, and what was only a part."""

from datetime import date

from parsers.money import Money
from watchdog.timeline.cadence import cadence_of_period, days_of
from watchdog.timeline.charges import Payment
from watchdog.timeline.identity import Strand
from watchdog.timeline.offers import is_another_plan
from watchdog.timeline.refunds import Back, read_refunds
from watchdog.timeline.rhythm import cadence_of, cadence_said
from watchdog.timeline.subscriptions import Charge

# A charge that comes sooner than this part of a period is no renewal.
_WHOLE_PERIOD = 0.6


def read_charges(strand: Strand, today: date) -> tuple[Charge, ...]:
    """The charges up to `today`, oldest first."""
    paid = [payment for payment in strand.payments if payment.leading.on <= today]
    refunds = read_refunds(paid, [fact for fact in strand.told if fact.on <= today])
    cadence = cadence_said(strand.facts)
    found: list[Charge] = []
    last: Charge | None = None
    for place, payment in enumerate(paid):
        less = last is not None and _is_less(payment, last) and not _is_anew(payment, last)
        partial = last is not None and less and _is_soon(payment, last, cadence)
        charge = _charge(payment, refunds.get(place), partial=partial)
        found.append(charge)
        if not partial and charge.recurring is not False:
            last = charge
    return tuple(found)


def _charge(payment: Payment, back: Back | None, *, partial: bool) -> Charge:
    lead = payment.leading
    said = lead.event
    recurring, plan, period, tax = said.recurring, said.plan, said.period, said.tax
    for fact in payment.reports[1:]:
        event = fact.event
        recurring = event.recurring if recurring is None else recurring
        plan, period, tax = plan or event.plan, period or event.period, tax or event.tax
    return Charge(
        on=lead.on,
        amount=said.amount,
        recurring=recurring,
        plan=plan,
        period=period,
        reference=said.reference,
        evidence=payment.reports,
        refund=back.whole if back else None,
        refunded=_came_back(said.amount, back) if back else None,
        refund_unsaid=back.unsaid if back else None,
        partial=partial,
        tax=tax,
    )


def _came_back(price: Money | None, back: Back) -> Money | None:
    if price is None or not back.amount:
        return None
    return Money(amount=min(back.amount, price.amount), currency=price.currency)


def _is_less(payment: Payment, last: Charge) -> bool:
    """Less money than the last time."""
    one, other = payment.leading.event.amount, last.amount
    if one is None or other is None or one is other or one.currency != other.currency:
        return False
    return one.amount < other.amount


def _is_anew(payment: Payment, last: Charge) -> bool:
    """Whether another plan is paid for a whole period from this day on: it took the old one's
    place, and what was left of that comes back.
    """
    said = payment.leading.event
    if said.cadence is None or said.on is None or said.renews_on is None:
        return False
    is_whole = cadence_of_period(said.on, said.renews_on) == said.cadence
    return is_whole and is_another_plan(said.plan or "", last.plan or "", said.merchant_name)


def _is_soon(payment: Payment, last: Charge, cadence: str | None) -> bool:
    """Within the period that was paid: with less money it is a change of plan."""
    rhythm = next((c for f in last.evidence if (c := cadence_of(f.event))), cadence)
    if rhythm is None:
        return False
    return (payment.leading.on - last.on).days < _WHOLE_PERIOD * days_of(rhythm)
