"""What was cancelled and still runs: its last day is told wherever it is listed."""

import json
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from tests import stories
from tests.rigs.door import Door
from watchdog.reporting import tell_subscription

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
    (judged,) = stories.judged(replace(STORY, today=today))
    one = tell_subscription(judged, today=today)
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


NOTICE = (
    "tallow.example expires in 14 days",
    "Fri, 20 Nov 2026 09:00:00 +0000",
    (
        "Hi Pat,\n\nYour domain tallow.example expires on 4 December 2026. Auto-renew is off. Renew"
        " it for $14.99 a year to keep it."
    ),
)
RECEIPT = (
    "Receipt for tallow.example",
    "Wed, 25 Nov 2026 09:00:00 +0000",
    (
        "Hi Pat,\n\nthank you. We charged $14.99 for the renewal of tallow.example for 1 year. It"
        " now expires on 4 December 2027."
    ),
)


def test_what_its_holder_has_to_renew_ends_unless_he_does(door: Door, tmp_path: Path) -> None:
    looks = []
    for number, (subject, day, text) in enumerate((NOTICE, RECEIPT)):
        mail = MAIL.format(subject=subject, day=day, text=text, number=number)
        (tmp_path / f"{number}.eml").write_text(mail)
        assert door("import", tmp_path / f"{number}.eml").code == 0
        told = door("report", "--as-of", "2026-11-26").out
        looks.append((told, json.loads(door("report", "--json", "--as-of", "2026-11-26").out)))
    (before, one), (_, renewed) = looks
    assert "ends 2026-12-04 unless renewed" in before
    assert "Renew it at its own website before that day" in " ".join(before.split())
    assert "cancelled" not in before
    assert [one["subscriptions"][0][name] for name in ("status", "lapses_on", "cancel_by")] == [
        "active",
        "2026-12-04",
        None,
    ]
    assert (renewed["findings"], renewed["subscriptions"][0]["lapses_on"]) == ([], None)
    assert renewed["subscriptions"][0]["next_renewal_on"] == "2027-12-04"
