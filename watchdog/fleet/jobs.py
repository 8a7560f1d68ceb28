"""The jobs as procrastinate knows them: given out every few seconds, retried, and set apart."""

import logging
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from procrastinate import (
    App,
    JobContext,
    PsycopgConnector,
    RetryStrategy,
)
from procrastinate.jobs import Job, Status

from watchdog.fleet import archives, rhythm, work
from watchdog.fleet.queueing import queue
from watchdog.fleet.rhythm import Due, set_apart
from watchdog.fleet.tenants import Fleet
from watchdog.ledger import LedgerProblem
from watchdog.text import safe

log = logging.getLogger("watchdog.fleet")

# A surprise is tried again after 2 + 4 and 2 + 16 seconds; then its mailbox is set apart.
_ATTEMPTS = 2
_AGAIN = RetryStrategy(max_attempts=_ATTEMPTS, wait=2, exponential_wait=4)
# Nothing gives a portion of an archive out again, so it waits for what is away: an hour and a half.
_PATIENTLY = RetryStrategy(max_attempts=6, exponential_wait=4)
# A job that ended three workers is not given to a fourth.
_DEADLY = 3

Stop = Callable[[], bool]


def connector(fleet: Fleet, password: str | None, connections: int) -> PsycopgConnector:
    """Procrastinate's own connections to the same database."""
    url = (fleet.config.ledger.url or "").replace("postgresql+psycopg://", "postgresql://", 1)
    secret = {} if password is None else {"password": password}
    return PsycopgConnector(
        conninfo=url,
        kwargs={"application_name": "watchdog jobs", "connect_timeout": 10, **secret},
        min_size=1,
        max_size=connections,
        timeout=3.0,  # a database that is away is waited for elsewhere
    )


def make_app(fleet: Fleet, connections: PsycopgConnector, stopping: Stop) -> App:
    """The jobs of a worker; `stopping` says that it wants to end."""
    app = App(connector=connections)

    @app.task(name="poll", pass_context=True, retry=_AGAIN)
    def poll(context: JobContext, owner: str, account: str) -> None:
        with _set_apart(fleet, context, owner, account), _surprise_told(f"{owner} {account}"):
            work.poll(fleet, owner, account, stopping)

    @app.task(name="tell", pass_context=True, retry=_AGAIN)
    def tell(context: JobContext, owner: str) -> None:
        del context
        with _surprise_told(owner):
            work.tell_owner(fleet, owner, stopping)

    @app.task(name=archives.TASK, pass_context=True, retry=_PATIENTLY)
    def import_(context: JobContext, owner: str, portion: object, thorough: bool) -> None:
        del context
        with _surprise_told(f"{owner} import"):
            archives.import_portion(fleet, owner, portion, thorough=thorough)

    @app.periodic(cron="* * * * * */5")
    @app.task(name="hand out", queueing_lock="hand out", priority=100)
    def hand_out(timestamp: int) -> None:
        del timestamp
        rhythm.hand_out(fleet, give)

    @app.periodic(cron="* * * * * */5")
    @app.task(name="mend", queueing_lock="mend", priority=100, pass_context=True)
    async def mend(context: JobContext, timestamp: int) -> None:
        del timestamp, context
        await take_over(app, fleet)

    return app


@contextmanager
def _surprise_told(what: str) -> Iterator[None]:
    """Procrastinate's own lines are silenced, so that a job which fails says so here."""
    try:
        yield
    except LedgerProblem:
        raise  # the database is away: told once for all jobs
    except archives.NotHereError as problem:
        log.warning("%s: %s: not to be seen here, every worker has to", what, safe(str(problem)))
        raise
    except Exception as fault:
        at = traceback.extract_tb(fault.__traceback__)[-1]
        place = f"{Path(at.filename).name}:{at.lineno}"
        log.warning("%s: failed (%s at %s)", what, type(fault).__name__, place)
        raise


@contextmanager
def _set_apart(fleet: Fleet, context: JobContext, owner: str, account: str) -> Iterator[None]:
    """What fails again and again must not take a place in the queue from the others."""
    try:
        yield
    except LedgerProblem:
        raise
    except Exception as fault:
        if context.job.attempts >= _ATTEMPTS:
            set_apart(fleet, owner, account, type(fault).__name__)
        raise


def give(due: list[Due], connection: Any) -> None:
    """Make jobs of what is due, on a connection whose transaction somebody else ends."""
    queue([_job(one) for one in due], connection)


def _job(due: Due) -> Job:
    return Job(
        id=None,
        task_name="poll" if due.account else "tell",
        queue="default",
        lock=due.lock,
        queueing_lock=due.name,
        priority=due.priority,
        task_kwargs={"owner": due.owner, **({"account": due.account} if due.account else {})},
    )


async def take_over(app: App, fleet: Fleet) -> None:
    """What a worker had begun that is gone is begun anew; what ends workers is set apart."""
    silent = float(fleet.config.fleet.stalled_seconds)
    stalled = list(await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=silent))
    for job in stalled:
        if job.attempts < _DEADLY:
            await app.job_manager.retry_job(job)
            continue
        await app.job_manager.finish_job(job, Status.FAILED, delete_job=False)
        if "account" in job.task_kwargs:
            owner, account = str(job.task_kwargs["owner"]), str(job.task_kwargs["account"])
            set_apart(fleet, owner, account, "ends workers")
    if stalled:
        log.warning("%d jobs of a worker that is gone are begun anew", len(stalled))
    await app.job_manager.prune_stalled_workers(silent * 2)
