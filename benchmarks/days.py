"""How often the day that matters is read out of plain mails that say it in many ways.

`python -m benchmarks.days [-v] [LANGUAGE...]`; `-v` names the mails of which it is not.
"""

from datetime import date

from benchmarks.told import MISSED, RIGHT, WRONG, event_of, told
from tools.days import Dated, dated


def read(one: Dated) -> tuple[str, date | None]:
    """Whether the day that a mail says is read, and what is; one that says none has none."""
    day = getattr(event_of(one), one.field, None)
    if day == one.day:
        return RIGHT, day
    return MISSED if day is None else WRONG, day


if __name__ == "__main__":
    raise SystemExit(told(dated(), read))
