"""Putting jobs into procrastinate's queue, on a connection whose transaction somebody else ends."""

from collections.abc import Sequence
from typing import Any

from procrastinate import SyncPsycopgConnector
from procrastinate.jobs import Job
from procrastinate.manager import JobManager

from watchdog.batches import in_batches

_MOST_AT_ONCE = 500


def queue(jobs: Sequence[Job], connection: Any) -> None:
    """Put them there; `connection` is the database driver's own. Both happen, or neither."""
    maker = JobManager(SyncPsycopgConnector())
    for some in in_batches(jobs, _MOST_AT_ONCE):
        maker.batch_defer_jobs(list(some), connection=connection)
