"""The rhythm of the daemon's ticks, also over leaps of the clock."""

from datetime import UTC, datetime, timedelta

import pytest

from watchdog.daemon.every import Every

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
RHYTHM = timedelta(seconds=30)


@pytest.mark.parametrize(
    ("previous", "following"),
    [
        (None, NOW),
        (NOW, NOW + RHYTHM),
        (datetime(1970, 1, 1, tzinfo=UTC), NOW + RHYTHM),
        (NOW + timedelta(days=365), NOW + RHYTHM),
    ],
    ids=["the first", "on time", "after 1970", "set back"],
)
def test_one_tick_follows_whatever_was_missed(
    previous: datetime | None, following: datetime
) -> None:
    assert Every(RHYTHM).get_next_fire_time(previous, NOW) == following
