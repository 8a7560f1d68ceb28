"""Two subscriptions of one name in two mailboxes are told apart wherever they stand."""

import json
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path

import pytest
import time_machine

from tests.rigs.door import Door

BOXES = ("family", "shop")
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
        assert "--plan family, --plan shop" in refused.err
        assert json.loads(two("said", "--json").out)["said"] == []
        assert two("cancelled", "inkfold", "--plan", "shop").code == 0
        told = json.loads(two("report", "--json").out)["subscriptions"]
        states = {one["account"]: one["canceled_on"] for one in told}
        assert states == {"family": None, "shop": "2026-11-30"}
        ids = {one["account"]: one["id"] for one in told}
        assert two("cancelled", ids["family"]).code == 0
        told = json.loads(two("report", "--json").out)["subscriptions"]
        assert {one["canceled_on"] for one in told} == {"2026-11-30"}
