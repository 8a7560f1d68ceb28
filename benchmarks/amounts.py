"""How often the amount of what is stated is read out of plain mails that say it in many ways.

`python -m benchmarks.amounts [-v] [LANGUAGE...]`; `-v` names the mails of which it is not.
"""

import sys
from collections import Counter

from parsers.money import Money
from tests.mailed import read_plain
from tools.amounts import Priced, priced

RIGHT, WRONG, MISSED = "right", "wrong", "missed"


def main() -> int:
    """Print how many amounts are right, wrong and missed, by language and kind of event."""
    verbose, only = "-v" in sys.argv, set(sys.argv[1:]) - {"-v"}
    found: Counter[tuple[str, str, str]] = Counter()
    for one in priced():
        if only and one.language not in only:
            continue
        result, amount = read(one)
        for kind in (one.kind, "all"):
            found[one.language, kind, result] += 1
        if verbose and result != RIGHT:
            shown = amount.amount if amount else "none"
            print(one.language, one.kind, result, shown, one.subject, *one.texts[1:], sep=" | ")
    for language, kind in sorted({(language, kind) for language, kind, _ in found}):
        counts = (f"{found[language, kind, result]} {result}" for result in (RIGHT, WRONG, MISSED))
        print(f"{language} {kind}:", ", ".join(counts))
    return 0


def read(one: Priced) -> tuple[str, Money | None]:
    """Whether the amount that a mail says is read, and what is."""
    outcome = read_plain(one.subject, one.text, one.html)
    event = next((event for event in outcome.events if event.kind == one.kind), None)
    amount = event.amount if event is not None else None
    if amount == Money(amount=one.amount, currency=one.currency):
        return RIGHT, amount
    return MISSED if amount is None else WRONG, amount


if __name__ == "__main__":
    raise SystemExit(main())
