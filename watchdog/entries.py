"""One payment or refund as exports tell it."""

from datetime import date
from decimal import Decimal

import msgspec


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One payment, or a refund, whose amount is below zero. Words of mails are one safe line.

    `reference` is the number of the invoice, receipt or order; `tax` how much of the amount is tax,
    below zero too for a refund; `card` the card that paid, by its last figures ("**** 4411"),
    `paid_with` the way of payment as the mail calls it ("PayPal", "SEPA-Lastschrift", "Visa");
    `mailed_on` the day of the mail, `subscription` the id of that which it pays for. None is what
    no mail of the payment says, or that it belongs to no subscription.
    """

    on: date
    kind: str
    merchant: str
    name: str
    plan: str | None
    channel: str | None
    amount: Decimal
    currency: str
    reference: str | None
    mailbox: str
    message_id: str
    sha256: str
    tax: Decimal | None = None
    card: str | None = None
    mailed_on: date | None = None
    subscription: str | None = None
    paid_with: str | None = None
