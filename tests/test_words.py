"""What the user says of a subscription changes what is judged, is shown, and is taken back."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine

from tests.rigs.desk import (
    Desk,
    coursera_receipt,
    letter,
    receipt,
    receipts,
    store_receipts,
    trial,
)
from tests.rigs.door import Door
from watchdog.demo.letter import long_date
from watchdog.timeline.cadence import step

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
TODAY = NOW.date()


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    """The clock stands; a test may move it."""
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def desk(door: Door, tmp_path: Path) -> Desk:
    """A desk of its own for each test."""
    return Desk(door, tmp_path / "mails")


def findings(desk: Desk, day: date = TODAY) -> dict[str, dict[str, Any]]:
    """The findings of a day by kind."""
    return {str(one["kind"]): one for one in desk.report(day)["findings"]}


def said_in(finding: dict[str, Any]) -> list[str]:
    """The user's words among the evidence of a finding."""
    return [str(one["says"]) for one in finding["evidence"] if not one["message_id"]]


def words(door: Door) -> list[str]:
    """All that was said and stands."""
    return [str(one["says"]) for one in json.loads(door("said", "--json").out)["said"]]


def refused(door: Door, *line: str) -> str:
    """The one line that a slip is answered with; nothing was noted."""
    before = words(door)
    ended = door(*line)
    assert (ended.code, ended.out) == (2, ""), ended
    assert ended.err.count("\n") == 1, ended.err
    assert words(door) == before
    return ended.err


def test_a_missing_confirmation_is_noticed_after_three_days(
    desk: Desk, door: Door, clock: time_machine.Traveller
) -> None:
    desk.receive(receipts(date(2026, 8, 18), 4))
    assert door("cancelled", "Tunely", "--on", "2026-11-20").code == 0
    assert desk.kinds(date(2026, 11, 22)) == []
    (found,) = desk.report(date(2026, 11, 24))["findings"]
    assert found["kind"] == "cancellation_unconfirmed"
    assert said_in(found) == ["You said on 2026-11-23 that you cancelled it on 2026-11-20"]
    assert door("undo").code == 0
    assert desk.kinds(date(2026, 11, 24)) == []
    assert desk.statuses() == {"tunely:direct": "active"}


def test_a_wrong_store_is_told_at_once(desk: Desk, door: Door) -> None:
    desk.receive(
        store_receipts("Coursera: Learn career skills", "Coursera Plus", date(2026, 8, 12), 4)
    )
    assert door("cancelled", "coursera", "--channel", "direct").code == 0
    (found,) = desk.report()["findings"]
    assert (found["kind"], found["severity"]) == ("wrong_store", "act_now")
    assert said_in(found) == ["You said on 2026-11-23 that you cancelled it on 2026-11-23 (web)"]


def specializations(*names: str) -> list[Any]:
    """Four months of each Specialization, bought on the web."""
    first = date(2026, 8, 10)
    return [
        coursera_receipt(step(first + timedelta(days=place), "P1M", n), name, "$49.00")
        for place, name in enumerate(names)
        for n in range(4)
    ]


STATISTICS, WRITING = "Applied Statistics Specialization", "Technical Writing Specialization"


def test_one_of_two_specializations_is_cancelled(
    desk: Desk, door: Door, clock: time_machine.Traveller
) -> None:
    desk.receive(specializations(STATISTICS, WRITING))
    ended = door("cancelled", "coursera", "--plan", "statistics", "--on", "2026-11-20")
    assert STATISTICS in ended.out
    told = {one["plan"]: one["status"] for one in desk.report()["subscriptions"]}
    assert told == {STATISTICS: "canceling", WRITING: "active"}
    desk.receive([coursera_receipt(date(2026, 12, 11), WRITING, "$49.00")])
    assert "charge_after_cancellation" not in desk.kinds(date(2026, 12, 12))


def test_all_of_several_is_said_plainly(desk: Desk, door: Door) -> None:
    desk.receive(specializations(STATISTICS, WRITING))
    ended = door("cancelled", "coursera")
    assert "That is 2 subscriptions" in ended.out
    assert "--plan" in ended.out
    assert "no such plan" in refused(door, "cancelled", "coursera", "--plan", "painting")
    assert "which one" in refused(door, "cancelled", "coursera", "--plan", "specialization")


def test_a_subscription_is_named_by_its_id(desk: Desk, door: Door) -> None:
    desk.receive(specializations(STATISTICS, WRITING))
    ids = {one["plan"]: one["id"] for one in desk.report()["subscriptions"]}
    assert door("cancelled", ids[WRITING]).code == 0
    told = {one["plan"]: one["status"] for one in desk.report()["subscriptions"]}
    assert told == {STATISTICS: "active", WRITING: "canceling"}


def test_a_charge_in_a_pause_that_was_only_said_is_told(desk: Desk, door: Door) -> None:
    desk.receive(receipts(date(2026, 8, 8), 3))
    assert door("paused", "tunely", "--on", "2026-10-20", "--until", "2027-01-20").code == 0
    assert desk.statuses() == {"tunely:direct": "paused"}
    desk.receive([receipt(date(2026, 11, 20))])
    (found,) = desk.report()["findings"]
    assert found["kind"] == "charged_while_paused"
    word = "You said on 2026-11-23 that it is paused from 2026-10-20 until 2027-01-20"
    assert said_in(found) == [word]
    assert door("undo").code == 0
    assert "charged_while_paused" not in desk.kinds()


def test_a_pause_ends_after_it_began(desk: Desk, door: Door) -> None:
    desk.receive(receipts(date(2026, 8, 8), 3))
    line = ("paused", "tunely", "--on", "2026-10-20", "--until", "2026-10-20")
    assert "is not after" in refused(door, *line)
    assert "future" in refused(door, "paused", "tunely", "--on", "2026-11-24")


def annual_plus(paid_on: date) -> Any:
    """A year of Coursera Plus, bought on the web after a trial."""
    return letter(
        "Your Coursera payment",
        paid_on,
        "You were charged $399.00 for Coursera Plus Annual.",
        ("Order number", "2611154471"),
        ("Order date", long_date(paid_on)),
        ("Subscription", "Coursera Plus Annual"),
        ("Total", "$399.00 USD"),
        ("Next billing date", long_date(step(paid_on, "P1Y", 1))),
        sender="Coursera <noreply@coursera.org>",
    )


def plus_trial(on: date) -> Any:
    """A trial of seven days."""
    return letter(
        "Your free trial has started",
        on,
        "Your 7-day free trial of Coursera Plus Annual has started.",
        ("Plan", "Coursera Plus Annual"),
        ("Trial ends", long_date(on + timedelta(days=7))),
        sender="Coursera <noreply@coursera.org>",
    )


def test_a_certificate_decides_the_refund(desk: Desk, door: Door) -> None:
    desk.receive([plus_trial(date(2026, 11, 8)), annual_plus(date(2026, 11, 15))])
    before = findings(desk)["trial_converted"]
    assert (before["fix"]["refund"]["eligible"], before["fix"]["refund"]["until"]) == (
        "maybe",
        "2026-11-29",
    )
    assert door("note", "coursera", "certificate-earned", "--on", "2026-11-14").code == 0
    assert findings(desk)["trial_converted"]["fix"]["refund"] == before["fix"]["refund"]
    assert door("note", "coursera", "certificate-earned", "--on", "2026-11-20").code == 0
    after = findings(desk)["trial_converted"]
    assert after["fix"]["refund"]["eligible"] == "no"
    assert after["fix"]["refund"]["conditions"] == [
        "You noted that you earned a certificate on 2026-11-20"
    ]
    assert "You said on 2026-11-23 that you earned a certificate on 2026-11-20" in said_in(after)
    line = ("fix", "coursera", "--plan", "plus_annual", "--charged-on", "2026-11-15", "--json")
    assert json.loads(door(*line).out)["refund"]["eligible"] == "no"
    assert door("undo").code == 0
    assert findings(desk)["trial_converted"]["fix"]["refund"] == before["fix"]["refund"]


def test_only_notes_that_decide_something_are_taken(desk: Desk, door: Door) -> None:
    desk.receive([annual_plus(date(2026, 11, 15)), *receipts(date(2026, 8, 8), 3)])
    assert "certificate-earned" in refused(door, "note", "coursera", "finished")
    said = refused(door, "note", "tunely", "certificate-earned")
    assert "coursera" not in said.split("look at one")[0]


def test_a_merge_makes_one_of_two(desk: Desk, door: Door) -> None:
    mine = receipts(date(2026, 6, 8), 3)
    moved = [
        letter(
            f"Your receipt from Tunely Music #{n}",
            step(date(2026, 9, 8), "P1M", n),
            "Thank you for your payment.",
            ("Receipt number", f"TM-{n}"),
            ("Plan", "Premium"),
            ("Date paid", long_date(step(date(2026, 9, 8), "P1M", n))),
            ("Total paid", "$12.00 USD"),
            ("Next billing date", long_date(step(date(2026, 9, 8), "P1M", n + 1))),
            sender="Tunely Music <billing@tunely-music.example>",
        )
        for n in range(3)
    ]
    desk.receive([*mine, *moved])
    ids = sorted(one["id"] for one in desk.report()["subscriptions"])
    assert len(ids) == 2
    ended = door("merge", ids[1], ids[0])
    assert ended.code == 0, ended.err
    (one,) = desk.report()["subscriptions"]
    assert (one["id"], one["charges"]) == (ids[1], 6)
    assert words(door) == [f"{ids[0]} is the same as {ids[1]}"]
    assert "is no subscription" in refused(door, "merge", ids[1], "nothing")
    assert f"is one with '{ids[1]}' already" in refused(door, "merge", ids[1], ids[0])
    assert door("undo").code == 0
    assert sorted(one["id"] for one in desk.report()["subscriptions"]) == ids
    assert "the same already" in refused(door, "merge", ids[1], ids[1])


def test_two_strangers_are_merged_by_a_yes_only(desk: Desk, door: Door) -> None:
    other = [
        letter(
            "Your receipt from Breadly",
            step(date(2026, 8, 20), "P1M", n),
            "Thank you for your payment.",
            ("Plan", "Weekly loaf"),
            ("Date paid", long_date(step(date(2026, 8, 20), "P1M", n))),
            ("Total paid", "$21.00 USD"),
            ("Next billing date", long_date(step(date(2026, 8, 20), "P1M", n + 1))),
            sender="Breadly <bills@breadly.example>",
        )
        for n in range(3)
    ]
    desk.receive([*receipts(date(2026, 8, 8), 4), *other])
    assert "share neither a name nor a sender" in refused(door, "merge", "tunely", "breadly")
    assert len(desk.report()["subscriptions"]) == 2
    assert door("merge", "tunely", "breadly", "--yes").code == 0
    assert len(desk.report()["subscriptions"]) == 1


def test_who_puts_a_finding_away_hears_how_its_mail_is_mended(desk: Desk, door: Door) -> None:
    desk.receive([trial(date(2026, 11, 1), date(2026, 11, 20))])
    found = findings(desk)["trial_converted"]
    said = door("dismiss", found["id"]).out
    (line,) = [one for one in said.splitlines() if "watchdog review" in one]
    mail = line.split("watchdog review ")[1].split()[0]
    assert desk.report()["subscriptions"]
    assert door("review", mail, "--no").code == 0
    assert not desk.report()["subscriptions"]


def test_what_is_no_subscription_leaves_the_report_until_it_is_one(desk: Desk, door: Door) -> None:
    desk.receive([*receipts(date(2026, 8, 20), 3, "$15.49"), receipt(date(2026, 11, 20), "$17.99")])
    assert desk.kinds() == ["price_increase"]
    assert door("not-a-subscription", "tunely").code == 0
    assert (desk.kinds(), desk.statuses()) == ([], {})
    assert door("confirm", "tunely").code == 0
    assert desk.statuses() == {"tunely:direct": "active"}
    (found,) = desk.report()["findings"]
    assert said_in(found)[-1] == "You said on 2026-11-23 that it is yours and wanted"
    assert door("undo").code == 0
    assert desk.statuses() == {}
    assert door("undo").code == 0
    assert desk.kinds() == ["price_increase"]


def test_one_charge_without_words_becomes_a_subscription_by_word(desk: Desk, door: Door) -> None:
    desk.receive([receipt(date(2026, 11, 20))])
    before = desk.report()["subscriptions"]
    assert door("confirm", "tunely").code == 0
    (one,) = desk.report()["subscriptions"]
    assert one["confidence"] == 1.0
    assert before == [] or before[0]["confidence"] < 1.0


@pytest.mark.parametrize("command", ["confirm", "not-a-subscription"])
def test_nothing_is_said_of_what_was_never_seen(desk: Desk, door: Door, command: str) -> None:
    desk.receive(receipts(date(2026, 8, 8), 2))
    assert "no mail of Netflix" in refused(door, command, "netflix")
    assert "did you mean tunely" in refused(door, command, "tunly")
    assert "no such place" in refused(door, command, "tunely", "--channel", "moon")


def test_a_word_about_the_never_seen_waits_for_its_mail(desk: Desk, door: Door) -> None:
    desk.receive(receipts(date(2026, 8, 8), 2))
    assert "No mail of Netflix was read yet" in door("cancelled", "Netflix").out
    assert desk.kinds() == []
    assert set(desk.statuses()) <= {"tunely:direct", "netflix:None"}


_BAKERY = "Köhler & Søn Brød"


def _bakery(desk: Desk, plan: str = "Daily") -> None:
    """A merchant that no catalogue knows, and whose slug is not its name."""
    first = date(2026, 8, 8)
    desk.receive(
        letter(
            f"Your receipt #{plan}-{n}",
            step(first, "P1M", n),
            f"{_BAKERY}: thank you for your payment.",
            ("Receipt number", f"{plan}-{n}"),
            ("Plan", plan),
            ("Date paid", long_date(step(first, "P1M", n))),
            ("Total paid", "$12.00 USD"),
            ("Next billing date", long_date(step(first, "P1M", n + 1))),
            sender=f"{_BAKERY} <billing@kohler-brod.example>",
        )
        for n in range(3)
    )


def test_whom_nobody_knows_is_called_as_the_report_calls_it(desk: Desk, door: Door) -> None:
    _bakery(desk)
    (one,) = desk.report()["subscriptions"]
    assert one["name"] != one["merchant"]
    name = one["name"]
    assert f"did you mean '{name}'?" in refused(door, "cancelled", "kohlre")
    assert name in door("cancelled", name).out
    assert name in words(door)[0]
    assert name in door("said").out
    assert f"Taken back: you cancelled {name}" in door("undo").out
    assert f"How to cancel {name} at Apple" in door("fix", "kohler", "--channel", "apple").out


def test_what_changes_nothing_in_a_fix_is_said(desk: Desk, door: Door) -> None:
    _bakery(desk)
    idle = "changes nothing here."
    ended = door("fix", _BAKERY, "--plan", "gold", "--charged-on", "2026-11-01")
    assert ended.code == 0
    assert ended.err == f"--plan {idle}\n--charged-on {idle}\n"
    assert door("fix", _BAKERY, "--plan", "daily").err == ""
    ended = door("fix", "coursera", "--channel", "direct", "--plan", "plus_annual")
    assert idle not in ended.err
    with_day = ("--plan", "plus_annual", "--charged-on", "2026-11-15")
    assert idle not in door("fix", "coursera", "--channel", "direct", *with_day).err


def test_a_finding_knows_its_plan_itself(desk: Desk, door: Door) -> None:
    desk.receive([*receipts(date(2026, 8, 8), 3), receipt(date(2026, 11, 8), "$15.00")])
    found = findings(desk)["price_increase"]["id"]
    plain = door("fix", found)
    beside = door("fix", found, "--plan", "plus_monthly", "--trial")
    assert beside.out == plain.out
    assert beside.err == "--plan changes nothing here.\n--trial changes nothing here.\n"


def test_what_runs_in_two_places_is_cancelled_in_both_and_no_place_is_the_wrong_one(
    desk: Desk, door: Door
) -> None:
    app = "Coursera: Learn career skills"
    desk.receive(store_receipts(app, "Coursera Plus", date(2026, 8, 12), 4))
    desk.receive(coursera_receipt(step(date(2026, 8, 15), "P1M", n)) for n in range(4))
    assert door("cancelled", "coursera").code == 0
    assert {one["channel"] for one in json.loads(door("said", "--json").out)["said"]} == {
        "direct",
        "apple",
    }
    assert "wrong_store" not in findings(desk)
    again = door("cancelled", "coursera").out
    assert "had said so already" in again
    assert len(words(door)) == 2
