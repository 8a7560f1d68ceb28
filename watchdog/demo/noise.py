"""The demo's mail that is about no subscription of Pat's: what every mailbox is full of."""

import tomllib
from collections.abc import Iterator
from datetime import date, timedelta
from importlib.resources import files

import msgspec

from watchdog.demo.letter import Letter, moment
from watchdog.known_types import known


class Noise(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One row of `noise.toml`: how long ago it came, from whom, and what it says."""

    days_ago: int
    clock: str
    sender: str
    subject: str
    says: tuple[str, ...]
    small: str = ""
    newsletter: bool = False


def letters(today: date) -> Iterator[Letter]:
    """The noise, dated back from `today`."""
    text = (files("watchdog.demo") / "noise.toml").read_text(encoding="utf-8")
    for row in tomllib.loads(text)["mail"]:
        yield _letter(msgspec.convert(row, known(Noise)), today)


def _letter(noise: Noise, today: date) -> Letter:
    return Letter(
        sender=noise.sender,
        subject=noise.subject,
        at=moment(today - timedelta(days=noise.days_ago), noise.clock),
        title=noise.says[0],
        blocks=noise.says[1:],
        small=noise.small,
        newsletter=noise.newsletter,
    )
