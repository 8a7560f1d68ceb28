"""One payment or refund as exports tell it."""

from datetime import date
from decimal import Decimal

import msgspec


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One payment, or a refund, whose amount is below zero. Words of mails are one safe line."""

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
