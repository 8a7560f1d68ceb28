"""A subscription costs what the mail of its start says, while no bill says more."""

import json
from datetime import date
from pathlib import Path

import pytest

from tests.rigs.boxes import letter, put
from tests.rigs.door import Door

STRAVA = "Strava <no-reply@strava.com>"
STARTED = (
    "Hi Pat,\n\nThanks for subscribing. You now have routes and training plans.\n\n{plan}"
    "Amount: £8.99\nRenews: 30 November 2026\n"
)


@pytest.mark.parametrize(
    ("plan", "price"), [("Plan: Monthly\n", "8.99"), ("", None)], ids=["monthly", "no rhythm"]
)
def test_only_where_it_says_how_often(
    door: Door, tmp_path: Path, plan: str, price: str | None
) -> None:
    text = STARTED.format(plan=plan)
    put(
        door,
        tmp_path / "m",
        None,
        {"s": letter(date(2026, 10, 30), "Thanks for subscribing", text, STRAVA)},
    )
    out = door("report", "--json", "--as-of", "2026-11-16").out
    (one,) = json.loads(out)["subscriptions"]
    assert (one["price"] and one["price"]["amount"]) == price


def test_a_later_bill_says_more(door: Door, tmp_path: Path) -> None:
    paid = "Hi Pat,\n\nThanks for your payment.\n\nStrava subscription, monthly\nTotal: £9.99\n"
    mails = {
        "s": letter(
            date(2026, 10, 30),
            "Thanks for subscribing",
            STARTED.format(plan="Plan: Monthly\n"),
            STRAVA,
        ),
        "p": letter(date(2026, 11, 30), "Your Strava receipt", paid, STRAVA),
    }
    put(door, tmp_path / "m", None, mails)
    (one,) = json.loads(door("report", "--json", "--as-of", "2026-12-02").out)["subscriptions"]
    assert one["price"]["amount"] == "9.99"
