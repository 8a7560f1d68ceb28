"""What lies ahead, and what waits for a person's eyes."""

import json
from datetime import date, timedelta
from pathlib import Path

from tests.rigs.door import Door
from watchdog.demo.story import letters

TODAY = date(2026, 11, 23)


def _fill(door: Door, folder: Path) -> None:
    for number, (raw, _) in enumerate(letters(TODAY)):
        (folder / f"{number:03}.eml").write_bytes(raw)
    assert door("import", folder).code == 0


def test_the_days_ahead_come_soonest_first(door: Door, tmp_path: Path) -> None:
    (tmp_path / "mails").mkdir()
    _fill(door, tmp_path / "mails")
    ended = door("upcoming", "--json", "--as-of", "2026-11-23", "--days", "30")
    ahead = json.loads(ended.out)["upcoming"]
    days = [date.fromisoformat(one["on"]) for one in ahead]
    assert days == sorted(days)
    assert all(TODAY <= day <= TODAY + timedelta(days=30) for day in days)
    first = ahead[0]
    assert (first["what"], first["on"], first["cancel_by"]) == (
        "trial ends",
        "2026-11-26",
        "2026-11-25",
    )
    assert "2026-12-02" in {one["on"] for one in ahead}
    shown = door("upcoming", "--as-of", "2026-11-23", "--days", "30").out
    assert len(shown.splitlines()) == len(ahead)


def test_doubtful_mail_is_listed_with_its_reason(door: Door, tmp_path: Path) -> None:
    (tmp_path / "mails").mkdir()
    _fill(door, tmp_path / "mails")
    shown = door("review").out
    assert "free mail service" in shown
    assert json.loads(door("review", "--json").out)["mails"][0]["outcome"] == "review"
    assert "Nothing is due" in door("upcoming", "--as-of", "2019-01-01").out
