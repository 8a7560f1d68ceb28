"""The ticks of one daemon, one at a time, its signs of life, and the way it ends."""

import logging
import os
import signal
import sys
import threading
from datetime import timedelta
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Any

import msgspec

from watchdog.alone import AlreadyRunning
from watchdog.config.config import Config
from watchdog.daemon.clock import Clock, elapsed, wall
from watchdog.daemon.heart import (
    BEAT_SECONDS,
    Beat,
    Reading,
    heartbeat_file,
    ping,
    systemd_seconds,
    tell_systemd,
    write_beat,
)
from watchdog.daemon.pulse import Pulse
from watchdog.daemon.tick import Judged, Looked, Stopping, log, tick
from watchdog.ledger import Held, Ledger, LedgerProblem, LedgerProblemKind
from watchdog.sending import ping_url
from watchdog.setting import Setting

if TYPE_CHECKING:  # for those who listen only
    from watchdog.daemon.listening import Listeners


_TICK_SECONDS = 30
_FAREWELL_SECONDS = 8.0
# The clock was set, or we were not there, by so much between two beats.
_LEAP = timedelta(seconds=60)
_PASSING = (
    LedgerProblemKind.LOCKED,
    LedgerProblemKind.DISK_FULL,
    LedgerProblemKind.AWAY,
    LedgerProblemKind.MISSING,
)


class Dead(RuntimeError):  # noqa: N818 - a state of the daemon
    """A part without which it would live on deaf is gone; the text says which."""


class Clockwork:
    """The ticks of one daemon, one at a time, its signs of life, and the way it ends."""

    def __init__(
        self, setting: Setting, config: Config, ledger: Ledger, alone: Held, clock: Clock
    ) -> None:
        self._setting, self._config, self._ledger = setting, config, ledger
        self._alone, self._clock = alone, clock
        self._stop = threading.Event()
        self._idle = threading.Event()
        self._idle.set()
        self._fault: BaseException | None = None
        self._judged: Judged | None = None
        self._listeners: Listeners | None = None
        self._said: dict[str, str] = {}
        self._config_file = setting.folders().config_file
        self._written = _written_at(self._config_file)
        self._pulse = Pulse(elapsed)
        self._ping_url = ping_url(config)
        self._beat = Beat(
            pid=os.getpid(),
            started_at=clock.now(),
            beat_at=clock.now(),
            tick_at=None,
            every_seconds=min(BEAT_SECONDS, (systemd_seconds(dict(os.environ)) or 120.0) / 3),
        )
        self._seen = (wall(), elapsed())

    def run(self) -> None:
        """Tick until a signal comes; a fault in a tick is raised here."""
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, self._on_signal)
        scheduler, job = self._start()
        self._listen(job)
        names = ", ".join(account.name for account in self._config.accounts)
        log.info("watching %s; stop with SIGTERM", names)
        tell_systemd("READY=1", dict(os.environ))
        ping(self._ping_url, "start")
        self._live(job)
        tell_systemd("STOPPING=1", dict(os.environ))
        if self._listeners is not None:
            self._listeners.stop()
        scheduler.shutdown(wait=False)
        if not self._idle.wait(_FAREWELL_SECONDS):
            self._walk_out()
        self._leave()

    def _start(self) -> tuple[Any, Any]:
        from apscheduler.schedulers.background import BackgroundScheduler

        from watchdog.daemon.every import Every

        scheduler = BackgroundScheduler(
            timezone="UTC",
            job_defaults={"coalesce": True, "misfire_grace_time": None, "max_instances": 1},
        )
        job = scheduler.add_job(
            self._tick, Every(timedelta(seconds=_TICK_SECONDS)), next_run_time=wall()
        )
        scheduler.start()
        return scheduler, job

    def _listen(self, job: Any) -> None:
        if any(account.idle for account in self._config.accounts):
            from watchdog.daemon.listening import Listeners

            self._listeners = Listeners(
                self._setting,
                self._config,
                self._ledger,
                lambda: job.modify(next_run_time=wall()),
            )
            self._listeners.start()

    def _live(self, job: Any) -> None:
        """Give signs of life until it is time to go; the scheduler cannot know that it is dead."""
        while not self._stop.is_set():
            self._mind_leaps(job)
            ail = self._pulse.ails(ticking=_is_ticking())
            if ail is not None:
                self._fault = Dead(f"{ail}; whoever watches over us should start us anew")
                return
            tell_systemd("WATCHDOG=1", dict(os.environ))
            self._beat_now()
            self._stop.wait(self._beat.every_seconds)

    def _beat_now(self) -> None:
        self._beat = msgspec.structs.replace(
            self._beat,
            beat_at=self._clock.now(),
            reading=self._pulse.reading,
            doubt=self._clock.doubt,
        )
        write_beat(heartbeat_file(self._setting.ledger_file()), self._beat)
        self._say_once("clock", self._clock.doubt or "")

    def _mind_leaps(self, job: Any) -> None:
        """A scheduler waits for a moment: when the wall clock is set back, for too long."""
        said, seconds = wall(), elapsed()
        before, passed = self._seen[0], timedelta(seconds=seconds - self._seen[1])
        self._seen = (said, seconds)
        slept = passed > timedelta(seconds=self._beat.every_seconds) + _LEAP
        if slept:
            self._pulse.forgive()
            if self._listeners is not None:
                self._listeners.shake()
        if slept or abs(said - before - passed) > _LEAP:
            log.info("the clock has leapt, or the computer has slept: looking at once")
            job.modify(next_run_time=said)

    def _on_signal(self, number: int, _frame: FrameType | None) -> None:
        # A terminal that is closed says SIGHUP too, and means it.
        if number == signal.SIGHUP and not sys.stderr.isatty():
            log.info("the configuration is read at the start only: restart to take up a change")
        else:
            self._stop.set()

    def _tick(self) -> None:
        self._idle.clear()
        self._pulse.begin()
        try:
            # Asked after being busy: `run` either waits for us, or we see that it ends.
            if self._stop.is_set():
                return
            self._mind_configuration()
            if not self._alone.keep():  # the server was away, and another has begun there
                self._give_up(taken(self._config))
                return
            looked = tick(
                self._setting,
                self._config,
                self._ledger,
                stopping=self._stop.is_set,
                moving=self._move,
                judged=self._judged,
                rung=self._listeners.heard() if self._listeners is not None else (),
            )
            self._judged = looked.judged
            self._say_once("ledger", "")
            self._tell_outside(looked)
        except Stopping:
            log.info("stopping between two batches; the next start goes on there")
        except LedgerProblem as problem:
            self._mind_ledger(problem)
        except Exception as fault:  # noqa: BLE001 - handed to `run`, which raises it
            self._give_up(fault)
        finally:
            self._beat = msgspec.structs.replace(self._beat, tick_at=self._clock.now())
            self._pulse.end()
            self._idle.set()

    def _move(self, account: str, folder: str, done: int, total: int | None) -> None:
        self._pulse.move(Reading(account=account, folder=folder, done=done, total=total))

    def _tell_outside(self, looked: Looked) -> None:
        if looked.accounts:
            ping(self._ping_url, "" if looked.hears and not self._clock.doubt else "fail")

    def _mind_ledger(self, problem: LedgerProblem) -> None:
        """What passes by itself is waited for, in one line; on a broken ledger nobody goes on."""
        ping(self._ping_url, "fail")
        if problem.kind in _PASSING:
            self._say_once("ledger", str(problem))
        else:
            self._give_up(problem)

    def _give_up(self, fault: BaseException) -> None:
        self._fault = fault
        self._stop.set()

    def _say_once(self, about: str, line: str) -> None:
        """A line that would be said at every tick, once; and when it is over."""
        said = self._said.get(about, "")
        if line and line.partition(":")[0] != said.partition(":")[0]:
            log.warning("%s", line)
        elif said and not line:
            log.info("that is over: %s", said)
        self._said[about] = line

    def _mind_configuration(self) -> None:
        written = _written_at(self._config_file)
        if written != self._written:
            self._written = written
            log.warning("%s has changed: restart watchdog to take it up", self._config_file)

    def _leave(self) -> None:
        if self._fault is None:
            heartbeat_file(self._setting.ledger_file()).unlink(missing_ok=True)
            log.info("stopped")
            return
        # Living on with a broken clockwork would be deafness; a supervisor starts it anew.
        ping(self._ping_url, "fail")
        raise self._fault

    def _walk_out(self) -> None:
        """A server that says nothing must not hold us: what was stored is whole without goodbye."""
        if self._fault is None:
            log.info("stopped while somebody kept us waiting; the next start goes on there")
            heartbeat_file(self._setting.ledger_file()).unlink(missing_ok=True)
        else:
            log.error("%s", self._fault)
            ping(self._ping_url, "fail")
        logging.shutdown()
        os._exit(0 if self._fault is None else 1)


def taken(config: Config) -> AlreadyRunning:
    """That another one holds the ledger."""
    where = config.ledger.place
    return AlreadyRunning(
        f"{where}: another watchdog runs already, on this host or another; see: watchdog status"
    )


def _is_ticking() -> bool:
    return any(one.name == "APScheduler" and one.is_alive() for one in threading.enumerate())


def _written_at(file: Path) -> int | None:
    try:
        return file.stat().st_mtime_ns
    except OSError:
        return None
