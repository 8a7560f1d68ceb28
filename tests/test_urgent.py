"""What needs somebody now, alone; and fakes in one place."""

import re
from pathlib import Path

import pytest

from tests.rigs.door import Door
from tests.test_language import mails

__all__ = ["mails"]

DAY = ("--as-of", "2026-11-23")


def test_only_what_needs_somebody_now_is_told(door: Door, mails: Path) -> None:
    door("import", mails)
    whole, urgent = door("report", *DAY).out, door("report", "--urgent", *DAY).out
    assert urgent.splitlines()[0].startswith("Billing watchdog, 2026-11-23: ")
    assert urgent.count("\n!! ") == whole.count("\n!! ") > 1
    for rest in ("\n ! ", "\n i ", "The next 30 days", "What changed", " a month, "):
        assert rest in whole
        assert rest not in urgent
    assert "Next: watchdog fix" in urgent
    assert re.search(r"\(\d+ more: watchdog report\)", urgent)


@pytest.mark.parametrize("shape", [("--json",), ("--csv",), ("--plain",), ("--html", "-")])
def test_it_is_a_screen_and_no_other_shape(door: Door, shape: tuple[str, ...]) -> None:
    ended = door("report", "--urgent", *shape)
    assert ended.code == 2
    assert "--urgent is for a screen" in ended.err
