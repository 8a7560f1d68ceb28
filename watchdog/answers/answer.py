"""An answer: what the books say of some merchants, and what has to be so that it still counts."""

import hashlib
from datetime import date, timedelta
from typing import Any, TypeVar

import msgspec
from msgspec.structs import replace

from watchdog import moving
from watchdog.answers.kinship import Tie
from watchdog.answers.noting import Reading
from watchdog.books import Reminders
from watchdog.catalog import Catalog
from watchdog.findings import Finding
from watchdog.fixes import Fix
from watchdog.known_types import known
from watchdog.language import spoken
from watchdog.moving import Turning
from watchdog.report import ToldSubscription
from watchdog.resolutions import Resolution
from watchdog.timeline.judge import Where
from watchdog.upcoming import Upcoming
from watchdog.views.prices import PriceHistory

T = TypeVar("T")
_LONGEST_DAYS = 3660  # of what never changes by itself

_DECODERS: dict[type, msgspec.msgpack.Decoder[Any]] = {}


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked of all merchants alike; `program` is the sum of the code that answers."""

    catalog: Catalog
    today: date
    reminders: Reminders
    off: tuple[str, ...]
    program: str

    def key(self) -> str:
        """The same for the same question, whatever the day."""
        asked = (self.catalog, self.reminders, sorted(self.off), self.program, spoken())
        return hashlib.sha256(msgspec.msgpack.encode(asked)).hexdigest()


class Rests(msgspec.Struct, frozen=True, array_like=True):
    """On what an answer rests beside the mails of its merchants.

    `words` is the sum of what the user said of them, `put_away` of what he said of the findings
    `found`. `reads` is since when mailboxes were read, `reaches` the oldest day that they tell of,
    `told` when findings were first told: as far as it was asked. `asked` are the ids of all
    findings that were asked for, seven characters each.
    """

    words: str
    put_away: str
    found: tuple[str, ...]
    reads: tuple[Reading, ...]
    reaches: dict[str, date]
    asked: str
    told: dict[str, date]


class Answer(msgspec.Struct, frozen=True, array_like=True):
    """What is said of `merchants` from `day` on, up to the day before `until`.

    `subscriptions` each with its place in the books; `reach` the oldest day of each mailbox that
    they tell of; `ahead` what comes in the next 30 days, `prices` the last steps of prices that are
    news.
    """

    key: str
    day: date
    until: date
    merchants: tuple[str, ...]
    ties: tuple[Tie, ...]
    rests: Rests
    reach: dict[str, date]
    subscriptions: tuple[tuple[Where, ToldSubscription], ...]
    findings: tuple[tuple[Finding, Fix], ...]
    ahead: tuple[Upcoming, ...]
    prices: tuple[PriceHistory, ...]
    resolved: tuple[Resolution, ...]


def put_down(said: Answer, turning: Turning) -> Answer:
    """The same with plain days, and until the first day on which it is another."""
    moved: list[object] = []

    def plain(value: object) -> object:
        moved.append(value)
        return moving.put_down(value)

    body = msgspec.msgpack.encode(said, enc_hook=plain)
    settled = decode(body, Answer) if moved else said
    if settled is None:
        raise TypeError(f"the answer about {said.merchants} cannot be read again")
    days = timedelta(days=min(turning.days or _LONGEST_DAYS, _LONGEST_DAYS))
    return replace(settled, until=settled.day + days)


def encode(said: msgspec.Struct) -> bytes:
    """An answer, or anything else that is kept beside them, as it is kept."""
    return msgspec.msgpack.encode(said)


def decode(body: bytes, kind: type[T]) -> T | None:
    """What was kept; None where another program had other answers."""
    # Made once for each kind: there are as many answers as merchants.
    decoder: msgspec.msgpack.Decoder[T] | None = _DECODERS.get(kind)
    if decoder is None:
        decoder = _DECODERS[kind] = msgspec.msgpack.Decoder(known(kind))
    try:
        return decoder.decode(body)
    except (msgspec.ValidationError, msgspec.DecodeError):
        return None
