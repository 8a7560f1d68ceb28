"""Money, and finding amounts of it in running text, in many locales."""

from decimal import Decimal

import msgspec


class Money(msgspec.Struct, frozen=True, kw_only=True):
    """An amount in a currency (ISO 4217). Never a float, never a default currency."""

    amount: Decimal
    currency: str
