"""What was cancelled and still runs: its last day is told wherever it is listed."""

import json
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from tests import stories
from tests.rigs.door import Door
from watchdog.report import tell_subscription

PAID: dict[str, object] = {
    "kind": "charge",
    "merchant": "tunely",
    "channel": "direct",
    "recurring": True,
}
PAID |= {"cadence": "P1M", "amount": "12.00 USD", "on": date(2026, 11, 8)}
ENDED = {"kind": "canceled", "merchant": "tunely", "channel": "direct", "on": date(2026, 11, 9)}
STORY = stories.Story(says="", today=date(2026, 11, 23), finds=(), mails=(PAID, ENDED))


@pytest.mark.parametrize(
    ("today", "status", "ends_on"),
    [
        (date(2026, 11, 8), "active", None),
        (date(2026, 11, 23), "canceling", date(2026, 12, 8)),
        (date(2026, 12, 9), "canceled", None),
    ],
)
def test_only_what_still_runs_has_a_day_on_which_it_ends(
    today: date, status: str, ends_on: date | None
) -> None:
    (one,) = map(tell_subscription, stories.judged(replace(STORY, today=today)))
    assert (one.status, one.ends_on) == (status, ends_on)


MAIL = """From: Tunely <billing@tunely.example>
To: pat@mail.example
Subject: {subject}
Date: {day}
Message-ID: <{number}@tunely.example>
Content-Type: text/plain; charset=utf-8

{text}
"""


def test_the_list_says_when_it_ends(door: Door, tmp_path: Path) -> None:
    letters = [
        ("Your receipt", "Sun, 08 Nov 2026 09:00:00 +0000", "You paid $12.00 for Tunely Premium."),
        (
            "Your Tunely subscription is cancelled",
            "Mon, 09 Nov 2026 09:00:00 +0000",
            "Your Tunely subscription has been cancelled. You can use it until December 8, 2026.",
        ),
    ]
    for number, (subject, day, text) in enumerate(letters):
        mail = MAIL.format(subject=subject, day=day, text=text, number=number)
        (tmp_path / f"{number}.eml").write_text(mail)
        assert door("import", tmp_path / f"{number}.eml").code == 0
    told = json.loads(door("report", "--json", "--as-of", "2026-11-23").out)
    (one,) = told["subscriptions"]
    assert (one["status"], one["ends_on"]) == ("canceling", "2026-12-08")
    assert "ends 2026-12-08" in door("report", "--as-of", "2026-11-23").out
    assert "ends 2026-12-08" in door("report", "--plain", "--as-of", "2026-11-23").out
