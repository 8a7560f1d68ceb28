"""How often the day that matters is read out of plain mails that say it in many ways.

`python -m benchmarks.days [-v] [LANGUAGE...]`; `-v` names the mails of which it is not.
"""

import sys
from collections import Counter

from tests.mailed import read_plain
from tools.days import Dated, dated

RIGHT, WRONG, MISSED = "right", "wrong", "missed"


def main() -> int:
    """Print how many days are right, wrong and missed, by language and kind of event."""
    verbose, only = "-v" in sys.argv, set(sys.argv[1:]) - {"-v"}
    found: Counter[tuple[str, str, str]] = Counter()
    for one in dated():
        if only and one.language not in only:
            continue
        result = read(one)
        for kind in (one.kind, "all"):
            found[one.language, kind, result] += 1
        if verbose and result != RIGHT:
            print(one.language, one.kind, result, one.subject, *one.texts[1:], sep=" | ")
    for language, kind in sorted({(language, kind) for language, kind, _ in found}):
        counts = (f"{found[language, kind, result]} {result}" for result in (RIGHT, WRONG, MISSED))
        print(f"{language} {kind}:", ", ".join(counts))
    return 0


def read(one: Dated) -> str:
    """Whether the day that a mail says is read: a mail that says none must have none."""
    outcome = read_plain(one.subject, one.text, one.html)
    event = next((event for event in outcome.events if event.kind == one.kind), None)
    day = getattr(event, one.field, None)
    if day == one.day:
        return RIGHT
    return MISSED if day is None else WRONG


if __name__ == "__main__":
    raise SystemExit(main())
