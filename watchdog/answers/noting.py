"""What is asked on the way to an answer, noted: the answer counts while it would be told again."""

from collections.abc import Iterator, Mapping
from datetime import date

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


class Heard(Readings, frozen=True, kw_only=True):
    """How well we hear; `asked` are the mailboxes whose last reading played a part."""

    asked: dict[str, date | None]

    def read_on(self, mailbox: str) -> date | None:
        """When a mailbox was last read."""
        self.asked[mailbox] = day = super().read_on(mailbox)
        return day
