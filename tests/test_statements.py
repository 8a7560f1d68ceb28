"""What the user says counts as a fact: said once, listed, shown as evidence, and taken back."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine

from tests.rigs.door import Door
from watchdog.demo.story import letters

TODAY = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    """The clock stands; a test may move it."""
    with time_machine.travel(TODAY, tick=False) as traveller:
        yield traveller


@pytest.fixture
def home(door: Door, tmp_path: Path) -> Door:
    """A home that has read the demo's mailbox."""
    folder = tmp_path / "mails"
    folder.mkdir()
    for number, (raw, _) in enumerate(letters(TODAY.date())):
        (folder / f"{number:03}.eml").write_bytes(raw)
    assert door("import", folder).code == 0
    return door


def told(door: Door, *words: str) -> Any:
    """What a command prints as JSON."""
    ended = door(*words, "--json")
    assert ended.code == 0, ended.err
    return json.loads(ended.out)


def finding(door: Door, kind: str, *more: str) -> dict[str, Any] | None:
    """The first finding of a kind in the report, if there is one."""
    found = told(door, "report", *more)["findings"]
    return next((one for one in found if one["kind"] == kind), None)


def said(door: Door) -> list[str]:
    """The list of what was said, in words."""
    return [str(one["says"]) for one in told(door, "said")["said"]]


def refused(door: Door, *words: str) -> str:
    """The one line that a slip is answered with."""
    ended = door(*words)
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.count("\n") == 1, ended.err
    return ended.err


def test_a_snoozed_finding_is_away_until_its_day(home: Door, clock: time_machine.Traveller) -> None:
    one = finding(home, "trial_converted")
    assert one is not None
    assert home("snooze", one["id"], "--until", "2026-11-30").code == 0
    assert finding(home, "trial_converted") is None
    assert "Duolingo" not in home("digest", "--to-stdout").out.partition("Renews")[0]
    clock.move_to(TODAY + timedelta(days=7))
    # By then another trial is over, of which no receipt came.
    told = json.loads(home("report", "--json").out)["findings"]
    assert one["id"] in {each["id"] for each in told}


def test_the_last_snooze_counts_and_is_taken_back(home: Door) -> None:
    one = finding(home, "price_increase")
    assert one is not None
    assert home("snooze", one["id"], "--days", "300").code == 0
    assert "no finding has the id" in refused(home, "snooze", one["id"], "--days", "3")
    assert len(said(home)) == 1
    assert home("undo").code == 0
    assert (said(home), finding(home, "price_increase")) == ([], one)


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (("--until", "2026-11-23"), "has come already"),
        ((), "either --until DATE or --days N"),
        (("--until", "2026-12-01", "--days", "3"), "either --until DATE or --days N"),
    ],
)
def test_a_snooze_needs_a_day_ahead(home: Door, words: tuple[str, ...], complaint: str) -> None:
    one = finding(home, "price_increase")
    assert one is not None
    assert complaint in refused(home, "snooze", one["id"], *words)
    assert said(home) == []


def test_a_snooze_beyond_the_deadline_says_so(home: Door) -> None:
    one = finding(home, "trial_ending")
    assert one is not None
    ended = home("snooze", one["id"], "--days", "10")
    assert f"last safe day to act is {one['deadline']}" in ended.out


def test_any_word_is_taken_back_by_its_number(home: Door) -> None:
    home("cancelled", "netflix", "--on", "2026-11-20")
    one = finding(home, "trial_converted")
    assert one is not None
    home("dismiss", one["id"])
    assert said(home)[0] == "you cancelled Netflix on 2026-11-20"
    assert one["says"] in said(home)[1]
    assert "give one of: 1, 2" in refused(home, "undo", "3")
    assert home("undo", "1").code == 0
    assert [one["id"] for one in told(home, "said")["said"]] == [2]
    assert home("undo").code == 0
    assert "nothing to take back" in refused(home, "undo")


def test_the_users_word_is_evidence(home: Door) -> None:
    home("cancelled", "netflix", "--on", "2026-11-01", "--channel", "direct")
    found = [one for one in told(home, "report")["findings"] if one["merchant"] == "netflix"]
    (one,) = [one for one in found if one["kind"] == "charge_after_cancellation"]
    words = "You said on 2026-11-23 that you cancelled it on 2026-11-01 (web)"
    assert words in {each["says"] for each in one["evidence"]}
