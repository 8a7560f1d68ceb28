"""Twelve checks on which the closest open-source peer got one right, from mails to the report."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
import time_machine

from tests.rigs.desk import (
    PLAN,
    TODAY,
    Desk,
    canceled,
    coursera_receipt,
    letter,
    receipt,
    receipts,
    store_receipts,
    trial,
)
from tests.rigs.door import Door
from watchdog.demo.letter import Letter, long_date, moment
from watchdog.timeline.cadence import step


@pytest.fixture
def desk(door: Door, tmp_path: Path) -> Desk:
    """A desk of its own for each check."""
    return Desk(door, tmp_path / "mails")


def test_1_a_charge_after_the_cancellation_alarms_and_revives_nothing(desk: Desk) -> None:
    desk.receive([*receipts(date(2026, 8, 8), 3), canceled(date(2026, 10, 20), date(2026, 11, 8))])
    assert desk.kinds() == []
    desk.receive([receipt(date(2026, 11, 15))])
    assert desk.kinds() == ["charge_after_cancellation"]
    assert desk.statuses() == {"tunely:direct": "canceled"}


def test_1_an_old_receipt_that_is_sent_again_neither_alarms_nor_revives(desk: Desk) -> None:
    again = receipt(date(2026, 8, 8), renews_on=date(2026, 9, 8))
    late = Letter(
        sender=again.sender,
        subject=again.subject,
        at=moment(date(2026, 11, 20)),
        title=again.title,
        blocks=again.blocks,
    )
    desk.receive([*receipts(date(2026, 9, 8), 2), canceled(date(2026, 10, 20), date(2026, 11, 8))])
    desk.receive([late])
    assert desk.kinds() == []
    (one,) = desk.report()["subscriptions"]
    assert (one["status"], one["charges"]) == ("canceled", 3)


def test_2_a_dearer_renewal_is_a_step_and_no_second_subscription(desk: Desk) -> None:
    desk.receive(receipts(date(2026, 5, 20), 6, "$15.49"))
    desk.receive([receipt(date(2026, 11, 20), "$17.99", renews_on=date(2026, 12, 20))])
    assert desk.kinds() == ["price_increase"]
    (one,) = desk.report()["subscriptions"]
    assert (one["price"]["amount"], one["charges"]) == ("17.99", 7)


def test_3_a_dearer_plain_receipt_counts_too(desk: Desk) -> None:
    desk.receive(receipts(date(2026, 5, 20), 6, "$15.49"))
    desk.receive([receipt(date(2026, 11, 20), "$17.99")])
    assert desk.kinds() == ["price_increase"]
    assert len(desk.report()["subscriptions"]) == 1


def test_4_a_trial_is_told_a_week_ahead(desk: Desk) -> None:
    desk.receive([trial(TODAY - timedelta(days=7), TODAY + timedelta(days=7))])
    (found,) = desk.report()["findings"]
    assert (found["kind"], found["severity"]) == ("trial_ending", "soon")
    assert found["deadline"] == "2026-11-29"


def test_5_the_same_trial_is_told_again_when_it_is_urgent(desk: Desk) -> None:
    desk.receive([trial(TODAY - timedelta(days=7), TODAY + timedelta(days=7))])
    days = [TODAY, TODAY + timedelta(days=6), TODAY + timedelta(days=7)]
    told = [desk.report(day)["findings"][0] for day in days]
    assert [one["severity"] for one in told] == ["soon", "act_now", "act_now"]
    assert len({one["id"] for one in told}) == 1


def test_6_what_was_dismissed_stays_away(desk: Desk, door: Door) -> None:
    story = [*receipts(date(2026, 8, 8), 3), canceled(date(2026, 10, 20), date(2026, 11, 8))]
    with time_machine.travel(datetime(2026, 11, 23, 12, tzinfo=UTC), tick=False):
        desk.receive([*story, receipt(date(2026, 11, 15))])
        (found,) = desk.report()["findings"]
        assert door("dismiss", found["id"]).code == 0
        desk.receive(receipts(date(2026, 2, 8), 6))
    assert desk.kinds() == []
    assert desk.kinds(TODAY + timedelta(days=20)) == []


def test_7_two_honest_rides_are_nothing(desk: Desk) -> None:
    rides = [
        Letter(
            sender="Ferry Cabs <receipts@ferry-cabs.example>",
            subject="Your trip on Friday",
            at=moment(date(2026, 11, 20), clock),
            title="Thanks for riding, Pat",
            blocks=("Your trip on Friday", ("Trip fare", price), ("Total", f"{price} USD")),
        )
        for clock, price in (("08:10", "$18.40"), ("18:25", "$18.90"))
    ]
    desk.receive(rides)
    assert desk.report()["subscriptions"] == []
    assert desk.kinds() == []


def test_8_a_refund_is_noticed_and_ends_the_alarm(desk: Desk) -> None:
    story = [*receipts(date(2026, 8, 8), 3), canceled(date(2026, 10, 20), date(2026, 11, 8))]
    desk.receive([*story, receipt(date(2026, 11, 15))])
    (before,) = desk.report()["findings"]
    refund = letter(
        "Refund confirmation",
        date(2026, 11, 19),
        f"We have refunded $12.00 for {PLAN}.",
        ("Refund amount", "$12.00 USD"),
    )
    desk.receive([refund])
    after = desk.report()
    assert before["severity"] == "act_now"
    assert after["findings"] == []
    (one,) = after["subscriptions"]
    assert one["total_refunded"] == {"amount": "12.00", "currency": "USD"}


def test_8_a_refund_of_nobody_knows_how_much_ends_no_alarm(desk: Desk) -> None:
    story = [*receipts(date(2026, 8, 8), 3), canceled(date(2026, 10, 20), date(2026, 11, 8))]
    desk.receive([*story, receipt(date(2026, 11, 15))])
    desk.receive(
        [
            letter(
                "Refund confirmation", date(2026, 11, 19), f"Your refund for {PLAN} was processed."
            )
        ]
    )
    (after,) = desk.report()["findings"]
    assert after["severity"] == "act_now"
    assert "A mail of 2026-11-19 says that money came back, but not how much." in after["says"]


def test_9_one_of_two_apple_subscriptions_was_cancelled(desk: Desk, door: Door) -> None:
    desk.receive(store_receipts("Fitly: Workouts", "Fitly Gold", date(2026, 8, 12), 4))
    desk.receive(store_receipts("Booksy: Stories", "Booksy Plus", date(2026, 8, 15), 4))
    names = sorted(one["merchant"] for one in desk.report()["subscriptions"])
    assert len(names) == 2
    with time_machine.travel(datetime(2026, 11, 22, 12, tzinfo=UTC), tick=False):
        assert door("cancelled", names[0], "--channel", "apple").code == 0
    assert list(desk.statuses().values()).count("canceling") == 1
    assert list(desk.statuses().values()).count("active") == 1
    assert desk.kinds() == []


def test_10_one_plan_on_the_web_and_at_apple_is_told(desk: Desk) -> None:
    desk.receive(coursera_receipt(step(date(2026, 8, 8), "P1M", n)) for n in range(4))
    app, plan = "Coursera: Learn career skills", "Coursera Plus (Monthly)"
    desk.receive(store_receipts(app, plan, date(2026, 8, 12), 4))
    assert desk.kinds() == ["duplicate_subscription"]
    assert desk.statuses() == {"coursera:direct": "active", "coursera:apple": "active"}


def test_11_a_charge_while_the_trial_runs_is_told(desk: Desk) -> None:
    desk.receive([trial(date(2026, 11, 12), date(2026, 11, 26)), receipt(date(2026, 11, 18))])
    assert desk.kinds() == ["charged_during_trial"]
    assert desk.statuses() == {"tunely:direct": "active"}


def test_12_a_year_that_renews_in_four_days_is_told(desk: Desk) -> None:
    paid_on = date(2025, 11, 27)
    bought = letter(
        "Your receipt from Tunely",
        paid_on,
        "Thank you for your payment.",
        ("Plan", f"{PLAN} (annual)"),
        ("Date paid", long_date(paid_on)),
        ("Total paid", "$659.88 USD"),
    )
    desk.receive([bought])
    (found,) = desk.report()["findings"]
    assert (found["kind"], found["on"]) == ("renewal_approaching", "2026-11-27")
    assert found["at_stake"] == {"amount": "659.88", "currency": "USD"}
    assert desk.report(TODAY + timedelta(days=1))["findings"][0]["severity"] == "act_now"
