"""What is paid: an amount in a currency."""

from decimal import Decimal

import msgspec


class Money(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """An amount in a currency (ISO 4217). Never a float, never a default currency."""

    amount: Decimal
    currency: str
