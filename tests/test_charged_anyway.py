"""What was cancelled and charged all the same does not just "end" on a day."""

import json
from datetime import date
from pathlib import Path

import pytest

from tests.rigs.boxes import letter, put
from tests.rigs.door import Door

PAID = "Hi,\n\nThanks for your payment.\n\nInkfold Plus, monthly subscription\nTotal: £12.00\n"
ENDED = "Hi,\n\nYour Inkfold Plus subscription has been cancelled.\n"
SHAPES = (("report",), ("report", "--plain"), ("report", "--html", "-"))


def read(door: Door, folder: Path, *paid: date) -> Door:
    """A cancellation on 6 November among payments."""
    mails = {f"paid-{day}": letter(day, "Your Inkfold receipt", PAID) for day in paid}
    mails["end"] = letter(date(2026, 11, 6), "Your subscription is cancelled", ENDED)
    put(door, folder, None, mails)
    return door


@pytest.mark.parametrize("words", SHAPES)
def test_the_table_says_so(door: Door, tmp_path: Path, words: tuple[str, ...]) -> None:
    days = [date(2026, month, 4) for month in (9, 10, 11)]
    read(door, tmp_path / "mails", *days)
    told = " ".join(door(*words, "--as-of", "2026-11-30").out.split())
    assert "ends" in told
    assert "all the same" not in told
    again = door.at(tmp_path / "again")
    read(again, tmp_path / "more", *days, date(2026, 11, 20))
    told = " ".join(again(*words, "--as-of", "2026-11-30").out.split()).replace("\xa0", " ")
    assert "charged 2026-11-20 all the same" in told or "charged 20 Nov 2026 all the same" in told
    (one,) = json.loads(again("report", "--json", "--as-of", "2026-11-30").out)["subscriptions"]
    assert (one["ends_on"], one["charged_anyway_on"]) == (None, "2026-11-20")
