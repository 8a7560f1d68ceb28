"""Until when a payment pays, as receipts in every language say it, and days of something else."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from parsers.events import BillingEvent, EventKind
from parsers.language.lexicon import languages
from tests.mailed import read_plain

_FILE = Path(__file__).parent.parent / "fixtures" / "paid_until.toml"
RECEIPTS = tomllib.loads(_FILE.read_text(encoding="utf-8"))["receipts"]
UNTIL = date(2027, 12, 4)


def _lines(name: str) -> list[Any]:
    return [
        pytest.param(one, line, id=f"{one['language']}-{line}")
        for one in RECEIPTS
        for line in one[name]
    ]


def _charge(receipt: dict[str, Any], line: str) -> BillingEvent:
    text = f"{receipt['greeting']}\n\n{receipt['paid']} {line}\n"
    (event,) = read_plain(receipt["subject"], text).events
    assert event.kind is EventKind.CHARGE
    return event


@pytest.mark.parametrize(("receipt", "line"), _lines("until"))
def test_a_receipt_says_until_when_it_pays(receipt: dict[str, Any], line: str) -> None:
    event = _charge(receipt, line)
    assert UNTIL in (event.access_until, event.renews_on)


@pytest.mark.parametrize(("receipt", "line"), _lines("others"))
def test_a_day_of_something_else_is_none_of_the_payment(receipt: dict[str, Any], line: str) -> None:
    event = _charge(receipt, line)
    assert (event.access_until, event.renews_on) == (None, None)


def test_every_language_says_so() -> None:
    assert {one["language"] for one in RECEIPTS} == languages()
