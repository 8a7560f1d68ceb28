"""Whether the ticking thread is alive, as another thread sees it."""

from collections.abc import Callable

from watchdog.daemon.heart import Reading

# Far beyond the longest session with a mailbox: whoever is silent for so long hangs.
_STUCK_SECONDS = 1800.0
# Ten looks at the clock that were not taken.
_IDLE_SECONDS = 300.0


class Pulse:
    """`begin`, `move` and `end` are called by whoever ticks; `ails` by whoever listens."""

    def __init__(self, elapsed: Callable[[], float]) -> None:
        self._elapsed = elapsed
        self._moved_at = elapsed()
        self._busy = False
        self.reading: Reading | None = None

    def begin(self) -> None:
        """A look at the clock begins."""
        self._busy, self._moved_at = True, self._elapsed()

    def move(self, reading: Reading | None) -> None:
        """It gets on with something."""
        self.reading, self._moved_at = reading, self._elapsed()

    def end(self) -> None:
        """The look at the clock has ended, well or not."""
        self._busy, self._moved_at, self.reading = False, self._elapsed(), None

    def ails(self, *, ticking: bool) -> str | None:
        """What it has died of, or None; `ticking`: the thread that should tick is there."""
        still = self._elapsed() - self._moved_at
        if not ticking:
            return "the thread that looks at the clock has died"
        if self._busy and still > _STUCK_SECONDS:
            return f"nothing has moved for {still / 60:.0f} minutes"
        if not self._busy and still > _IDLE_SECONDS:
            return f"nobody has looked at the clock for {still / 60:.0f} minutes"
        return None

    def forgive(self) -> None:
        """Time passed that nobody could use: the computer slept, or we were stopped."""
        self._moved_at = self._elapsed()
