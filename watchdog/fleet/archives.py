"""Archives of an owner, as jobs of bounded size that any worker which sees the files can do."""

import logging
from collections.abc import Iterable
from itertools import islice
from pathlib import Path

import msgspec
from procrastinate.jobs import Job
from sqlalchemy import text

from watchdog.archive.archive import Problems
from watchdog.archive.files import ArchiveProblem
from watchdog.archive.portions import Portion, portions_of, read_portion
from watchdog.config.config import ConfigError
from watchdog.fleet.queueing import queue
from watchdog.fleet.tenants import Fleet, want_telling
from watchdog.importing import import_all
from watchdog.known_types import known
from watchdog.text import safe

log = logging.getLogger("watchdog.fleet")

TASK = "import"
# Behind every poll: a portion takes seconds, and then it is looked again who is due.
_PRIORITY = -20
_MOST_AT_ONCE = 200
_MOST_TOLD = 5

_WAITING = text(
    "SELECT queueing_lock FROM procrastinate_jobs"
    " WHERE task_name = 'import' AND args ->> 'owner' = :owner AND status IN ('todo', 'doing')"
)
_FORGET_FAILED = text(
    "DELETE FROM procrastinate_jobs"
    " WHERE task_name = 'import' AND args ->> 'owner' = :owner AND status = 'failed'"
)


class NotHereError(Exception):
    """The files are not to be seen from this host; another worker may see them."""


class HandedOut(msgspec.Struct, frozen=True, kw_only=True):
    """How many portions are given out now, how many wait already, and what is no archive."""

    portions: int
    waiting: int
    problems: tuple[ArchiveProblem, ...]


def hand_out(fleet: Fleet, owner: str, paths: Iterable[Path], *, thorough: bool) -> HandedOut:
    """Make jobs of an archive, portion by portion; what failed before is tried anew."""
    given = waiting = 0
    problems: list[ArchiveProblem] = []
    found = portions_of(paths)
    with fleet.writes() as connection:
        connection.execute(_FORGET_FAILED, {"owner": owner})
        known_jobs = set(connection.scalars(_WAITING, {"owner": owner}))
        driver = connection.connection.driver_connection
        while some := list(islice(found, _MOST_AT_ONCE)):
            problems += [one for one in some if isinstance(one, ArchiveProblem)]
            jobs = [_job(owner, one, thorough=thorough) for one in some if isinstance(one, Portion)]
            fresh = [job for job in jobs if job.queueing_lock not in known_jobs]
            queue(fresh, driver)
            given, waiting = given + len(fresh), waiting + len(jobs) - len(fresh)
    return HandedOut(portions=given, waiting=waiting, problems=tuple(problems))


def _job(owner: str, portion: Portion, *, thorough: bool) -> Job:
    name = f"import {owner} {portion}"
    return Job(
        id=None,
        task_name=TASK,
        queue="default",
        lock=name,
        queueing_lock=name,
        priority=_PRIORITY,
        task_kwargs={
            "owner": owner,
            "portion": msgspec.to_builtins(portion),
            "thorough": thorough,
        },
    )


def import_portion(fleet: Fleet, owner: str, portion: object, *, thorough: bool) -> None:
    """Read one portion into its owner's ledger; what was read before is passed over."""
    one = msgspec.convert(portion, known(Portion))
    try:
        setting = fleet.setting_of(owner)
    except ConfigError:  # removed while this waited
        return
    if not any(Path(path).exists() for path in one.paths):
        raise NotHereError(str(one))
    with fleet.ledger(setting) as ledger:
        problems = Problems(_MOST_TOLD)
        mails = problems.only_mail(read_portion(one))
        # One reader: it is by their number that portions use all cores.
        steps = import_all(setting, ledger, mails, thorough=thorough, hands=1)
        kept = sum(step.kept for step in steps)
    for line in problems.lines():
        log.warning("%s: %s", owner, safe(line))
    if kept:
        want_telling(fleet, owner)
