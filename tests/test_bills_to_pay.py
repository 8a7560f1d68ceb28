"""Bills that somebody pays by hand: told by day and amount, and no subscriptions."""

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.rigs.desk import TODAY, Desk, letter, receipts, trial
from tests.rigs.door import Door
from watchdog.demo.letter import Letter, long_date

SWEEP = "Marlow Chimneys <office@marlowchimneys.example>"
POWER = "Wexcombe Power <billing@wexcombepower.example>"
DUE = date(2026, 12, 5)


@pytest.fixture
def desk(door: Door, tmp_path: Path) -> Desk:
    """A desk of its own for each test."""
    return Desk(door, tmp_path / "mails")


def bill(on: date, due_on: date | None = DUE, *, sender: str = SWEEP) -> Letter:
    """A bill for a chimney that was swept."""
    rows = [("Amount due", "£75.00"), ("Due date", long_date(due_on))] if due_on else []
    ask = f"Please pay £75.00 by {long_date(due_on)}." if due_on else "Please pay £75.00."
    return letter("Invoice 4411", on, "Hello Pat Example,", ask, *rows, sender=sender)


def debit(on: date, due_on: date, *, sender: str = POWER) -> Letter:
    """A bill for power whose money is taken by itself."""
    return letter(
        "Your power bill is ready",
        on,
        "Hello Pat Example,",
        f"Your bill is £62.40 and is due on {long_date(due_on)}.",
        "As you pay by Direct Debit, we will take the payment from your account on that day.",
        sender=sender,
    )


def paid(on: date) -> Letter:
    """The receipt for it."""
    return letter(
        "Your receipt from Marlow Chimneys",
        on,
        "Thank you for your payment of £75.00.",
        ("Total paid", "£75.00"),
        sender=SWEEP,
    )


def test_a_bill_is_told_by_day_and_amount(desk: Desk, door: Door) -> None:
    desk.receive([bill(date(2026, 11, 21))])
    (one,) = desk.report()["subscriptions"]
    assert one["paid_by_hand"]
    assert one["bill"] == {
        "on": "2026-11-21",
        "amount": {"amount": "75.00", "currency": "GBP"},
        "due_on": "2026-12-05",
        "collected": False,
    }
    shown = door("report", "--as-of", TODAY.isoformat()).out
    assert "Bills to pay\n   2026-12-05: Marlow Chimneys, 75.00 GBP\n" in shown
    assert "Subscription  " not in shown
    assert "is new" not in shown


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (-1, "2026-12-05: "),
        (0, "due today, 2026-12-05: "),
        (1, "was due 2026-12-05, 1 day ago: "),
        (30, "was due 2026-12-05, 30 days ago: "),
        (31, None),
    ],
)
def test_what_was_due_is_told_for_a_month(
    desk: Desk, door: Door, days: int, said: str | None
) -> None:
    desk.receive([bill(date(2026, 11, 21))])
    day = (DUE + timedelta(days=days)).isoformat()
    shown = door("report", "--as-of", day).out
    assert ("Bills to pay" in shown) == (said is not None)
    assert f"   {said or ''}Marlow Chimneys, 75.00 GBP" in shown or said is None


def test_a_bill_that_names_no_day_is_told_by_the_day_it_came(desk: Desk, door: Door) -> None:
    desk.receive([bill(date(2026, 11, 21), None)])
    shown = door("report", "--as-of", TODAY.isoformat()).out
    assert "   no day named, came 2026-11-21: Marlow Chimneys, 75.00 GBP\n" in shown


@pytest.mark.parametrize(
    ("due", "days", "listed", "named"),
    [
        (None, 60, True, False),
        (None, 61, False, True),
        (None, 121, False, False),
        (DUE, 44, True, False),
        (DUE, 45, False, True),
        (DUE, 105, False, False),
    ],
)
def test_a_bill_that_is_listed_no_more_is_named_for_a_while(
    desk: Desk, door: Door, due: date | None, days: int, listed: bool, named: bool
) -> None:
    desk.receive([bill(date(2026, 11, 21), due)])
    day = (date(2026, 11, 21) + timedelta(days=days)).isoformat()
    for shape in ([], ["--plain"]):
        shown = " ".join(door("report", *shape, "--as-of", day).out.split())
        assert ("Marlow Chimneys, 75.00 GBP" in shown) == listed
        assert ("they were paid: bills of Marlow Chimneys." in shown) == named
    door("paid", "Marlow Chimneys", "--on", "2026-11-22")
    assert "Marlow" not in door("report", "--as-of", day).out


def test_what_was_paid_is_no_bill_to_pay(desk: Desk, door: Door) -> None:
    desk.receive([bill(date(2026, 11, 10)), paid(date(2026, 11, 20))])
    (one,) = desk.report()["subscriptions"]
    assert one["bill"] is None
    assert "Bills to pay" not in door("report", "--as-of", TODAY.isoformat()).out


def test_a_subscription_with_a_bill_stays_one(desk: Desk, door: Door) -> None:
    tunely = "Tunely <billing@tunely.example>"
    desk.receive([*receipts(date(2026, 8, 8), 4), bill(date(2026, 11, 21), sender=tunely)])
    (one,) = desk.report()["subscriptions"]
    assert (one["status"], one["paid_by_hand"]) == ("active", False)
    shown = door("report", "--as-of", TODAY.isoformat()).out
    assert "Bills to pay\n   2026-12-05: Tunely" in shown
    assert "\nSubscription  " in shown


def test_what_is_taken_by_itself_is_not_asked_for(desk: Desk, door: Door) -> None:
    desk.receive([bill(date(2026, 11, 21)), debit(date(2026, 11, 22), date(2026, 12, 4))])
    told = {one["name"]: one for one in desk.report()["subscriptions"]}
    power = told["Wexcombe Power"]
    assert (power["bill"]["collected"], power["paid_by_hand"]) == (True, False)
    day = ("--as-of", TODAY.isoformat())
    by_hand = "2026-12-05: Marlow Chimneys, 75.00 GBP\n"
    taken = "2026-12-04: Wexcombe Power, 62.40 GBP\n"
    shown = door("report", *day).out
    say_so = "Paid already? Say so: watchdog paid NAME\n"
    there = f"Bills to pay\n   {by_hand}   {say_so}\nWill be taken from your account\n   {taken}"
    assert there in shown
    plain = door("report", "--plain", *day).out
    assert f"Bills to pay:\n{by_hand}{say_so}\nWill be taken from your account:\n{taken}" in plain
    page = door("report", "--html", "-", *day).out
    both = [page.index(one) for one in ('id="bills"', "Marlow", 'id="taken"', "Wexcombe Power")]
    assert both == sorted(both)
    week = door("digest", "--to-stdout", *day).out
    assert "BILLS TO PAY\n* 2026-12-05  Marlow Chimneys" in week
    assert "WILL BE TAKEN FROM YOUR ACCOUNT\n* 2026-12-04  Wexcombe Power: 62.40 GBP" in week
    assert "2026-12-04  Wexcombe Power bill is taken: 62.40 GBP" in door("upcoming", *day).out
    assert "taken on 2026-12-04" in door("show", "wexcombe_power", *day).out


def test_what_was_taken_by_itself_is_over(desk: Desk, door: Door) -> None:
    desk.receive([debit(date(2026, 11, 9), TODAY)])
    assert "Wexcombe Power, 62.40 GBP" in door("report", "--as-of", TODAY.isoformat()).out
    tomorrow = (TODAY + timedelta(days=1)).isoformat()
    after = door("report", "--as-of", tomorrow).out
    assert "62.40 GBP" not in after
    assert "bill to pay" not in after


def test_bills_that_are_due_head_the_report(desk: Desk, door: Door) -> None:
    later = "Hollis Dental <office@hollisdental.example>"
    desk.receive(
        [
            bill(date(2026, 11, 10), TODAY - timedelta(days=3)),
            bill(date(2026, 11, 11), TODAY, sender=later),
            debit(date(2026, 11, 9), TODAY),
        ]
    )
    day = ("--as-of", TODAY.isoformat())
    shown = door("report", *day).out
    assert shown.startswith("Billing watchdog, 2026-11-23: 2 bills to pay are due\n")
    first, second = "was due 2026-11-20, 3 days ago: Marlow", "due today, 2026-11-23: Hollis"
    assert -1 < shown.index(first) < shown.index(second)
    assert "Nothing needs you" not in shown
    assert door("report", "--plain", *day).out.splitlines()[0].endswith("2 bills to pay are due.")
    assert "2 bills to pay are due" in door("digest", "--to-stdout", *day).out
    assert "2 bills to pay are due" in door("report", "--html", "-", *day).out


def test_who_says_that_he_paid_is_asked_no_more(desk: Desk, door: Door) -> None:
    desk.receive([bill(date(2026, 11, 10), TODAY)])
    waits = "Marlow Chimneys, 75.00 GBP"
    day = ("--as-of", TODAY.isoformat())
    assert waits in door("report", *day).out
    said = door("paid", "marlow_chimneys", "--on", "2026-11-20").out
    word = "you paid the bill of Marlow Chimneys on 2026-11-20"
    assert said == f"Noted: {word}. (watchdog undo takes it back.)\n"
    shown = door("report", *day).out
    assert waits not in shown
    assert "nothing urgent" in shown
    assert "bill is due" not in door("upcoming", *day).out
    assert waits in door("report", "--as-of", "2026-11-19").out
    assert door("undo").code == 0
    assert waits in door("report", *day).out


def test_the_next_bill_is_asked_for_again(desk: Desk, door: Door) -> None:
    desk.receive([bill(date(2026, 11, 10), TODAY), bill(date(2026, 11, 22))])
    said = door("paid", "marlow_chimneys", "--on", "2026-11-20").out
    assert said.endswith("The bill that came on 2026-11-22 still waits.\n")
    assert "2026-12-05: Marlow" in door("report", "--as-of", TODAY.isoformat()).out


def test_who_paid_what_does_not_wait_hears_so(desk: Desk, door: Door) -> None:
    desk.receive([bill(date(2026, 11, 10)), paid(date(2026, 11, 20))])
    said = door("paid", "marlow_chimneys", "--on", "2026-11-21").out
    assert said == "No bill of Marlow Chimneys waits: nothing was noted.\n"
    assert "paid" not in door("said").out
    future = door("paid", "marlow_chimneys", "--on", "2199-01-01")
    assert (future.code, future.out) == (2, "")
    assert "lies in the future" in future.err


def test_a_bill_to_come_is_not_due(desk: Desk, door: Door) -> None:
    desk.receive([bill(date(2026, 11, 21))])
    shown = door("report", "--as-of", TODAY.isoformat()).out
    assert shown.startswith("Billing watchdog, 2026-11-23: nothing urgent\n")


@pytest.mark.parametrize("says_how", [True, False])
def test_where_it_is_not_said_who_pays_one_looks_first(
    desk: Desk, door: Door, *, says_how: bool
) -> None:
    ask = ["Please pay by bank transfer."] if says_how else []
    told = f"Your invoice over £75.00 is due on {long_date(DUE)}."
    desk.receive([letter("Invoice 4411", date(2026, 11, 21), told, *ask, sender=SWEEP)])
    shown = door("report", "--as-of", TODAY.isoformat()).out
    assert "2026-12-05: Marlow Chimneys, 75.00 GBP" in shown
    assert ("Not every mail says how it is paid" in shown) is not says_how


def test_who_sends_bills_alone_was_billed_for(desk: Desk, door: Door) -> None:
    desk.receive([bill(date(2026, 9, 21), date(2026, 10, 5))])
    assert "No bill ever seen" not in door("report", "--as-of", TODAY.isoformat()).out


def test_the_letter_of_the_week_has_the_bills_of_two_weeks(desk: Desk, door: Door) -> None:
    later = "Hollis Dental <office@hollisdental.example>"
    desk.receive(
        [
            bill(date(2026, 11, 21)),
            bill(date(2026, 11, 22), DUE + timedelta(days=30), sender=later),
        ]
    )
    told = door("digest", "--to-stdout", "--as-of", TODAY.isoformat()).out
    assert "BILLS TO PAY\n* 2026-12-05  Marlow Chimneys: 75.00 GBP\n" in told
    assert "Hollis Dental" not in told


def test_a_last_safe_day_that_has_passed_is_told_as_passed(desk: Desk, door: Door) -> None:
    desk.receive([trial(date(2026, 11, 16), TODAY)])
    passed = "The last safe day was 2026-11-22: act at once."
    day = ("--as-of", TODAY.isoformat())
    assert passed in " ".join(door("report", *day).out.split())
    assert passed in door("report", "--plain", *day).out
    assert passed in door("digest", "--to-stdout", *day).out
    (found,) = desk.report()["findings"]
    assert passed in door("fix", found["id"], *day).out
    assert "The last safe day was 22 November 2026: act at once." in door(
        "report", "--html", "-", *day
    ).out.replace("\xa0", " ")


def test_steps_that_differ_in_a_name_alone_are_given_once(desk: Desk, door: Door) -> None:
    ends_on = TODAY + timedelta(days=1)
    mine = trial(date(2026, 11, 16), ends_on)
    other = replace(mine, sender="Skimmer News <billing@skimmer.example>")
    desk.receive([mine, other])
    assert desk.kinds() == ["trial_ending", "trial_ending"]
    told = door("digest", "--to-stdout", "--as-of", TODAY.isoformat()).out
    assert told.count("Sign in with the email address that pays.") == 1
    assert len(re.findall(r": the same steps as for [\w ]+ above\.", told)) == 1
