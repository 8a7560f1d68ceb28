"""The daemon: a door that ticks; what is due stands in the ledger, not in the scheduler."""

import fcntl
import logging
import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

import msgspec

from watchdog.config import Config, ConfigError
from watchdog.ledger import Ledger, LedgerProblem
from watchdog.setting import Setting
from watchdog.telling import STARTED
from watchdog.tick import Stopping, log, tick

_TICK_SECONDS = 30
_FAREWELL_SECONDS = 8.0


class AlreadyRunning(Exception):  # noqa: N818 - a state, not an error of ours
    """Another daemon holds the lock."""


def watch(setting: Setting, *, once: bool) -> None:
    """Run until SIGTERM or SIGINT; `once`: one round of everything that is due.

    The configuration is read once. ConfigError, LedgerProblem or AlreadyRunning.
    """
    logging.basicConfig(format="%(asctime)s %(message)s", level=logging.WARNING)
    log.setLevel(logging.INFO)
    # What it would say, with a traceback, is said by `_Clockwork` in one line.
    logging.getLogger("apscheduler").setLevel(logging.CRITICAL + 1)
    config = _read_once(setting)
    setting = msgspec.structs.replace(setting, settled=config)
    home = setting.folders().with_ledger(config.ledger.path)
    with _only_one(home.lock_file), setting.ledger() as ledger:
        ledger.release_stuck(now=setting.now())
        ledger.reach(STARTED, now=setting.now())
        if not (config.notify.urls or config.digest):
            log.warning("neither [notify] nor [digest] is configured: nothing will be told")
        if once:
            tick(setting, config, ledger, stopping=lambda: False)
        else:
            _Clockwork(setting, config, ledger).run()


class _Clockwork:
    """The ticks of one daemon, one at a time, and the way it ends."""

    def __init__(self, setting: Setting, config: Config, ledger: Ledger) -> None:
        self._setting = setting
        self._config = config
        self._ledger = ledger
        self._stop = threading.Event()
        self._idle = threading.Event()
        self._idle.set()
        self._fault: BaseException | None = None
        self._file = setting.folders().config_file
        self._written = _written_at(self._file)

    def run(self) -> None:
        """Tick until a signal comes; a fault in a tick is raised here."""
        from apscheduler.schedulers.background import BackgroundScheduler

        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, self._on_signal)
        scheduler = BackgroundScheduler(
            timezone="UTC",
            job_defaults={"coalesce": True, "misfire_grace_time": None, "max_instances": 1},
        )
        now = self._setting.now()
        scheduler.add_job(self._tick, "interval", seconds=_TICK_SECONDS, next_run_time=now)
        scheduler.start()
        names = ", ".join(account.name for account in self._config.accounts)
        log.info("watching %s; stop with SIGTERM", names)
        self._stop.wait()
        scheduler.shutdown(wait=False)
        if not self._idle.wait(_FAREWELL_SECONDS):
            self._walk_out()
        log.info("stopped")
        if self._fault is not None:
            # Living on with a broken clockwork would be deafness; a supervisor starts it anew.
            raise self._fault

    def _on_signal(self, number: int, _frame: FrameType | None) -> None:
        # A terminal that is closed says SIGHUP too, and means it.
        if number == signal.SIGHUP and not sys.stderr.isatty():
            log.info("the configuration is read at the start only: restart to take up a change")
        else:
            self._stop.set()

    def _tick(self) -> None:
        self._idle.clear()
        try:
            # Asked after being busy: `run` either waits for us, or we see that it ends.
            if self._stop.is_set():
                return
            self._mind_configuration()
            tick(self._setting, self._config, self._ledger, stopping=self._stop.is_set)
        except Stopping:
            log.info("stopping between two batches; the next start goes on there")
        except LedgerProblem as problem:
            log.warning("%s", problem)
        except Exception as fault:  # noqa: BLE001 - handed to `run`, which raises it
            self._fault = fault
            self._stop.set()
        finally:
            self._idle.set()

    def _mind_configuration(self) -> None:
        written = _written_at(self._file)
        if written != self._written:
            self._written = written
            log.warning("%s has changed: restart watchdog to take it up", self._file)

    def _walk_out(self) -> None:
        """A server that says nothing must not hold us: what was stored is whole without goodbye."""
        log.info("stopped while somebody kept us waiting; the next start goes on there")
        logging.shutdown()
        os._exit(0)


def _read_once(setting: Setting) -> Config:
    config = setting.config()
    if not config.accounts:
        file = setting.folders().config_file
        raise ConfigError(f"{file}: accounts: there is none to watch; add an [[accounts]] block")
    return config


def _written_at(file: Path) -> int | None:
    try:
        return file.stat().st_mtime_ns
    except OSError:
        return None


@contextmanager
def _only_one(lock_file: Path) -> Iterator[None]:
    """Hold the lock for life; the kernel frees it even after kill -9."""
    lock_file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle = os.open(lock_file, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            pid = os.pread(handle, 20, 0).decode(errors="replace").strip()
            raise AlreadyRunning(
                f"{lock_file}: another watchdog runs already (pid {pid})"
            ) from None
        os.truncate(handle, 0)
        os.pwrite(handle, str(os.getpid()).encode(), 0)
        yield
    finally:
        os.close(handle)
