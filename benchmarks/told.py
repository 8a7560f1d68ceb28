"""Counts how often what plain mails say is read out of them: `benchmarks.days`, `amounts`."""

import sys
from collections import Counter
from collections.abc import Callable, Iterable
from typing import TypeVar

from parsers.events import BillingEvent
from tests.mailed import read_plain
from tools.told import Told

RIGHT, WRONG, MISSED = "right", "wrong", "missed"
_Mail = TypeVar("_Mail", bound=Told)


def event_of(one: Told) -> BillingEvent | None:
    """The event of a mail's kind that is read out of it."""
    events = read_plain(one.subject, one.text, one.html).events
    return next((event for event in events if event.kind == one.kind), None)


def told(some: Iterable[_Mail], read: Callable[[_Mail], tuple[str, object]]) -> int:
    """Print what is right, wrong and missed, by language and kind of event; with `-v` those mails
    that are not right, with what is read instead.
    """
    verbose, only = "-v" in sys.argv, set(sys.argv[1:]) - {"-v"}
    found: Counter[tuple[str, str, str]] = Counter()
    for one in some:
        if only and one.language not in only:
            continue
        result, value = read(one)
        for kind in (one.kind, "all"):
            found[one.language, kind, result] += 1
        if verbose and result != RIGHT:
            print(one.language, one.kind, result, value, one.subject, *one.texts[1:], sep=" | ")
    for language, kind in sorted({(language, kind) for language, kind, _ in found}):
        counts = (f"{found[language, kind, result]} {result}" for result in (RIGHT, WRONG, MISSED))
        print(f"{language} {kind}:", ", ".join(counts))
    return 0
