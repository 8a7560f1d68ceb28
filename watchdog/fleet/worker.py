"""A worker: takes jobs until it is told to stop, and waits out a database that is away."""

import asyncio
import errno
import logging
import signal
import threading
import warnings
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor

from procrastinate import App, exceptions
from procrastinate.schema import SchemaManager
from psycopg import Error
from psycopg_pool import PoolTimeout
from sqlalchemy import inspect

from watchdog.config.config import ConfigError
from watchdog.daemon.log_lines import PlainLines
from watchdog.fleet.figures import serve_figures
from watchdog.fleet.jobs import connector, give, make_app
from watchdog.fleet.rhythm import hand_out
from watchdog.fleet.tenants import Fleet, open_fleet
from watchdog.ledger import LedgerProblem
from watchdog.reading import kept_nursery
from watchdog.setting import Setting

log = logging.getLogger("watchdog.fleet")

_PAUSE_SECONDS = (1.0, 2.0, 5.0, 10.0, 30.0)
_FETCH_SECONDS = 2.0
_FREE_SECONDS = 3.0
_AWAY = (Error, PoolTimeout, exceptions.ConnectorException, LedgerProblem, OSError)


def work(setting: Setting, *, until_idle: bool = False) -> None:
    """Take jobs until SIGTERM or SIGINT; ConfigError or LedgerProblem when it cannot begin.

    `until_idle`: no longer than there are jobs.
    """
    _speak()
    at_once = setting.config_or_default().fleet.polls_at_once
    with kept_nursery(), open_fleet(setting, connections=2 * at_once + 4) as fleet:
        stop = threading.Event()
        password = setting.ledger_password()
        if fleet.config.fleet.metrics:
            _show_figures(fleet, fleet.config.fleet.metrics, stop)
        asyncio.run(_live(fleet, password, stop, until_idle=until_idle))
    log.info("stopped")


def _speak() -> None:
    logging.basicConfig(level=logging.WARNING)
    for handler in logging.getLogger().handlers:
        handler.setFormatter(PlainLines("%(asctime)s %(message)s"))
    log.setLevel(logging.INFO)
    # Every job that ends would be a line; what matters is said by us, without a traceback.
    logging.getLogger("procrastinate").setLevel(logging.CRITICAL + 1)
    logging.getLogger("psycopg.pool").setLevel(logging.CRITICAL + 1)
    warnings.filterwarnings("ignore", category=DeprecationWarning, module="procrastinate")


def _show_figures(fleet: Fleet, address: str, stop: threading.Event) -> None:
    """Answer Prometheus, or wait for whoever does: the figures are of all workers.

    ConfigError for an address at which nobody can answer.
    """
    if _is_shown(fleet, address):
        return
    log.warning(
        "fleet.metrics: %s is taken, by another worker most likely, which tells of this one too;"
        " jobs are taken all the same",
        address,
    )

    def wait() -> None:
        while not stop.wait(_FREE_SECONDS):
            if _is_shown(fleet, address):
                log.info("fleet.metrics: %s was free: it is answered here now", address)
                return

    threading.Thread(target=wait, name="metrics", daemon=True).start()


def _is_shown(fleet: Fleet, address: str) -> bool:
    """Whether it is us who answer there; False when somebody else does."""
    try:
        serve_figures(fleet, address)
    except OSError as problem:
        if problem.errno == errno.EADDRINUSE:
            return False
        file, why = fleet.setting.folders().config_file, (problem.strerror or str(problem)).lower()
        mend = "give an address of this computer and a free port"
        raise ConfigError(f"{file}: fleet.metrics: {address}: {why}; {mend}") from None
    return True


async def _live(
    fleet: Fleet, password: str | None, stop: threading.Event, *, until_idle: bool
) -> None:
    loop = asyncio.get_running_loop()
    at_once = fleet.config.fleet.polls_at_once
    loop.set_default_executor(ThreadPoolExecutor(at_once + 2, thread_name_prefix="job"))
    ended = asyncio.Event()

    def end() -> None:
        stop.set()
        ended.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, end)
    failures = 0
    while not stop.is_set():
        try:
            await _take_jobs(fleet, password, stop, ended, until_idle=until_idle)
            failures = 0
        except _AWAY as problem:
            said = " ".join(str(problem).split())[:200]
            log.warning("the database is away, jobs wait (%s)", said or type(problem).__name__)
            await _pause(ended, _PAUSE_SECONDS[min(failures, len(_PAUSE_SECONDS) - 1)])
            failures += 1
        else:
            if until_idle:
                return
            await _pause(ended, _PAUSE_SECONDS[0])


async def _take_jobs(
    fleet: Fleet,
    password: str | None,
    stop: threading.Event,
    ended: asyncio.Event,
    *,
    until_idle: bool,
) -> None:
    at_once = fleet.config.fleet.polls_at_once
    app = make_app(fleet, connector(fleet, password, at_once + 4), stop.is_set)
    async with app.open_async():
        await asyncio.to_thread(prepare, fleet)
        log.info("taking jobs, %d at once; stop with SIGTERM", at_once)
        if not until_idle:
            await _until(ended, _taking(fleet, app, wait=True))
            return
        given = 1
        while given and not stop.is_set():
            given = await asyncio.to_thread(hand_out, fleet, give)
            await _until(ended, _taking(fleet, app, wait=False))


def _taking(fleet: Fleet, app: App, *, wait: bool) -> Coroutine[None, None, None]:
    silent = fleet.config.fleet.stalled_seconds
    return app.run_worker_async(
        concurrency=fleet.config.fleet.polls_at_once,
        wait=wait,
        fetch_job_polling_interval=_FETCH_SECONDS,
        delete_jobs="successful",
        install_signal_handlers=False,
        update_heartbeat_interval=silent / 3,
        stalled_worker_timeout=float(silent),
    )


async def _until(ended: asyncio.Event, taking: Coroutine[None, None, None]) -> None:
    """Take jobs; at the end none is begun, and those that run come to the end of a batch."""
    running, ending = asyncio.create_task(taking), asyncio.create_task(ended.wait())
    await asyncio.wait({running, ending}, return_when=asyncio.FIRST_COMPLETED)
    if not running.done():
        running.cancel()
    ending.cancel()
    try:
        await running
    except asyncio.CancelledError:
        if not ended.is_set():
            raise


async def _pause(ended: asyncio.Event, seconds: float) -> None:
    try:
        await asyncio.wait_for(ended.wait(), seconds)
    except TimeoutError:
        return


def prepare(fleet: Fleet) -> None:
    """Make procrastinate's tables where they are not there yet."""
    with fleet.writes() as connection:
        connection.exec_driver_sql(
            "SELECT pg_advisory_xact_lock(hashtextextended('watchdog jobs', 0))"
        )
        if not inspect(connection).has_table("procrastinate_jobs"):
            connection.exec_driver_sql(SchemaManager.get_schema().replace("%", "%%"))
