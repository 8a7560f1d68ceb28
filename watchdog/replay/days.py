"""The judge on every day on which something can change: what is told then, and by which way."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta

import msgspec
from msgspec.structs import replace

from watchdog.books import Reminders
from watchdog.catalog import Catalog
from watchdog.degrees import How, Severity
from watchdog.findings import Finding
from watchdog.judging import Knowledge, find_known
from watchdog.moving import Turning, moving_day, settled
from watchdog.notifications import headline, is_due, key_of
from watchdog.readings import Readings
from watchdog.replay.groups import groups
from watchdog.timeline.facts import Statement, StatementKind
from watchdog.timeline.subscriptions import Subscription

_DAY = timedelta(days=1)
# What is put away is put away from the day on which it was said.
_PUT_AWAY = {StatementKind.DISMISSED, StatementKind.SNOOZED, StatementKind.REVIEWED}


class Letters(msgspec.Struct, frozen=True, kw_only=True):
    """From which severity on something is told at once; the rest on this weekday (Monday is 0).

    `off` are the kinds of findings that are told nowhere.
    """

    level: Severity = Severity.ACT_NOW
    weekday: int = 0
    off: tuple[str, ...] = ()

    def at_once(self, finding: Finding) -> bool:
        """Whether it cannot wait for the letter."""
        return is_due(finding, self.level)

    def next(self, day: date) -> date:
        """The day of the first weekly letter that is not before `day`."""
        return day + timedelta(days=(self.weekday - day.weekday()) % 7)


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that would have been told on a day; `key` is that of its notification."""

    on: date
    how: How
    key: str
    title: str
    finding: Finding


class Stretch(msgspec.Struct, frozen=True, kw_only=True):
    """The days from `first` up to the day before `until`, on all of which the same is found."""

    first: date
    until: date
    found: tuple[tuple[str, Finding], ...]


class Replay(msgspec.Struct, frozen=True, kw_only=True):
    """What was told, and the subscriptions as of the last day; `judged` counts judgements."""

    told: tuple[Told, ...]
    subscriptions: tuple[Subscription, ...]
    judged: int


Ahead = Callable[[int | None], int]


def when_it_turns(days: int | None) -> int:
    """Leap to the day on which something can change; ten years where nothing does."""
    return days or 3660


def replay(
    known: Knowledge,
    *,
    catalog: Catalog,
    since: date,
    until: date,
    reminders: Reminders,
    letters: Letters,
    ahead: Ahead = when_it_turns,
) -> Replay:
    """What would have been told from `since` to `until`, both included, on what was known then.

    `ahead` says how many days to go on from a day whose next change is so many days away.
    """
    told: dict[tuple[date, str, How], Told] = {}
    subscriptions: list[Subscription] = []
    judged = 0
    for group in groups(replace(known, outages=(), readings=Readings())):
        stretches = list(stretches_of(group, catalog, since, until, reminders, ahead))
        judged += len(stretches)
        for one in told_of(stretches, until, letters):
            told.setdefault((one.on, one.key, one.how), one)
        books, _ = find_known(group, catalog=catalog, today=until, reminders=reminders)
        subscriptions += books.subscriptions
    return Replay(
        told=tuple(sorted(told.values(), key=_order)),
        subscriptions=tuple(subscriptions),
        judged=judged,
    )


def told_of(stretches: Iterable[Stretch], until: date, letters: Letters) -> Iterator[Told]:
    """What is news in each stretch: at once, or in the first weekly letter in which it stands."""
    told: dict[str, How] = {}
    for one in stretches:
        letter = letters.next(one.first)
        for key, finding in one.found:
            how = How.AT_ONCE if letters.at_once(finding) else How.WEEKLY_LETTER
            day = one.first if how is How.AT_ONCE else letter
            known = told.get(key) in (How.AT_ONCE, how) or finding.kind in letters.off
            if not known and day < one.until and day <= until:
                told[key] = how
                yield Told(on=day, how=how, key=key, title=headline(finding), finding=finding)


def stretches_of(
    known: Knowledge,
    catalog: Catalog,
    since: date,
    until: date,
    reminders: Reminders,
    ahead: Ahead = when_it_turns,
) -> Iterator[Stretch]:
    """The days from `since` to `until`, both included, in stretches on which the same is found."""
    day = since
    while day <= until:
        turning = Turning()
        today = moving_day(day, turning)
        _, told = find_known(
            _known_on(known, today), catalog=catalog, today=today, reminders=reminders
        )
        keyed = [(key_of(one, today=today, reminders=reminders), _settled(one)) for one in told]
        after = min(day + timedelta(days=ahead(turning.days)), until + _DAY)
        yield Stretch(first=day, until=after, found=tuple(keyed))
        day = after


def _settled(finding: Finding) -> Finding:
    return replace(finding, on=settled(finding.on), deadline=settled(finding.deadline))


def _known_on(known: Knowledge, today: date) -> Knowledge:
    """What had arrived by a day; what mails say is left to the judge, who looks at their days."""
    return replace(
        known,
        doubtful=tuple(f for f in known.doubtful if f.source.sent_at.date() <= today),
        statements=tuple(one for one in known.statements if _said_on(one) <= today),
    )


def _said_on(said: Statement) -> date:
    """The day that a word is about; of what is put away, the day on which that was said."""
    day = None if said.kind in _PUT_AWAY else said.on
    return day or said.said_at.date()


def _order(told: Told) -> tuple[date, str, str, str]:
    return (told.on, told.how, told.title, told.key)
