"""What is asked on the way to an answer, noted: the answer counts while it would be told again."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

import msgspec

from watchdog.moving import lag_of
from watchdog.readings import Readings


class Reaches(Mapping[str, date]):
    """The oldest day that each mailbox tells of; `asked` is what was told of it."""

    def __init__(self, known: Mapping[str, date], own: Mapping[str, date]) -> None:
        self._known, self._own = known, own
        self.asked: dict[str, date] = {}

    def __getitem__(self, mailbox: str) -> date:
        own = self._own[mailbox]
        self.asked[mailbox] = min(own, self._known.get(mailbox, own))
        return self.asked[mailbox]

    def __iter__(self) -> Iterator[str]:
        return iter(self._own)

    def __len__(self) -> int:
        return len(self._own)


class Told(Mapping[str, date]):
    """When findings were first told; `asked` are all that it was asked for."""

    def __init__(self, told: Mapping[str, date]) -> None:
        self._told = told
        self.asked: set[str] = set()

    def __getitem__(self, finding: str) -> date:
        self.asked.add(finding)
        return self._told[finding]

    def __iter__(self) -> Iterator[str]:
        return iter(self._told)

    def __len__(self) -> int:
        return len(self._told)

    def __bool__(self) -> bool:
        """What nobody was told is asked for all the same: it may be told tomorrow."""
        return True


class Reading(msgspec.Struct, frozen=True, array_like=True):
    """Whether a mailbox was read since a day: one that stays, or so many days after today."""

    mailbox: str
    since: date | int
    is_read: bool

    def stands(self, readings: Readings, today: date) -> bool:
        """Whether the same would be said now."""
        since = self.since
        day = today + timedelta(days=since) if isinstance(since, int) else since
        return readings.is_read(self.mailbox, day) == self.is_read


class Heard(Readings, frozen=True, kw_only=True):
    """How well we hear; `asked` is what was told of mailboxes whose reading played a part."""

    today: date
    asked: dict[Reading, None]

    def is_read(self, mailbox: str, since: date) -> bool:
        """Whether a mailbox was last read on that day or later."""
        lag = lag_of(since, self.today)
        day = since if lag is None else self.today + timedelta(days=lag)
        told = super().is_read(mailbox, day)
        self.asked[Reading(mailbox, day if lag is None else lag, told)] = None
        return told
