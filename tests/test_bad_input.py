"""Mail that cannot be right: told plainly, never guessed over, and the rest of the report whole."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.rigs.door import Door
from watchdog.timeline.cadence import step

DAY = "2026-11-23"


def mail(
    folder: Path, name: str, date_header: str, *lines: str, subject: str = "Your receipt"
) -> None:
    head = f"From: {name} <billing@{name.lower()}.example>\nSubject: {subject}\nDate: {date_header}"
    kind = "MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8"
    number = len(list(folder.iterdir()))
    text = "\n".join([head, kind, "", *lines, ""])
    (folder / f"{number:02}.eml").write_bytes(text.replace("\n", "\r\n").encode())


def bill(name: str, number: int, total: str, *more: str) -> tuple[str, ...]:
    thanks = f"Thanks for your payment for your {name} Pro monthly subscription."
    return (thanks, f"Receipt no. {number}", *more, f"Total: {total}")


@pytest.fixture
def told(door: Door, tmp_path: Path) -> dict[str, Any]:
    """The report on a mailbox full of bad mail, with one honest subscription among it."""
    folder = tmp_path / "mails"
    folder.mkdir()
    mail(folder, "Oldco", "Thu, 01 Jan 1970 00:00:00 +0000", *bill("Oldco", 1, "$5.00"))
    mail(folder, "Futureco", "Fri, 01 Jan 2099 00:00:00 +0000", *bill("Futureco", 2, "$5.00"))
    mail(folder, "Negaco", "Tue, 03 Nov 2026 10:00:00 +0000", *bill("Negaco", 4, "-$5.00"))
    mail(
        folder,
        "Neverseen",
        "Tue, 03 Nov 2026 10:00:00 +0000",
        "Your Neverseen Pro subscription has been cancelled.",
        "You can use it until December 3, 2026.",
        subject="Your subscription has been cancelled",
    )
    for count in range(6):
        day = step(date(2026, 6, 4), "P1M", count)
        total = "$9.00" if count % 2 else "€8.00"
        mail(folder, "Twocur", f"{day:%a, %d %b %Y} 10:00:00 +0000", *bill("Twocur", count, total))
        mail(
            folder, "Honest", f"{day:%a, %d %b %Y} 11:00:00 +0000", *bill("Honest", count, "$7.00")
        )
    due = "Your next payment is on December 3, 2026."
    mail(folder, "Contra", "Tue, 03 Nov 2026 10:00:00 +0000", *bill("Contra", 88, "$9.00", due))
    mail(
        folder,
        "Contra",
        "Tue, 03 Nov 2026 11:00:00 +0000",
        "Your Contra Pro subscription renews on January 3, 2027 for $9.00.",
        subject="Your plan",
    )
    assert door("import", folder).code == 0
    ended = door("report", "--json", "--as-of", DAY)
    assert ended.code == 0, ended.err
    return dict(json.loads(ended.out))


def test_each_is_told_and_the_rest_is_whole(door: Door, told: dict[str, Any]) -> None:
    known = {one["merchant"]: one for one in told["subscriptions"]}
    assert known["honest"]["status"] == "active"
    assert known["honest"]["price"] == {"amount": "7.00", "currency": "USD"}
    # An end of what was never seen is an end and no more.
    assert known["neverseen"]["status"] == "canceling"
    assert known["neverseen"]["price"] is None
    # Two currencies in one series are no rise of the price, nor are they added up.
    assert known["twocur"]["status"] == "active"
    assert known["twocur"]["total_paid"] == {"amount": "27.00", "currency": "USD"}
    # Of two days in mails of one day the nearer one is the safe one.
    assert known["contra"]["next_renewal_on"] == "2026-12-03"
    assert known["contra"]["cancel_by"] == "2026-12-02"
    assert told["findings"] == []

    review = door("review").out
    assert "it names an amount below nothing: -5.00 USD" in review
    assert "the mail has no usable date" in review


def test_a_day_in_years_to_come_is_the_day_on_which_it_was_found(
    door: Door, told: dict[str, Any]
) -> None:
    # As of that day nobody knew of it; today it is known, and not in 2099.
    assert "futureco" not in {one["merchant"] for one in told["subscriptions"]}
    report = json.loads(door("report", "--json").out)
    found = next(one for one in report["subscriptions"] if one["merchant"] == "futureco")
    assert found["started_on"] == report["as_of"]
