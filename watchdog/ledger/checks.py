"""The checks of folders: when each was read to its end, and since when it cannot be."""

from datetime import datetime

from sqlalchemy import Connection, case, func, select, update

from watchdog.ledger.recording import key_of, upsert
from watchdog.ledger.records import Check
from watchdog.ledger.tables import checks
from watchdog.ledger.transactions import Transactions


class Checks:
    """The checks of an open ledger; each question and each addition is one transaction."""

    def __init__(self, each: Transactions) -> None:
        self._each = each

    def all(self) -> tuple[Check, ...]:
        """The last check of every folder, by account and folder."""
        with self._each.reads() as connection:
            return all_checks(connection)

    def record(
        self,
        account: str,
        folder: str,
        *,
        problem: str | None = None,
        problem_kind: str | None = None,
        retry_at: datetime | None = None,
        now: datetime,
    ) -> None:
        """A folder was read to its end, or could not be because of `problem`, until `retry_at`."""
        with self._each.writes() as connection:
            if problem is None:
                _record_success(connection, account, folder, now)
            else:
                _record_failure(
                    connection,
                    account,
                    folder,
                    problem=problem,
                    kind=problem_kind,
                    now=now,
                    retry_at=retry_at,
                )

    def record_sweep(self, account: str, folder: str, *, now: datetime) -> None:
        """All UIDs of a folder were compared with those that were seen."""
        own = (checks.c.account == account) & (checks.c.folder == folder)
        with self._each.writes() as connection:
            connection.execute(update(checks).where(own).values(swept_at=now))

    def ask_for_sweeps(self) -> None:
        """Let the next reading of each folder compare all its UIDs."""
        with self._each.writes() as connection:
            connection.execute(update(checks).values(swept_at=None))


def all_checks(connection: Connection) -> tuple[Check, ...]:
    """The last check of every folder, by account and folder."""
    query = select(checks).order_by(checks.c.account, checks.c.folder)
    return tuple(Check(**row) for row in connection.execute(query).mappings())


def _record_success(connection: Connection, account: str, folder: str, now: datetime) -> None:
    """The folder was read to its end."""
    values = {
        "last_success_at": now,
        "last_attempt_at": now,
        "failing_since": None,
        "last_problem": None,
        "problem_kind": None,
        "failures": 0,
        "retry_at": None,
    }
    statement = upsert(connection, checks).values(account=account, folder=folder, **values)
    was_failing = checks.c.failing_since.is_not(None)
    outage = {
        "outage_from": case((was_failing, checks.c.failing_since), else_=checks.c.outage_from),
        "outage_until": case(
            (was_failing, statement.excluded.last_success_at), else_=checks.c.outage_until
        ),
    }
    connection.execute(
        statement.on_conflict_do_update(
            index_elements=key_of(connection, *checks.primary_key), set_=values | outage
        )
    )


def _record_failure(
    connection: Connection,
    account: str,
    folder: str,
    *,
    problem: str,
    kind: str | None,
    now: datetime,
    retry_at: datetime | None,
) -> None:
    """The folder could not be read; since when it cannot is kept from the first failure on."""
    values = {
        "last_attempt_at": now,
        "last_problem": problem,
        "problem_kind": kind,
        "retry_at": retry_at,
    }
    statement = upsert(connection, checks).values(
        account=account, folder=folder, failing_since=now, failures=1, **values
    )
    grown = {
        "failing_since": func.coalesce(checks.c.failing_since, statement.excluded.failing_since),
        "failures": checks.c.failures + 1,
    }
    connection.execute(
        statement.on_conflict_do_update(
            index_elements=key_of(connection, *checks.primary_key), set_=values | grown
        )
    )
