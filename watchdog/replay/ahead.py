"""The days ahead, on what is known today: what will be told when, if nothing new comes."""

from collections.abc import Sequence
from datetime import date, timedelta

import msgspec
from msgspec.structs import replace

from watchdog.books import Reminders
from watchdog.catalog import Catalog
from watchdog.findings import Finding
from watchdog.judging import Knowledge
from watchdog.replay.days import Letters, Stretch, Told, replay, stretches_of, told_of
from watchdog.replay.groups import groups

_LONGEST_DAYS = 400


class Future(msgspec.Struct, frozen=True, kw_only=True):
    """What will be told of one finding after today, and the first day on which it is gone."""

    told: tuple[Told, ...] = ()
    gone_on: date | None = None


def will_be_told(
    known: Knowledge,
    *,
    catalog: Catalog,
    today: date,
    days: int,
    reminders: Reminders,
    letters: Letters,
) -> tuple[Told, ...]:
    """What is told in the next days that was not told up to today."""
    seen = replay(
        known,
        catalog=catalog,
        since=today,
        until=today + timedelta(days=days),
        reminders=reminders,
        letters=letters,
    )
    return tuple(one for one in seen.told if one.on > today)


def future_of(
    finding: Finding,
    known: Knowledge,
    *,
    catalog: Catalog,
    today: date,
    reminders: Reminders,
    letters: Letters,
) -> Future:
    """The future of a finding of today, without news."""
    own = [group for group in groups(known) if _concerns(group, finding)]
    if not own:
        return Future()
    until = today + timedelta(days=_LONGEST_DAYS)
    standing: list[Stretch] = []
    for one in stretches_of(own[0], catalog, today, until, reminders):
        found = tuple(pair for pair in one.found if pair[1].id == finding.id)
        if not found:
            return _future(standing, letters, gone_on=one.first)
        standing.append(replace(one, found=found))
    return _future(standing, letters, gone_on=None)


def _future(standing: Sequence[Stretch], letters: Letters, gone_on: date | None) -> Future:
    if not standing:
        return Future()
    today, until = standing[0].first, standing[-1].until
    told = tuple(one for one in told_of(standing, until, letters) if one.on > today)
    return Future(told=told, gone_on=gone_on)


def _concerns(group: Knowledge, finding: Finding) -> bool:
    return any(f.event.merchant == finding.merchant for f in (*group.facts, *group.doubtful))
