"""`explain FINDING`: rule, mails, days, words, why now and how to switch it off."""

import json
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import time_machine

from tests.rigs.door import Door
from tests.test_cli import mails
from watchdog.detections import all_detections
from watchdog.reasons import rule_of

__all__ = ["mails"]

AS_OF = ("--as-of", "2026-11-23")


@pytest.mark.parametrize("kind", [one.kind for one in all_detections()])
def test_every_rule_is_told_in_words(kind: str) -> None:
    rule = rule_of(kind)
    assert len(rule) == 2
    assert all(words.endswith(".") and "`" not in words for words in rule)


def _findings(door: Door) -> dict[str, str]:
    report = json.loads(door("report", "--json", *AS_OF).out)
    return {one["kind"]: one["id"] for one in reversed(report["findings"])}


def _explained(door: Door, name: str) -> dict[str, Any]:
    ended = door("explain", name, "--json", *AS_OF)
    assert ended.code == 0, ended.err
    return dict(json.loads(ended.out)["finding"])


def test_a_finding_is_explained(door: Door, mails: Path) -> None:
    door("import", mails)
    with time_machine.travel(datetime(2026, 11, 23, 12, tzinfo=UTC), tick=False):
        assert door("confirm", "netflix").code == 0
    ids = _findings(door)
    charged = _explained(door, ids["charge_after_cancellation"])
    assert charged["rule"][0] == "You cancelled, and were charged all the same."
    assert len(charged["mails"]) == 2
    days = {(one["what"], one["on"]) for one in charged["days"]}
    assert ("it was cancelled", "2026-09-21") in days
    assert ("what this is about", "2026-10-11") in days
    # 120 days: the time in which a dispute is open.
    # Two payments, each with its own day: what one pays for is not said of the other.
    paid = [what for what, _ in days if what.startswith("the last day which")]
    assert len(set(paid)) == len(paid)
    assert "Without news it is gone on 2027-02-09." in charged["why_now"]
    assert f"watchdog dismiss {ids['charge_after_cancellation']}" in charged["off"]
    assert 'config.toml, [notify]: off = ["charge_after_cancellation"]' in charged["off"]

    trial = _explained(door, ids["trial_ending"])
    assert "You want to hear of it 7, 3, 1 days ahead; it is 3 days." in trial["why_now"]
    assert "Without news it is told again at once on 2026-11-25." in trial["why_now"]
    assert "config.toml, [reminders]: trial_days = []" in trial["off"]

    increase = _explained(door, ids["price_increase"])
    assert increase["words"] == ["You said on 2026-11-23 that it is yours and wanted"]
    shown = door("explain", ids["trial_ending"], *AS_OF).out
    assert "It looks for" in shown
    assert re.search(r"To hear no more of it:\n  watchdog dismiss", shown)
    assert door("explain", "0000000", *AS_OF).code == 2


def test_a_kind_can_be_switched_off(door: Door, mails: Path) -> None:
    door("import", mails)
    assert "price_increase" in _findings(door)
    config = door.home / "config.toml"
    config.touch(mode=0o600)
    config.write_text('version = 1\n[notify]\noff = ["price_increase"]\n', encoding="utf-8")
    assert "price_increase" not in _findings(door)
    config.write_text('version = 1\n[notify]\noff = ["price_increse"]\n', encoding="utf-8")
    ended = door("report")
    assert ended.code == 2
    assert "notify" in ended.err
    assert "price_increse" in ended.err
