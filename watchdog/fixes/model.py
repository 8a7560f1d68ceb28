"""What a fix is: the steps, the refund, the letter; and the case that it is made for."""

from datetime import date
from enum import StrEnum

import msgspec

from watchdog.catalog import Catalog, Channel, Plan, Service


class Eligible(StrEnum):
    """Whether money comes back; `maybe` where conditions decide that no mail tells of."""

    YES = "yes"
    NO = "no"
    MAYBE = "maybe"


class Refund(msgspec.Struct, frozen=True, kw_only=True):
    """The verdict of a day: `until` is the last day to ask, `conditions` what it hangs on."""

    eligible: Eligible
    until: date | None = None
    conditions: tuple[str, ...] = ()
    route: str | None = None
    url: str | None = None


class Fix(msgspec.Struct, frozen=True, kw_only=True):
    """How to put one thing right, at the place where it was bought.

    `deadline` is the last safe day, `letter` plain text ready to paste, `verified_on` the day
    on which our facts were checked against `source`.
    """

    channel: str | None
    title: str
    steps: tuple[str, ...] = ()
    url: str | None = None
    deadline: date | None = None
    refund: Refund | None = None
    letter: str | None = None
    verified_on: date | None = None
    source: str | None = None
    notes: tuple[str, ...] = ()


class Case(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be stopped: `channel` None is an unknown place, `name` is safe to show.

    `noted` are the notes of the user: each with its day.
    """

    catalog: Catalog
    service: Service | None
    name: str
    channel: Channel | None
    plan: Plan | None = None
    trial: bool = False
    charged_on: date | None = None
    noted: tuple[tuple[str, date], ...] = ()
    today: date

    def say(self, text: str, **more: str) -> str:
        """A text of the catalogue with the names of this case in it."""
        place = self.channel.place if self.channel else "the place where you bought it"
        return text.format(service=self.name, place=place, **more)
