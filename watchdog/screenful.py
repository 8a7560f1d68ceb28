"""What one screen says of the books: the first of everything, and how much more there is."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any, Generic, TypeVar

import msgspec
from msgspec.structs import replace

from parsers.money import Money
from watchdog.degrees import Severity
from watchdog.rates import Converted
from watchdog.report import (
    Copied,
    Coverage,
    Health,
    LeftOut,
    Report,
    ToldFinding,
    ToldSubscription,
    Total,
)
from watchdog.resolutions import Resolution
from watchdog.upcoming import BILLS, Upcoming
from watchdog.views.glance import (
    Change,
    bills_of,
    changes_of,
    due_of,
    running_of,
    taken_of,
    trials_of,
)
from watchdog.views.prices import PriceHistory
from watchdog.wording.bills import unbilled_line

_SOLVED = timedelta(days=14)
_TOGETHER = 3  # findings with one way out, each in its sentence
_FAKE = "fake_invoice"
_NAMED = 3  # names in a line
_LISTED = 8  # lines of what comes, and of what changed
# Nobody reads further than this, and the layout of ten thousand takes a minute.
_MATTERS, _ROWS = 50, 200
T = TypeVar("T")


class Matter(msgspec.Struct, frozen=True, kw_only=True):
    """Findings with one way out: the `first` of `count`, and the first day by which to act."""

    first: tuple[ToldFinding, ...]
    count: int
    act_by: date | None


class Firsts(msgspec.Struct, Generic[T], frozen=True, kw_only=True):
    """The first of some, and how many `more` there are."""

    first: tuple[T, ...]
    more: int


class Screenful(msgspec.Struct, frozen=True, kw_only=True):
    """What the books of a day come to on one screen.

    `account` is the mailbox of which alone it tells; `urgent`, `due` (bills to pay) and `findings`
    are numbers, `fakes` the findings of mail that looks false; `further` is the number of findings
    in no shown matter, `later` of those that can wait, where they are left out; `is_empty` says
    that there is no subscription at all; `unbilled` is a line of words, or "".
    """

    as_of: date
    account: str | None = None
    urgent: int
    due: int
    findings: int
    fakes: Firsts[ToldFinding]
    at_stake: tuple[Money, ...]
    matters: tuple[Matter, ...]
    further: int
    later: int = 0
    solved: tuple[Resolution, ...]
    trials: Firsts[ToldSubscription]
    bills: Firsts[ToldSubscription]
    taken: Firsts[ToldSubscription]
    ahead: Firsts[Upcoming]
    changes: Firsts[Change]
    running: Firsts[ToldSubscription]
    totals: tuple[Total, ...]
    saved: tuple[Money, ...]
    unbilled: str
    is_empty: bool
    left_out: LeftOut = LeftOut()


class Aside(msgspec.Struct, frozen=True, kw_only=True):
    """What a screen says beside the books: when, what was looked at, and how well we hear."""

    now: datetime
    coverage: Coverage
    health: Health
    converted: Converted | None
    copied: tuple[Copied, ...] = ()


def screenful(
    report: Report, ahead: Sequence[Upcoming], prices: Iterable[PriceHistory]
) -> Screenful:
    """What of the books fits one screen, with what comes and the last steps of prices."""
    told = sorted(report.findings, key=_is_fake)  # fakes last, and all in one place
    matters = [tuple(same) for _, same in groupby(told, key=_way_out)]
    return Screenful(
        as_of=report.as_of,
        account=report.account,
        urgent=sum(one.severity is Severity.ACT_NOW for one in report.findings),
        due=due_of(report),
        findings=len(report.findings),
        fakes=_firsts([one for one in report.findings if _is_fake(one)], _NAMED),
        at_stake=report.at_stake,
        matters=tuple(map(_matter, matters[:_MATTERS])),
        further=sum(map(len, matters[_MATTERS:])),
        solved=tuple(one for one in report.resolved if one.on >= report.as_of - _SOLVED),
        trials=_firsts(trials_of(report), _LISTED),
        bills=_firsts(bills_of(report), _LISTED),
        taken=_firsts(taken_of(report), _LISTED),
        ahead=_firsts([one for one in ahead if one.what not in BILLS], _LISTED),
        changes=_firsts(changes_of(report, prices), _LISTED),
        running=_firsts(running_of(report), _ROWS),
        totals=report.totals,
        saved=report.saved,
        unbilled=unbilled_line(report),
        is_empty=not report.subscriptions,
        left_out=report.left_out,
    )


def urgent_only(said: Screenful) -> Screenful:
    """What needs somebody now and nothing else: what is found, and the bills to pay."""
    nothing: Firsts[Any] = Firsts(first=(), more=0)
    matters = tuple(one for one in said.matters if one.first[0].severity is Severity.ACT_NOW)
    return replace(
        said,
        findings=said.urgent,
        fakes=nothing,
        at_stake=(),
        matters=matters,
        further=said.urgent - sum(one.count for one in matters),
        later=said.findings - said.urgent,
        solved=(),
        trials=nothing,
        taken=nothing,
        ahead=nothing,
        changes=nothing,
        running=nothing,
        totals=(),
        saved=(),
        unbilled="",
        left_out=LeftOut(),
    )


def aside(report: Report, *, now: datetime) -> Aside:
    """What stands in a report beside the books."""
    return Aside(
        now=now,
        coverage=report.coverage,
        health=report.health,
        converted=report.converted,
        copied=report.copied,
    )


def _way_out(one: ToldFinding) -> tuple[Severity, str, str]:
    """What findings share that are one matter: the same thing to do about the same."""
    return one.severity, one.kind, "" if _is_fake(one) else one.fix.title


def _is_fake(one: ToldFinding) -> bool:
    return one.kind == _FAKE


def _matter(same: tuple[ToldFinding, ...]) -> Matter:
    days = (one.deadline for one in same if one.deadline is not None)
    return Matter(first=same[:_TOGETHER], count=len(same), act_by=min(days, default=None))


def _firsts(some: Sequence[T], most: int) -> Firsts[T]:
    return Firsts(first=tuple(some[:most]), more=max(0, len(some) - most))
