"""Which amounts of a bill are the sums of others."""

from decimal import Decimal

_SUMMANDS = 8


def summed(amounts: list[Decimal]) -> tuple[set[Decimal], set[Decimal]]:
    """The amounts that two or more before them add up to, and those that are added."""
    sums: set[Decimal] = set()
    parts: set[Decimal] = set()
    for place, amount in enumerate(amounts):
        for count in range(2, min(_SUMMANDS, place) + 1):
            before = amounts[place - count : place]
            if amount > 0 and sum(before) == amount and all(one != 0 for one in before):
                sums.add(amount)
                parts.update(before)
    return sums, parts - sums
