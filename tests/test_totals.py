"""What was paid in all: what came back is no longer paid, and both sums stand beside it."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.rigs.desk import PLAN, Desk, letter, receipts
from tests.rigs.door import Door
from watchdog.demo.letter import Letter

FIRST = date(2026, 8, 8)


@pytest.fixture
def desk(door: Door, tmp_path: Path) -> Desk:
    """A desk of its own for each test."""
    return Desk(door, tmp_path / "mails")


def refund(on: date, amount: str, *, sender: str = "Tunely <billing@tunely.example>") -> Letter:
    """The mail that says that money came back."""
    return letter(
        "Refund confirmation",
        on,
        f"We have refunded {amount} for {PLAN}.",
        ("Refund amount", f"{amount} USD"),
        sender=sender,
    )


@pytest.mark.parametrize(
    ("refunds", "came_back"),
    [
        ([], "0"),
        ([refund(date(2026, 11, 12), "$12.00")], "12.00"),
        ([refund(date(2026, 11, 12), "$5.00")], "5.00"),
        ([refund(date(2026, 11, 10), "$5.00"), refund(date(2026, 11, 14), "$7.00")], "12.00"),
        ([refund(date(2026, 11, 10), "$12.00"), refund(date(2026, 11, 10), "$12.00")], "12.00"),
        ([refund(date(2026, 11, 10), "$99.00")], "0"),
    ],
    ids=["none", "whole", "part", "two parts", "told twice", "of something else"],
)
def test_what_came_back_is_not_paid(desk: Desk, refunds: list[Letter], came_back: str) -> None:
    desk.receive([*receipts(FIRST, 4), *refunds])
    (one,) = desk.report()["subscriptions"]
    paid = f"{48 - float(came_back):.2f}"
    assert one["charges"] == 4
    assert one["total_charged"] == {"amount": "48.00", "currency": "USD"}
    assert one["total_refunded"]["amount"] == came_back
    assert one["total_paid"] == {"amount": paid, "currency": "USD"}


def test_a_part_lowers_what_is_at_stake(desk: Desk, door: Door) -> None:
    desk.receive(receipts(FIRST, 4))
    assert door("cancelled", "tunely", "--on", (FIRST + timedelta(days=80)).isoformat()).code == 0
    (before,) = desk.report()["findings"]
    desk.receive([refund(date(2026, 11, 12), "$5.00")])
    (after,) = desk.report()["findings"]
    assert (before["id"], before["at_stake"]["amount"]) == (after["id"], "12.00")
    assert after["at_stake"]["amount"] == "7.00"
