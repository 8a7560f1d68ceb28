"""The daemon's clock: the computer's own, as long as what it says can be true."""

import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

# Nothing can be earlier than the program itself: computers without a battery start in 1970.
_EARLIEST = datetime(2026, 1, 1, tzinfo=UTC)
_BACK = timedelta(days=1)
# Further than any sleep that the computer's own count of seconds does not see.
_AHEAD = timedelta(days=31)
# Somebody who sets a clock right and leaves it so is believed in the end.
_PATIENCE = timedelta(days=1)


def wall() -> datetime:
    """What the computer says."""
    return datetime.now(UTC)  # noqa: TID251 - this is the daemon's door to the clock


def elapsed() -> float:
    """Seconds that nobody can set; where the system can, with those of sleep."""
    boot_time = getattr(time, "CLOCK_BOOTTIME", None)
    return time.monotonic() if boot_time is None else time.clock_gettime(boot_time)


class Clock:
    """Goes by the wall, and by elapsed seconds while the wall says what cannot be.

    `known` is a moment that has passed for certain, such as the last that the ledger tells of.
    `doubt` is None, or says in one line what the wall claims. Threads may share it.
    """

    def __init__(
        self,
        known: datetime | None = None,
        *,
        wall: Callable[[], datetime] = wall,
        elapsed: Callable[[], float] = elapsed,
    ) -> None:
        self._wall, self._elapsed = wall, elapsed
        self._lock = threading.Lock()
        self._seconds = elapsed()
        self._doubted_since: float | None = None
        self.doubt: str | None = None
        said = wall()
        known = max(known or _EARLIEST, _EARLIEST)
        self._moment = said if said >= _EARLIEST and said > known - _BACK else known

    def doubt_now(self) -> str | None:
        """The doubt about this very moment."""
        self.now()
        return self.doubt

    def now(self) -> datetime:
        """This moment, as far as it can be known."""
        with self._lock:
            said, seconds = self._wall(), self._elapsed()
            expected = self._moment + timedelta(seconds=seconds - self._seconds)
            if self._can_be(said, expected) or self._is_stubborn(said, seconds):
                self._doubted_since = self.doubt = None
                self._moment = said
            else:
                self._doubted_since = self._doubted_since or seconds
                self.doubt = (
                    f"clock implausible: this computer says {said:%Y-%m-%d %H:%M} UTC, and it"
                    f" should be about {expected:%Y-%m-%d %H:%M} UTC; set its clock right"
                )
                self._moment = expected
            self._seconds = seconds
            return self._moment

    def _can_be(self, said: datetime, expected: datetime) -> bool:
        return said >= _EARLIEST and -_BACK < said - expected < _AHEAD

    def _is_stubborn(self, said: datetime, seconds: float) -> bool:
        if said < _EARLIEST or self._doubted_since is None:
            return False
        return seconds - self._doubted_since >= _PATIENCE.total_seconds()
