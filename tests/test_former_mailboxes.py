"""A mailbox whose mail belongs to another one, or that was taken out, is called by its name."""

import json
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from tests.rigs.boxes import letter, locate, put
from tests.rigs.door import Door

PAID = "Hi,\n\nThank you for your payment.\n\nPlan: Inkfold\nTotal: $14.00\nBilled monthly.\n"
SHAPES = (("report",), ("report", "--plain"), ("report", "--html", "-"))


@pytest.fixture(name="two")
def two_fixture(door: Door, tmp_path: Path) -> Door:
    """A mailbox, and another one that holds the same mail."""
    mails = {f"r{m}": letter(date(2026, m, 3), "Your receipt", PAID) for m in (9, 10, 11)}
    put(door, tmp_path / "mails", "first", mails)
    locate(door, "second", anew=True)
    return door


def read_until(door: Door, box: str, day: str) -> None:
    """As if a mailbox had been fetched until then."""
    moment = f"{day}T10:00:00.000000+00:00"
    with closing(sqlite3.connect(door.home / "ledger.sqlite3")) as ledger, ledger:
        ledger.execute(
            "INSERT INTO checks (account, folder, last_success_at, last_attempt_at, failures)"
            " VALUES (?, 'INBOX', ?, ?, 0)",
            (box, moment, moment),
        )


@pytest.mark.parametrize("words", SHAPES)
def test_copies_are_told_where_they_belong(two: Door, words: tuple[str, ...]) -> None:
    told = " ".join(two(*words, "--account", "second", "--as-of", "2026-11-30").out.split())
    assert "3 mails here are copies of mails of first and are told there" in told
    assert "watchdog report --account first" in told
    assert "copies" not in two(*words, "--account", "first", "--as-of", "2026-11-30").out
    (copied,) = json.loads(two("report", "--json", "--account", "second").out)["copied"]
    assert copied == {"mailbox": "first", "mails": 3}


def test_an_export_of_copies_says_whose_they_are(two: Door) -> None:
    refused = two("export", "--account", "second")
    assert refused.code == 2
    assert "its mail is told as that of first" in refused.err


@pytest.mark.parametrize("words", SHAPES)
def test_a_mailbox_that_was_taken_out_is_named(two: Door, words: tuple[str, ...]) -> None:
    read_until(two, "first", "2026-11-20")
    for more in ((), ("--account", "first")):
        told = " ".join(two(*words, *more).out.split())
        assert "ail of first was read until" in told
        assert "then that mailbox was taken out" in told
        assert "No mailbox is configured" not in told
