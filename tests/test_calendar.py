"""The calendar: next payments and last safe days, read back by a calendar library."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from icalendar import Calendar

from tests import stories
from tests.rigs.door import Door
from tests.test_cli import mails
from watchdog.calendar import AHEAD_DAYS, build_calendar
from watchdog.catalog import load_catalog
from watchdog.fixes import fix_for
from watchdog.upcoming import upcoming

__all__ = ["mails"]

HOSTILE = "Evil\r\nBEGIN:VALARM\r\nACTION:PROCEDURE\x1b\u202e; , \\n" + "x" * 300


def entries(content: bytes) -> dict[str, Any]:
    """The events by what they say."""
    events = Calendar.from_ical(content).walk("VEVENT")
    return {str(one["SUMMARY"]): one for one in events}


def sequence(event: Any) -> int:
    return int(event["SEQUENCE"])


def calendar_of(story: stories.Story, *, titles_only: bool = False) -> bytes:
    own = stories.judged(story)
    by_id = {one.id: one for one in own}
    found = (
        (one, fix_for(one, by_id.get(one.subscription or ""), load_catalog(), today=story.today))
        for one in stories.found(story)
    )
    ahead = upcoming(own, found, (), today=story.today, days=AHEAD_DAYS)
    return build_calendar(own, ahead, today=story.today, titles_only=titles_only)


def built(today: date, *mails: dict[str, Any]) -> dict[str, Any]:
    story = stories.Story(says="", today=today, finds=(), mails=mails)
    return entries(calendar_of(story))


def test_payments_and_last_safe_days_are_entries_of_their_own(door: Door, mails: Path) -> None:
    door("import", mails)
    out = door("calendar", "--as-of", "2026-11-23").out
    found = entries(out.encode())
    trial = found["Free trial ends: Coursera Data Storytelling Professional Certificate, 49.00 USD"]
    assert trial["DTSTART"].dt == date(2026, 11, 26)
    assert trial["DTEND"].dt == date(2026, 11, 27)
    last = found["Last safe day to cancel: Coursera Data Storytelling Professional Certificate"]
    assert last["DTSTART"].dt == date(2026, 11, 25)
    # The morning before, and that of the day: a day begins at midnight.
    triggers = [alarm["TRIGGER"].dt for alarm in last.walk("VALARM")]
    assert triggers == [timedelta(hours=-15), timedelta(hours=9)]
    monthly = found["Last safe day to cancel: Netflix Standard"]
    assert not monthly.walk("VALARM")
    assert all(one["TRANSP"] == "TRANSPARENT" for one in found.values())
    assert len({str(one["UID"]) for one in found.values()}) == len(found)


def test_what_was_cancelled_is_withdrawn(door: Door, mails: Path, tmp_path: Path) -> None:
    door("import", *[path for path in mails.glob("*.eml") if b"etflix" in path.read_bytes()])
    file = tmp_path / "bills.ics"
    assert door("calendar", "-o", file, "--as-of", "2026-11-23").code == 0
    before = entries(file.read_bytes())
    assert file.stat().st_mode & 0o777 == 0o600
    with time_machine.travel(datetime(2026, 11, 24, 12, tzinfo=UTC), tick=False):
        assert door("cancelled", "netflix").code == 0
        assert door("calendar", "-o", file).code == 0
    after = Calendar.from_ical(file.read_bytes()).walk("VEVENT")
    assert {str(one["UID"]) for one in after} == {str(one["UID"]) for one in before.values()}
    assert {str(one["STATUS"]) for one in after} == {"CANCELLED"}
    newest = max(sequence(one) for one in before.values())
    assert all(sequence(one) > newest for one in after)


def test_an_entry_moves_and_is_not_doubled() -> None:
    trial = {
        "kind": "trial_started",
        "merchant": "tunely",
        "on": date(2026, 6, 1),
        "trial_ends_on": date(2026, 6, 8),
    }
    paid = {
        "kind": "charge",
        "merchant": "tunely",
        "on": date(2026, 6, 8),
        "amount": "9.99 USD",
        "recurring": True,
        "cadence": "P1M",
    }
    first = built(date(2026, 6, 2), trial)
    later = built(date(2026, 6, 9), trial, paid)
    assert first["Free trial ends: Tunely"]["UID"] == later["Renews: Tunely, 9.99 USD"]["UID"]


def test_hostile_names_are_words_only() -> None:
    charge = {
        "kind": "charge",
        "merchant": "evil",
        "merchant_name": HOSTILE,
        "plan": HOSTILE,
        "on": date(2026, 6, 8),
        "amount": "9.99 USD",
        "recurring": True,
        "cadence": "P1Y",
    }
    story = stories.Story(says="", today=date(2026, 6, 9), finds=(), mails=(charge,))
    content = calendar_of(story)
    lines = content.split(b"\r\n")
    assert all(len(line) <= 75 for line in lines)
    assert b"ACTION:PROCEDURE" not in lines
    assert lines.count(b"BEGIN:VALARM") == 2
    assert not {"\x1b", "\u202e"} & set(content.decode())


def test_somebody_elses_file_is_left_alone(door: Door, mails: Path, tmp_path: Path) -> None:
    door("import", mails / "000.eml")
    file = tmp_path / "mine.ics"
    file.write_text("mine", encoding="utf-8")
    ended = door("calendar", "-o", file)
    assert (ended.code, file.read_text(encoding="utf-8")) == (2, "mine")
    assert "is no calendar of ours" in ended.err


@pytest.mark.parametrize("day", [date(2020, 1, 1), date(2026, 6, 9)])
def test_a_calendar_without_entries_is_one(day: date) -> None:
    assert built(day) == {}


_BILL = {
    "kind": "invoice_due",
    "merchant": "veolia",
    "on": date(2026, 6, 2),
    "amount": "80.00 GBP",
    "due_on": date(2026, 6, 20),
}
_PAID = {"kind": "charge", "merchant": "veolia", "on": date(2026, 6, 8), "amount": "80.00 GBP"}


def test_a_bill_that_is_due_is_an_entry_until_it_is_paid() -> None:
    waits = built(date(2026, 6, 3), _BILL)
    bill = waits["Veolia bill is due, 80.00 GBP"]
    assert bill["DTSTART"].dt == date(2026, 6, 20)
    assert "STATUS" not in bill
    later = built(date(2026, 6, 9), _BILL, _PAID)
    gone = next(one for one in later.values() if one["UID"] == bill["UID"])
    assert gone["STATUS"] == "CANCELLED"
    assert sequence(gone) > sequence(bill)
    taken = built(date(2026, 6, 3), {**_BILL, "collected": True})
    assert "Veolia bill is taken, 80.00 GBP" in taken
    story = stories.Story(says="", today=date(2026, 6, 3), finds=(), mails=(_BILL,))
    assert "Veolia bill is due" in entries(calendar_of(story, titles_only=True))


def test_a_new_price_is_an_entry_until_it_is_over() -> None:
    paid = {
        "kind": "charge",
        "merchant": "tunely",
        "on": date(2026, 5, 25),
        "amount": "9.99 USD",
        "recurring": True,
        "cadence": "P1M",
    }
    rise = {
        "kind": "price_change",
        "merchant": "tunely",
        "on": date(2026, 6, 1),
        "amount": "12.99 USD",
        "effective_on": date(2026, 7, 25),
    }
    told = built(date(2026, 6, 2), paid, rise)
    price = told["Tunely price changes, 12.99 USD"]
    assert price["DTSTART"].dt == date(2026, 7, 25)
    ended = {"kind": "canceled", "merchant": "tunely", "on": date(2026, 6, 4)}
    story = stories.Story(says="", today=date(2026, 6, 5), finds=(), mails=(paid, rise, ended))
    over = Calendar.from_ical(calendar_of(story)).walk("VEVENT")
    assert {str(one["STATUS"]) for one in over} == {"CANCELLED"}
    assert price["UID"] in {one["UID"] for one in over}
