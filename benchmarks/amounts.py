"""How often the amount of what is stated is read out of plain mails that say it in many ways.

`python -m benchmarks.amounts [-v] [LANGUAGE...]`; `-v` names the mails of which it is not.
"""

from benchmarks.told import MISSED, RIGHT, WRONG, event_of, told
from parsers.money import Money
from tools.amounts import Priced, priced


def read(one: Priced) -> tuple[str, Money | None]:
    """Whether the amount that a mail says is read, and what is."""
    event = event_of(one)
    amount = event.amount if event is not None else None
    if amount == Money(amount=one.amount, currency=one.currency):
        return RIGHT, amount
    return MISSED if amount is None else WRONG, amount


if __name__ == "__main__":
    raise SystemExit(told(priced(), read))
