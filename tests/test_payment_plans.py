"""What is paid in parts is billed by the part, in every language; an offer is no bill."""

import tomllib
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from parsers.events import EventKind
from tests.mailed import read_plain

_FILE = Path(__file__).parent.parent / "fixtures" / "payment_plans.toml"
_READ = tomllib.loads(_FILE.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "letter", _READ["plans"], ids=lambda one: f"{one['language']}-{one['subject']}"
)
def test_the_bill_of_a_plan_is_its_first_part(letter: dict[str, Any]) -> None:
    (event,) = read_plain(letter["subject"], letter["text"]).events
    assert event.kind is EventKind.INVOICE_DUE
    assert event.due_on == date(2026, 12, 5)
    assert event.amount is not None
    assert event.amount.amount == Decimal(letter["amount"])


@pytest.mark.parametrize("letter", _READ["others"], ids=lambda one: str(one["subject"]))
def test_a_plan_that_nobody_owes_is_no_bill(letter: dict[str, Any]) -> None:
    assert read_plain(letter["subject"], letter["text"]).events == ()


def test_a_purchase_in_parts_costs_today_what_was_taken() -> None:
    text = (
        "Hi Pat,\n\nyour purchase of $100.00 is paid in 4 payments of $25.00. We took the first"
        " payment of $25.00 today. The next one is on 4 December 2026.\n"
    )
    (event,) = read_plain("Your purchase at Birch Shop", text).events
    assert event.kind is EventKind.CHARGE
    assert event.amount is not None
    assert event.amount.amount == 25
