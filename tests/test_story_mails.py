"""Whole trips as files tell them: raw mails in, the findings of a day out."""

import json
from pathlib import Path

import pytest

from tests.rigs.door import Door
from tests.story_mails import Trip, raw_mails, trips


@pytest.mark.parametrize("trip", trips(), ids=lambda trip: trip.name)
def test_trip_ends_in_its_findings(trip: Trip, door: Door, tmp_path: Path) -> None:
    folder = tmp_path / "mails"
    folder.mkdir()
    for number, raw in enumerate(raw_mails(trip)):
        (folder / f"{number:03}.eml").write_bytes(raw)
    assert door("import", folder).code == 0
    told = {day: _kinds(door, day) for day in trip.finds}
    assert told == {day: sorted(kinds) for day, kinds in trip.finds.items()}, trip.says


def _kinds(door: Door, day: str) -> list[str]:
    report = json.loads(door("report", "--json", "--as-of", day).out)
    return sorted(one["kind"] for one in report["findings"])
