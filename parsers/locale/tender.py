"""What countries pay in: the codes of currencies, their decimals, and whose they are."""

import tomllib
from functools import cache
from importlib.resources import files

import msgspec

_DECIMALS = 2


class _Tender(msgspec.Struct, frozen=True, kw_only=True):
    codes: frozenset[str]
    decimals: dict[str, int]
    at_home: dict[str, str | None]


def codes() -> frozenset[str]:
    """The ISO 4217 codes of money in use since 2010."""
    return _tender().codes


def decimals_of(code: str) -> int:
    """How many figures stand behind the point: two, unless it is known otherwise."""
    return _tender().decimals.get(code, _DECIMALS)


def home_currency(territory: str | None) -> str | None:
    """The currency that a territory pays in today."""
    return _tender().at_home.get(territory or "")


def is_known(territory: str) -> bool:
    """Whether it is known what a territory pays or paid in."""
    return territory in _tender().at_home


@cache
def _tender() -> _Tender:
    """CLDR's table as `tools/tender.py` writes it down; babel's own takes 2.5 MB."""
    known = tomllib.loads((files("parsers.locale") / "tender.toml").read_text(encoding="utf-8"))
    return _Tender(
        codes=frozenset(known["codes"].split()),
        decimals={
            code: int(digits) for digits, some in known["decimals"].items() for code in some.split()
        },
        at_home={
            territory: code or None
            for code, some in known["at_home"].items()
            for territory in some.split()
        },
    )
