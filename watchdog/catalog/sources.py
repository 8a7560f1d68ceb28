"""What every struct of the catalogue is, and where each of its facts comes from."""

from datetime import date
from enum import StrEnum

import msgspec


class Entry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What every struct of the catalogue is: frozen, and strict about its keys."""


class Sure(StrEnum):
    """Who says so, the surest first: the company itself, its page as others repeat it, a mail
    that really came, somebody's guide, or the user in a file of his own.
    """

    OFFICIAL = "official"
    REPEATED = "repeated"
    MAIL = "mail"
    GUIDE = "guide"
    OWN = "own"


class Sourced(Entry, frozen=True, kw_only=True):
    """A fact with the day on which it was checked, against what, and who says so.

    The catalogue that comes with the program gives all three (tests/test_catalog.py); a file of
    the user's own need not.
    """

    verified_on: date | None = None
    source: str | None = None
    sure: Sure | None = None


class Trap(Sourced, frozen=True, kw_only=True):
    """What people trip over; `useless` says what does not cancel. `channels` empty: everywhere."""

    text: str
    useless: bool = False
    channels: tuple[str, ...] = ()


class Commitment(Sourced, frozen=True, kw_only=True):
    """What ending early costs, and when it costs nothing; `plans` empty is every plan."""

    text: str
    plans: tuple[str, ...] = ()


class Downgrade(Sourced, frozen=True, kw_only=True):
    """The smaller plan that could be taken instead, and what goes with the larger one."""

    how: str
    note: str = ""
    channels: tuple[str, ...] = ("direct", "paypal")
