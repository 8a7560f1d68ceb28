"""Findings in a few words: what is put away, the refund, and whose steps are the same."""

from collections.abc import Iterable, Iterator
from datetime import date

from watchdog import text
from watchdog.findings import Finding
from watchdog.fixes import Refund
from watchdog.language import said_day, say
from watchdog.notifications import title_of
from watchdog.report import (
    ToldFinding,
)


def put_away(findings: Iterable[Finding | ToldFinding], bills: Iterable[date]) -> str:
    """What nobody hears any more of what is no subscription: findings, bills by their days."""
    told = [f"{title_of(one.kind)} ({one.id})" for one in findings]
    told += [say("the bill of {day}", day=said_day(on)) for on in bills]
    return "; ".join(told)


def refund_line(refund: Refund | None, longest: int = 160) -> str:
    """The refund verdict in one line, "" where nothing is known of it."""
    if refund is None:
        return ""
    until = say(" until {day}", day=said_day(refund.until)) if refund.until else ""
    line = say("Refund: {verdict}{until}", verdict=text.verdict(refund.eligible), until=until)
    why = text.safe(say("; ").join(_that_fit(refund.conditions, longest)), longest)
    return f"{line} ({why})" if why else line


def repeated(told: Iterable[ToldFinding]) -> dict[str, str]:
    """Findings whose steps stand before them, but for a name, by their ids: whose these are."""
    first: dict[tuple[str, ...], str] = {}
    again = {}
    for one in told:
        name = one.merchant_name
        steps = tuple(step.replace(name, "") if name else step for step in one.fix.steps)
        if steps in first:
            again[one.id] = first[steps]
        elif steps and name:
            first[steps] = text.unlinked(name, 60)
    return again


def _that_fit(conditions: Iterable[str], longest: int) -> Iterator[str]:
    """The first of them, and as many more as fit whole."""
    room = longest
    for number, one in enumerate(conditions):
        room -= len(one) + 2
        if number and room < 0:
            return
        yield one
