"""The rhythm of the daemon's ticks: what was missed is not made up for."""

from datetime import datetime, timedelta

from apscheduler.triggers.base import BaseTrigger


class Every(BaseTrigger):  # type: ignore[misc]  # apscheduler has no types
    """Fires so long after it fired last, counted from now.

    APScheduler's own interval goes through every moment that was missed, holding its lock: over
    the 56 years that a computer without a battery leaps at its start these are minutes, and the
    memory for 59 million moments.
    """

    def __init__(self, rhythm: timedelta) -> None:
        self._rhythm = rhythm

    def get_next_fire_time(self, previous_fire_time: datetime | None, now: datetime) -> datetime:
        """The moment of the next tick; at once when there was none."""
        return now if previous_fire_time is None else now + self._rhythm
