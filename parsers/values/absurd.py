"""What no bill says: days beyond any contract, less than nothing, more than anybody pays."""

from datetime import date
from decimal import Decimal

from parsers.events import BillingEvent, EventKind
from parsers.locale.tender import decimals_of

_FIRST_DAY = date(1995, 1, 1)
# Nobody bills or cancels so far ahead; what runs out then is said in other words.
_FURTHEST_DAYS = 400
# More than anybody is billed for by mail is a slip of the reader; in yen or rupiah it is more.
_MOST, _MOST_WHOLE = Decimal(1_000_000), Decimal(10_000_000_000)
_PAID = (EventKind.CHARGE, EventKind.REFUND, EventKind.INVOICE_DUE, EventKind.PAYMENT_FAILED)


def absurdity(event: BillingEvent, mailed_on: date) -> str | None:
    """Why a person should look at what a mail says, in words; None when it can be."""
    if event.on is not None and event.on < _FIRST_DAY:
        return f"it speaks of {event.on.isoformat()}, when nobody was billed by mail"
    if event.on is not None and (event.on - mailed_on).days > _FURTHEST_DAYS:
        return f"it speaks of {event.on.isoformat()}, long after it was mailed"
    amount = event.amount
    if amount is None:
        return None
    if amount.amount < 0 and event.kind in _PAID:
        return f"it names an amount below nothing: {amount.amount} {amount.currency}"
    if amount.amount > (_MOST if decimals_of(amount.currency) else _MOST_WHOLE):
        return f"nobody is billed as much as {amount.amount} {amount.currency}"
    return None
