"""What a fix is: the steps, the refund, the letter; and the case that it is made for."""

from datetime import date
from enum import StrEnum

import msgspec

from watchdog.catalog import Catalog, Channel, Payment, Plan, Service, Sure
from watchdog.fixes.names import said_name
from watchdog.language import marked, say, translated
from watchdog.language.places import at_place, by_place
from watchdog.timeline.debits import Scheme

SOMEWHERE = marked("the place where you bought it")
_ELSEWHERE = "another place"
_WITHIN_SENTENCES = (
    marked("at the place where you bought it"),
    marked("at another place"),
    marked("by the place where you bought it"),
)
_PLACES = ("place", "at_place", "by_place", "at_other")


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


class Right(msgspec.Struct, frozen=True, kw_only=True):
    """A rule of the law where the user lives, as information; `until` where a time limit runs."""

    where: str
    says: str
    until: date | None = None
    verified_on: date | None = None
    source: str | None = None
    sure: Sure | None = None


class Fix(msgspec.Struct, frozen=True, kw_only=True):
    """How to put one thing right, at the place where it was bought.

    `deadline` is the last safe day, `letter` plain text ready to paste, `verified_on` the day
    on which our facts were checked against `source`, and `sure` who says so. `does_not_work` is
    what people try in vain, `law` what may hold where the user lives.
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
    does_not_work: tuple[str, ...] = ()
    law: tuple[Right, ...] = ()
    sure: Sure | None = None

    @property
    def lines(self) -> tuple[str, ...]:
        """All that it says in sentences, but for the letter and the law."""
        refund = self.refund
        asked = (*refund.conditions, refund.route or "") if refund is not None else ()
        return (*self.steps, *self.does_not_work, *asked, *self.notes)


class Case(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be stopped: `channel` None is an unknown place, `name` is safe to show.

    `cadence` is how often it bills, where that is known; `other` is another place that plays a
    part, where it was cancelled in vain, and `payer` one that takes the money of what is cancelled
    elsewhere; `debit` is by whose rules the payment was debited from an account, `currency` in
    which, and `is_way_known` whether a mail says how it was paid; `payment` None: nobody knows
    which one it is. `noted` are the notes of the user: each with its day.
    """

    catalog: Catalog
    service: Service | None
    name: str
    channel: Channel | None
    plan: Plan | None = None
    cadence: str | None = None
    trial: bool = False
    debit: Scheme | None = None
    is_way_known: bool = True
    currency: str | None = None
    charged_on: date | None = None
    payment: Payment | None = None
    other: Channel | None = None
    payer: Channel | None = None
    noted: tuple[tuple[str, date], ...] = ()
    today: date

    def say(self, text: str, **more: str) -> str:
        """A text of the catalogue with the names of this case in it."""
        told = translated(text)
        place = self.channel.place if self.channel else SOMEWHERE
        other = self.other.place if self.other else _ELSEWHERE
        name = self.name
        if told != text:
            at = at_place(place)
            if self.payer is not None:
                at = say("{place} and {payer}", place=at, payer=at_place(self.payer.place))
            places = (translated(place), at, by_place(place), at_place(other))
            name = said_name(name)
        else:  # a text that stays English has its places in English, too
            also = f" and at {self.payer.place}" if self.payer is not None else ""
            places = (place, f"at {place}{also}", f"by {place}", f"at {other}")
        blanks = dict(zip(_PLACES, places, strict=True))
        return told.format(service=name, **blanks, **more)
