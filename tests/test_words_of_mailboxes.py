"""What the user says of a merchant in one mailbox is no word about another mailbox."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
import time_machine

from tests.rigs.boxes import letter, locate, put
from tests.rigs.door import Door

TODAY = datetime(2026, 11, 30, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    """The clock stands; a test may move it."""
    with time_machine.travel(TODAY, tick=False) as traveller:
        yield traveller


def receipts(box: str, *days: date, price: str = "14.00") -> dict[str, bytes]:
    """Receipts of one subscription, in the mails of one mailbox."""
    return {
        f"{box}-{day}": letter(
            day,
            "Your Inkfold receipt",
            f"Hi,\n\nThank you for your payment.\n\nReceipt number: {box}-{day}\nPlan: Inkfold\n"
            f"Total: ${price}\nBilled monthly to Visa ending in 4410.\n",
        )
        for day in days
    }


def bill(box: str, day: date, number: str, amount: str = "£80.00") -> dict[str, bytes]:
    """A bill that is to be paid."""
    text = (
        f"Dear Pat Doe,\n\nInvoice number: {number}\nAmount due: {amount}\n"
        "Please pay by 10 December 2026.\n"
    )
    return {f"{box}-{number}": letter(day, f"Your invoice {number} from Inkfold", text)}


def months(last: int, *of: int, day: int = 3) -> tuple[date, ...]:
    return tuple(date(2026, month, day) for month in (*of, last))


def told(door: Door, *words: str) -> Any:
    return json.loads(door("report", "--json", *words).out)


def ended_on(door: Door) -> dict[str, str | None]:
    return {one["mailbox"]: one["canceled_on"] for one in told(door)["subscriptions"]}


def test_a_word_is_not_about_a_mailbox_that_comes_later(door: Door, tmp_path: Path) -> None:
    put(door, tmp_path / "mails", "family", receipts("family", *months(11, 9, 10)))
    assert door("cancelled", "inkfold", "--on", "2026-11-05").code == 0
    put(door, tmp_path / "mails", "dad", receipts("dad", *months(11, 9, 10, day=20)))
    assert ended_on(door) == {"family": "2026-11-05", "dad": None}
    assert told(door, "--account", "dad")["findings"] == []


@pytest.mark.parametrize("word", ["confirm", "not-a-subscription"])
def test_nor_is_any_other_word(door: Door, tmp_path: Path, word: str) -> None:
    put(door, tmp_path / "mails", "family", receipts("family", *months(11, 9, 10)))
    assert door(word, "inkfold").code == 0
    put(door, tmp_path / "mails", "dad", receipts("dad", *months(11, 9, 10, day=20)))
    sure = {one["mailbox"]: one["confidence"] for one in told(door)["subscriptions"]}
    assert sure.pop("dad") < 1.0
    assert sure == ({"family": 1.0} if word == "confirm" else {})


def test_what_is_put_away_of_one_is_told_of_the_other(door: Door, tmp_path: Path) -> None:
    """Also where the other comes first among the books, and takes the plain id."""
    for box in ("family", "dad"):
        mails = receipts(box, *months(10, 8, 9)) | receipts(box, date(2026, 11, 3), price="19.00")
        put(door, tmp_path / "mails", box, mails)
        found = told(door, "--account", box)["findings"]
        risen = [one["id"] for one in found if one["kind"] == "price_increase"]
        assert len(risen) == 1, box
        if box == "family":
            assert door("dismiss", risen[0]).code == 0
    kinds = [one["kind"] for one in told(door, "--account", "family")["findings"]]
    assert "price_increase" not in kinds


def test_a_word_goes_with_its_mail_to_another_mailbox(door: Door, tmp_path: Path) -> None:
    """What was imported is found in the mailbox that it came from; what is charged there counts."""
    put(door, tmp_path / "mails", None, receipts("old", *months(11, 9, 10)))
    assert door("cancelled", "inkfold", "--on", "2026-11-05").code == 0
    locate(door, "home", anew=True)
    put(door, tmp_path / "mails", "home", receipts("new", date(2026, 12, 3)))
    kinds = [one["kind"] for one in told(door, "--as-of", "2026-12-04")["findings"]]
    assert "charge_after_cancellation" in kinds


def test_a_bill_that_is_paid_is_one(door: Door, tmp_path: Path) -> None:
    for box in ("family", "shop"):
        put(door, tmp_path / "mails", box, bill(box, date(2026, 11, 20), f"INV-{box}-1"))
    refused = door("paid", "inkfold")
    assert refused.code == 2
    assert "say which: --account family, --account shop" in refused.err
    assert door("paid", "inkfold", "--plan", "shop").code == 0
    waits = {one["mailbox"]: bool(one["bill"]) for one in told(door)["subscriptions"]}
    assert waits == {"family": True, "shop": False}


def test_a_bill_that_was_sent_to_two_is_paid_once(door: Door, tmp_path: Path) -> None:
    for box in ("family", "shop"):
        put(door, tmp_path / "mails", box, bill(box, date(2026, 11, 20), "INV-1"))
    assert door("paid", "inkfold").code == 0
    assert not any(one["bill"] for one in told(door)["subscriptions"])


def test_two_are_merged_by_names(door: Door, tmp_path: Path) -> None:
    """Also by parts of them, with the mailbox where one name stands in two."""
    shop = "Inkfold Store <bills@inkfold-store.example>"
    for box in ("family", "studio"):
        put(door, tmp_path / "mails", box, receipts(box, *months(8, 6, 7)))
    later = receipts("later", *months(11, 9, 10))
    put(
        door,
        tmp_path / "mails",
        "studio",
        {name: renamed(raw, shop) for name, raw in later.items()},
    )
    known = {(one["name"], one["mailbox"]): one["id"] for one in told(door)["subscriptions"]}
    several = door("merge", "inkfold", "store")
    assert several.code == 2
    assert "inkfold has several" in several.err
    assert "add its mailbox or place" in several.err
    assert door("merge", "stor", "inkfold studio").code == 0
    (word,) = json.loads(door("said", "--json").out)["said"]
    assert word["subscription"] == known["Inkfold Store", "studio"]
    assert word["other"] == known["Inkfold", "studio"]
    charges = {one["id"]: one["charges"] for one in told(door)["subscriptions"]}
    assert charges == {known["Inkfold Store", "studio"]: 6, known["Inkfold", "family"]: 3}


def renamed(raw: bytes, sender: str) -> bytes:
    return raw.replace(b"Inkfold <hello@inkfold.example>", sender.encode())


def test_what_goes_with_a_word_is_named(door: Door, tmp_path: Path) -> None:
    mails = receipts("family", *months(10, 8, 9)) | receipts(
        "family", date(2026, 11, 3), price="19.00"
    )
    put(door, tmp_path / "mails", None, mails)
    put(door, tmp_path / "mails", None, bill("family", date(2026, 11, 20), "INV-7"))
    risen = [one["id"] for one in told(door)["findings"] if one["kind"] == "price_increase"]
    said = door("not-a-subscription", "inkfold").out
    assert f"With that you hear no more of: Price went up ({risen[0]})" in said
    assert "the bill of 2026-11-20" in said
    assert told(door)["findings"] == []
    assert "hear no more" not in door("confirm", "inkfold").out


def test_one_of_two_mailboxes_is_named_by_its_account(door: Door, tmp_path: Path) -> None:
    """By the same option in each command, where one name stands in both."""
    for box in ("family", "studio"):
        put(door, tmp_path / "mails", box, receipts(box, *months(11, 9, 10)))
    shown = door("show", "inkfold", "--account", "studio").out
    assert "(studio)" in shown
    assert "(family)" not in shown
    both = door("fix", "inkfold")
    assert "2 subscriptions run" in both.err
    one = door("fix", "inkfold", "--account", "studio")
    assert one.out.startswith("How to cancel Inkfold")
    assert "2 subscriptions run" not in one.err
    assert "how to stop" not in one.err
    assert "there are several" in door("letter", "inkfold").err
    assert door("letter", "inkfold", "--account", "family").code == 0
    refused = door("cancelled", "inkfold")
    assert "say which: --account family, --account studio" in refused.err
    assert door("cancelled", "inkfold", "--account", "studio", "--on", "2026-11-05").code == 0
    assert ended_on(door) == {"family": None, "studio": "2026-11-05"}


@pytest.mark.parametrize("word", ["confirm", "not-a-subscription", "paused"])
def test_a_word_about_a_named_mailbox_is_about_no_other(
    door: Door, tmp_path: Path, word: str
) -> None:
    for box in ("family", "studio"):
        put(door, tmp_path / "mails", box, receipts(box, *months(11, 9, 10)))
    assert door(word, "inkfold", "--account", "studio").code == 0
    (said,) = json.loads(door("said", "--json").out)["said"]
    assert said["mailboxes"] == ["studio"]


@pytest.mark.parametrize("words", [("show",), ("fix",), ("cancelled",), ("letter",)])
def test_a_mailbox_that_knows_nothing_of_it_is_told(
    door: Door, tmp_path: Path, words: tuple[str, ...]
) -> None:
    put(door, tmp_path / "mails", "family", receipts("family", *months(11, 9, 10)))
    put(door, tmp_path / "mails", "shop", bill("shop", date(2026, 11, 20), "INV-1"))
    put(door, tmp_path / "mails", "dad", {"dad-1": letter(date(2026, 11, 3), "Hello", "Hello!")})
    there = door(*words, "inkfold", "--account", "nowhere")
    assert there.code == 2
    assert "there is no such mailbox; give one of: " in there.err
    other = door(*words, "netflix", "--account", "family")
    assert other.code == 2
    assert json.loads(door("said", "--json").out)["said"] == []


def two_plans_and_none(door: Door, folder: Path) -> None:
    """Three subscriptions at one merchant, of which one names no plan."""
    for number, (plan, price) in enumerate((("Solo", "14.00"), ("Team", "30.00"), ("", "5.00"))):
        mails = receipts(plan or "bare", *months(11, 9, 10, day=3 + 7 * number), price=price)
        named = f"Plan: Inkfold {plan}\n".encode() if plan else b""
        put(
            door,
            folder,
            "home",
            {name: raw.replace(b"Plan: Inkfold\n", named) for name, raw in mails.items()},
        )


@pytest.mark.parametrize("words", [("inkfold", "--plan", "inkfold"), ("inkfold:direct:home",)])
def test_the_one_that_names_no_plan_is_cancelled_alone(
    door: Door, tmp_path: Path, words: tuple[str, ...]
) -> None:
    two_plans_and_none(door, tmp_path / "mails")
    said = door("cancelled", *words, "--on", "2026-11-28")
    assert said.code == 0, said.err
    assert "you cancelled Inkfold on 2026-11-28" in said.out
    assert "subscriptions" not in said.out
    over = {one["plan"]: one["canceled_on"] for one in told(door)["subscriptions"]}
    assert over == {None: "2026-11-28", "Inkfold Solo": None, "Inkfold Team": None}


def test_a_word_about_all_is_about_the_one_without_a_plan(door: Door, tmp_path: Path) -> None:
    two_plans_and_none(door, tmp_path / "mails")
    said = door("cancelled", "inkfold", "--on", "2026-11-28")
    assert "That is 3 subscriptions" in said.out
    assert "--plan 'Inkfold Solo', --plan 'Inkfold Team', --plan Inkfold" in said.out
    assert {one["canceled_on"] for one in told(door)["subscriptions"]} == {"2026-11-28"}


def test_what_was_said_is_shown_with_what_it_is_about(door: Door, tmp_path: Path) -> None:
    """With the number that takes it back: cancelled, paused, what mails really are."""
    put(door, tmp_path / "mails", "home", receipts("home", *months(11, 8, 9, 10)))
    assert "What you said" not in door("show", "inkfold").out
    assert door("review", "home-2026-10-03@inkfold.example", "--amount", "15 USD").code == 0
    assert door("review", "home-2026-08-03@inkfold.example", "--no").code == 0
    assert door("paused", "inkfold", "--on", "2026-11-10").code == 0
    assert door("cancelled", "inkfold", "--on", "2026-11-28").code == 0
    shown = door("show", "inkfold").out.partition("What you said:\n")[2].splitlines()
    assert [line.split("  ")[2] for line in shown] == [
        '"Your Inkfold receipt" is: Payment 15.00 USD, Inkfold',
        '"Your Inkfold receipt" bills you nothing',
        "Inkfold is paused from 2026-11-10 (web)",
        "you cancelled Inkfold on 2026-11-28 (web)",
    ]
    assert shown[-1].endswith("(watchdog undo 4)")
    words = json.loads(door("show", "inkfold", "--json").out)["words"]
    assert [one["id"] for one in words] == [1, 2, 3, 4]
    assert door("undo").code == 0
    assert "you cancelled" not in door("show", "inkfold").out


def test_what_was_said_to_be_no_subscription_is_shown_with_its_payments(
    door: Door, tmp_path: Path
) -> None:
    put(door, tmp_path / "mails", "home", receipts("home", *months(11, 9, 10)))
    assert door("not-a-subscription", "inkfold").code == 0
    shown = door("show", "inkfold").out
    assert "Inkfold is no subscription  (watchdog undo 1)" in shown
    assert shown.count("Payment") > 2
