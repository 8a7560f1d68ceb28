"""Two subscriptions of one name in two mailboxes are told apart wherever they stand."""

import json
import re
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
import time_machine

from tests.rigs.door import Door

BOXES = ("family", "shop")
FAKES = Path(__file__).parent.parent / "fixtures" / "senders" / "generic"
DAYS = ("Tue, 03 Nov 2026", "Sat, 03 Oct 2026", "Thu, 03 Sep 2026")


@pytest.fixture(name="two")
def two_fixture(door: Door, tmp_path: Path) -> Door:
    """The same service bought by two, each in a mailbox of its own."""
    for number, box in enumerate(BOXES):
        mails = tmp_path / box
        mails.mkdir()
        for day in DAYS:
            mail = EmailMessage()
            mail["From"], mail["To"] = "Inkfold <hello@inkfold.example>", "pat@example.org"
            mail["Subject"], mail["Date"] = "Your Inkfold receipt", f"{day} 10:00:00 +0000"
            mail["Message-ID"] = f"<{number}{day[5:7]}{day[8:11]}@inkfold.example>"
            mail.set_content(
                f"Hi,\n\nThank you for your payment.\n\nReceipt number: {number}7{day[5:7]}1\n"
                f"Plan: Inkfold\nTotal: $14.00\nBilled monthly to Visa ending in 441{number}.\n"
            )
            (mails / f"{day[8:11]}.eml").write_bytes(mail.as_bytes())
        assert door("import", mails).code == 0
        with closing(sqlite3.connect(door.home / "ledger.sqlite3")) as ledger, ledger:
            # As if they had been fetched from a mailbox of that name.
            ledger.execute(
                "INSERT INTO locations (account, folder, uidvalidity, uid, message_id, seen_at)"
                " SELECT ?, 'INBOX', 1, id, id, '2026-11-04T00:00:00+00:00' FROM messages"
                " WHERE id NOT IN (SELECT message_id FROM locations)",
                (box,),
            )
    return door


@pytest.mark.parametrize(
    "words",
    [
        ("report",),
        ("report", "--plain"),
        ("report", "--html", "-"),
        ("upcoming",),
        ("show", "inkfold"),
        ("digest", "--to-stdout"),
    ],
)
def test_whose_it_is_stands_beside_each(two: Door, words: tuple[str, ...]) -> None:
    ended = two(*words, "--as-of", "2026-11-30")
    assert ended.code == 0, ended.err
    said = " ".join(ended.out.split())
    assert "Inkfold (family)" in said
    assert "Inkfold (shop)" in said


def test_a_word_about_one_is_no_word_about_the_other(two: Door) -> None:
    with time_machine.travel(datetime(2026, 11, 30, 12, tzinfo=UTC), tick=False):
        refused = two("cancelled", "inkfold")
        assert refused.code == 2
        assert "--account family, --account shop" in refused.err
        assert json.loads(two("said", "--json").out)["said"] == []
        assert two("cancelled", "inkfold", "--plan", "shop").code == 0
        told = json.loads(two("report", "--json").out)["subscriptions"]
        states = {one["account"]: one["canceled_on"] for one in told}
        assert states == {"family": None, "shop": "2026-11-30"}
        ids = {one["account"]: one["id"] for one in told}
        assert two("cancelled", ids["family"]).code == 0
        told = json.loads(two("report", "--json").out)["subscriptions"]
        assert {one["canceled_on"] for one in told} == {"2026-11-30"}


SHAPES = (("report",), ("report", "--plain"), ("report", "--csv"), ("report", "--html", "-"))


@pytest.mark.parametrize("words", SHAPES)
def test_a_report_of_one_mailbox_tells_of_no_other(two: Door, words: tuple[str, ...]) -> None:
    ended = two(*words, "--account", "shop", "--as-of", "2026-11-30")
    assert ended.code == 0, ended.err
    assert "shop" in ended.out
    assert not re.search(r"(?<!font-)family", ended.out)


def test_mailboxes_add_up_to_the_whole_report(two: Door) -> None:
    def told(*words: str) -> Any:
        return json.loads(two("report", "--json", "--as-of", "2026-11-30", *words).out)

    whole, parts = told(), [told("--account", box) for box in BOXES]
    assert whole["account"] is None
    assert [one["account"] for one in parts] == list(BOXES)
    for key in ("subscriptions", "findings"):
        assert sorted((one for part in parts for one in part[key]), key=str) == sorted(
            whole[key], key=str
        )
    for key, number in whole["coverage"].items():
        assert sum(part["coverage"][key] for part in parts) == number, key
    assert whole["coverage"]["messages"] == 6
    assert [one["subscriptions"] for part in parts for one in part["totals"]] == [1, 1]
    assert whole["totals"][0]["subscriptions"] == 2


def test_a_mailbox_that_nobody_knows_is_refused(two: Door) -> None:
    ended = two("report", "--account", "shp")
    assert ended.code == 2
    assert "--account shp: there is no such mailbox" in ended.err


def test_what_is_about_no_subscription_goes_with_its_mail(two: Door, tmp_path: Path) -> None:
    """A fake lies where it came, and so does the word on it."""
    fake = FAKES / "fake_norton.eml"
    (tmp_path / "fake.eml").write_bytes(fake.read_bytes())
    assert two("import", tmp_path / "fake.eml").code == 0

    def kinds(account: str) -> list[str]:
        out = two("report", "--json", "--as-of", "2026-11-30", "--account", account).out
        return [one["kind"] for one in json.loads(out)["findings"]]

    assert "fake_invoice" in kinds("import")
    assert "fake_invoice" not in kinds("shop")
