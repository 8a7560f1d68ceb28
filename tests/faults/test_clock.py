"""Rows 10 and 11: clocks that are wrong, and the weekly letter under every rule of time."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import time_machine

from tests.faults.letters import MONDAY, states, subjects, writing
from tests.rigs.door import Door
from tests.rigs.dovecot import User
from tests.rigs.post_office import PostOffice, post_office
from watchdog.config.config import Schedule
from watchdog.daemon.clock import Clock
from watchdog.daemon.telling import STARTED, due_week
from watchdog.digest.week import week_key
from watchdog.ledger import Ledger, open_ledger

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


class Hands:
    """A wall clock and a count of seconds that a test moves."""

    def __init__(self, wall: datetime = MONDAY) -> None:
        self.wall, self.seconds = wall, 1000.0

    def pass_(self, real: timedelta, shown: timedelta | None = None) -> None:
        """Time passes; the wall shows the same or something else."""
        self.seconds += real.total_seconds()
        self.wall += real if shown is None else shown

    def clock(self, known: datetime | None = None) -> Clock:
        return Clock(known, wall=lambda: self.wall, elapsed=lambda: self.seconds)


def test_a_clock_that_goes_right_is_believed() -> None:
    hands = Hands()
    clock = hands.clock(MONDAY - DAY)
    for _ in range(10):
        hands.pass_(8 * HOUR)
        assert clock.now() == hands.wall
    assert clock.doubt is None


@pytest.mark.parametrize(
    "leap", [-2 * HOUR, -23 * HOUR, 3 * DAY, 30 * DAY], ids=lambda leap: f"{leap}"
)
def test_small_corrections_and_long_sleeps_are_believed(leap: timedelta) -> None:
    hands = Hands()
    clock = hands.clock()
    hands.pass_(timedelta(0), leap)
    assert clock.now() == MONDAY + leap
    assert clock.doubt is None


@pytest.mark.parametrize("leap", [365 * DAY, -2 * DAY, -365 * DAY], ids=lambda leap: f"{leap}")
def test_a_wild_leap_is_doubted_and_time_goes_on_without_it(leap: timedelta) -> None:
    hands = Hands()
    clock = hands.clock()
    hands.pass_(timedelta(0), leap)
    assert clock.now() == MONDAY
    assert clock.doubt
    assert "clock implausible" in clock.doubt
    hands.pass_(HOUR)
    assert clock.now() == MONDAY + HOUR
    hands.pass_(HOUR, HOUR - leap)
    assert clock.now() == MONDAY + 2 * HOUR == hands.wall
    assert clock.doubt is None


def test_who_stays_with_a_new_time_for_a_day_is_believed() -> None:
    hands = Hands()
    clock = hands.clock()
    hands.pass_(timedelta(0), 365 * DAY)
    assert clock.now() == MONDAY
    hands.pass_(23 * HOUR)
    assert clock.now() == MONDAY + 23 * HOUR
    hands.pass_(HOUR)
    assert clock.now() == hands.wall
    assert clock.doubt is None


def test_1970_at_boot_is_never_believed_and_ends_with_the_network() -> None:
    hands = Hands(datetime(1970, 1, 1, tzinfo=UTC))
    clock = hands.clock(MONDAY)
    assert clock.now() == MONDAY
    hands.pass_(40 * DAY)
    assert clock.now() == MONDAY + 40 * DAY
    assert clock.doubt
    hands.wall = MONDAY + 41 * DAY
    assert clock.now() == hands.wall
    assert clock.doubt is None


def test_a_start_before_what_the_ledger_tells_is_doubted() -> None:
    hands = Hands(MONDAY - 2 * DAY)
    clock = hands.clock(MONDAY)
    assert clock.now() == MONDAY
    assert clock.doubt
    assert Hands(MONDAY - HOUR).clock(MONDAY).now() == MONDAY - HOUR


# --- the weekly letter -----------------------------------------------------------------------

ZONES = (
    *("UTC", "Europe/Berlin", "America/Los_Angeles"),
    *("Australia/Lord_Howe", "Africa/Casablanca", "Pacific/Chatham"),
)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(tmp_path / "ledger.db") as opened:
        yield opened


class Reached:
    """The milestones that the weekly letter asks for, without the disk."""

    def __init__(self, started: datetime) -> None:
        self.reached = {STARTED: started}

    def reached_at(self, key: str) -> datetime | None:
        return self.reached.get(key)


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("hour", ["00:00", "02:30", "08:00"])
@pytest.mark.parametrize("weekday", ["sunday", "monday"])
def test_two_years_of_any_zone_have_one_letter_a_week(zone: str, hour: str, weekday: str) -> None:
    schedule = Schedule(digest_weekday=weekday, digest_time=hour)  # type: ignore[arg-type]  # from a table
    local, start = ZoneInfo(zone), datetime(2026, 1, 5, tzinfo=UTC)
    books, written = Reached(start), Counter[str]()
    for step in range(2 * 364 * 48):
        now = start + timedelta(minutes=30 * step)
        key = due_week(now.astimezone(local), schedule, books)  # type: ignore[arg-type]  # asks this much
        if key is not None:
            written[key] += 1
            books.reached[key] = now
            late = now - _meant(now.astimezone(local), schedule)
            assert late <= timedelta(minutes=90), "on its day, at its hour or just after a gap"
    assert set(written.values()) == {1}
    assert len(written) in (103, 104)
    assert list(written) == sorted(written, key=lambda key: (key[7:11], key[13:]))


def _meant(local: datetime, schedule: Schedule) -> datetime:
    return datetime.combine(local.date(), schedule.digest_clock, tzinfo=local.tzinfo)


def test_the_letter_of_a_week_is_due_once_whatever_the_zone_becomes(ledger: Ledger) -> None:
    ledger.milestones.reach(STARTED, now=MONDAY - 30 * DAY)
    schedule = Schedule()
    key = due_week(MONDAY.astimezone(ZoneInfo("Asia/Tokyo")), schedule, ledger.milestones)
    assert key == week_key(MONDAY.date())
    ledger.milestones.reach(key, now=MONDAY)
    for zone in ZONES:
        for hours in range(-20, 48):
            local = (MONDAY + hours * HOUR).astimezone(ZoneInfo(zone))
            assert due_week(local, schedule, ledger.milestones) is None


# --- whole rounds ----------------------------------------------------------------------------


@pytest.fixture
def office() -> Iterator[PostOffice]:
    with post_office(tls="none", auth=False) as running:
        yield running


@pytest.mark.dovecot
def test_leaps_of_the_clock_repeat_and_invent_nothing(
    door: Door, user: User, office: PostOffice, caplog: pytest.LogCaptureFixture
) -> None:
    writing(door, user, office.port)
    sunday = MONDAY - DAY
    for moment in (sunday, MONDAY, MONDAY - 2 * HOUR, MONDAY + HOUR):
        with time_machine.travel(moment, tick=True):
            assert door("run", "--once").code == 0
    told = subjects(office)
    assert len(told) == len(set(told)) + 1, "two charges of one merchant share a subject"
    assert len([one for one in told if "week" in one]) == 1
    for wrong in (datetime(1970, 1, 1, 0, 5, tzinfo=UTC), MONDAY - 40 * DAY):
        caplog.clear()
        with time_machine.travel(wrong, tick=True):
            assert door("run", "--once").code == 0
            status = door("status")
        assert "clock implausible" in caplog.text
        assert "Clock implausible" in status.out
        assert status.code == 1
    assert subjects(office) == told
    assert states(door.home) == {"sent": len(told)}
