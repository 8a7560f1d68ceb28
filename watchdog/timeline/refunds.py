"""Money that came back: which payment each refund belongs to, and how much of it is left."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from decimal import Decimal

import msgspec

from parsers.events import EventKind
from parsers.money import Money
from watchdog.timeline.charges import Payment, payments
from watchdog.timeline.facts import Fact

# Disputes and store refunds take weeks; half a year later it is another story.
_REFUND_TIME = timedelta(days=180)


class Back(msgspec.Struct, kw_only=True):
    """What came back of one payment, the mail with which all of it had, and the last one that does
    not say how much it was.
    """

    amount: Decimal = Decimal(0)
    whole: Fact | None = None
    unsaid: Fact | None = None


def read_refunds(paid: Sequence[Payment], facts: Iterable[Fact]) -> dict[int, Back]:
    """What came back, by the place of the payment it belongs to."""
    found: dict[int, Back] = {}
    for refund in payments(facts, EventKind.REFUND):
        place = _belongs_to(refund, paid, found)
        if place is not None:
            price = paid[place].leading.event.amount
            came = refund.leading.event.amount
            back = found.setdefault(place, Back())
            if came is None:
                back.unsaid = refund.leading
                continue
            back.amount += came.amount
            if price is None or back.amount >= price.amount:
                back.whole = refund.leading
    return found


def _belongs_to(refund: Payment, paid: Sequence[Payment], found: Mapping[int, Back]) -> int | None:
    """The payment whose number it names, else the last one of that amount, else the last one."""
    last = len(paid) - 1
    fitting: list[tuple[int, int]] = []
    back_on = refund.leading.on
    earliest = back_on - _REFUND_TIME
    for place in range(last, -1, -1):
        payment = paid[place]
        paid_on = payment.leading.on
        if paid_on < earliest:
            break
        if paid_on > back_on:
            continue
        left = _left(payment, found.get(place))
        if _fits(refund, left):
            exact = refund.leading.event.amount in (None, left)
            fitting.append((2 * _names(refund, payment) + exact, place))
    return max(fitting)[1] if fitting else None


def _left(payment: Payment, back: Back | None) -> Money | None:
    """What of a payment has not come back yet; nothing is left of one without an amount."""
    price = payment.leading.event.amount
    if price is None or back is None:
        return price
    return Money(amount=price.amount - back.amount, currency=price.currency)


def _fits(refund: Payment, left: Money | None) -> bool:
    came = refund.leading.event.amount
    if came is None or left is None:
        return left is None or left.amount > 0
    return came.currency == left.currency and came.amount <= left.amount


def _names(refund: Payment, payment: Payment) -> bool:
    numbers = {fact.event.reference for fact in payment.reports} - {None}
    return any(fact.event.reference in numbers for fact in refund.reports)
