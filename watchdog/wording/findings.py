"""Findings in a few words: what is put away, the refund, and whose steps are the same."""

from collections.abc import Iterable, Iterator
from datetime import date

import msgspec

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


class Again(msgspec.Struct, frozen=True, kw_only=True):
    """Steps that stand before: in the finding `first`, of `name`; `whole` where all that is said
    beside them stands there, too.
    """

    first: str
    name: str
    whole: bool


def told_again(told: Iterable[ToldFinding]) -> dict[str, Again]:
    """Findings whose steps stand before them, but for a name, by their ids."""
    first: dict[tuple[str, ...], ToldFinding] = {}
    again = {}
    for one in told:
        steps = _unnamed(one, one.fix.steps)
        before = first.get(steps)
        if before is not None:
            whole = _beside(before) == _beside(one)
            name = text.unlinked(before.merchant_name, 60)
            again[one.id] = Again(first=before.id, name=name, whole=whole)
        elif steps and one.merchant_name:
            first[steps] = one
    return again


def repeated(told: Iterable[ToldFinding]) -> dict[str, str]:
    """The same, by their ids: whose these are."""
    return {key: one.name for key, one in told_again(told).items()}


def _beside(one: ToldFinding) -> tuple[object, ...]:
    fix = one.fix
    told = (_unnamed(one, fix.does_not_work), _unnamed(one, fix.notes))
    return (*told, fix.url, fix.source, fix.law)


def _unnamed(one: ToldFinding, lines: Iterable[str]) -> tuple[str, ...]:
    name = one.merchant_name
    return tuple(line.replace(name, "") if name else line for line in lines)


def _that_fit(conditions: Iterable[str], longest: int) -> Iterator[str]:
    """The first of them, and as many more as fit whole."""
    room = longest
    for number, one in enumerate(conditions):
        room -= len(one) + 2
        if number and room < 0:
            return
        yield one
